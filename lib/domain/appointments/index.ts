export { bookAppointment } from "./book";
export {
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  markNoShow,
} from "./change-status";
export { getAppointment } from "./get";
export { HOLD_MINUTES, holdSlot, releaseHolds } from "./hold";
export { listAppointments } from "./list";
export { removeAppointment } from "./remove";
export { rescheduleAppointment } from "./reschedule";
export { appointmentRows } from "./row";
export {
  APPOINTMENT_SOURCES,
  type Appointment,
  type AppointmentSource,
  type BookAppointmentInput,
  bookAppointmentInput,
  type HoldSlotInput,
  type ListAppointmentsInput,
  listAppointmentsInput,
  type RescheduleAppointmentInput,
  type UpdateAppointmentInput,
  updateAppointmentInput,
} from "./schema";
export { getAppointmentNumbered } from "./shown";
export { APPOINTMENT_STATUSES, type AppointmentStatus } from "./states";
export { lastAppointmentOf, requestsWith, upcomingAppointmentsOf } from "./upcoming";
export { updateAppointment } from "./update";
