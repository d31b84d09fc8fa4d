import { answerQuestion } from "./answer-question";
import { bookAppointment } from "./book-appointment";
import { cancelAppointment } from "./cancel-appointment";
import { captureLead } from "./capture-lead";
import { checkAvailability } from "./check-availability";
import { findAppointments } from "./find-appointments";
import { holdSlot } from "./hold-slot";
import { rescheduleAppointment } from "./reschedule-appointment";
import { takeMessage } from "./take-message";
import type { Tool } from "./tool";
import { transferToHuman } from "./transfer-to-human";

/** Everything the receptionist can do, whoever speaks for it. */
export const TOOLS = {
  answer_question: answerQuestion,
  check_availability: checkAvailability,
  hold_slot: holdSlot,
  book_appointment: bookAppointment,
  find_appointments: findAppointments,
  reschedule_appointment: rescheduleAppointment,
  cancel_appointment: cancelAppointment,
  capture_lead: captureLead,
  transfer_to_human: transferToHuman,
  take_message: takeMessage,
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof TOOLS;

export const isToolName = (name: string): name is ToolName => Object.hasOwn(TOOLS, name);
