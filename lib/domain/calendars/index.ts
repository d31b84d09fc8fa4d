export { addTimeSlot } from "./add-time-slot";
export { type OpeningRules, openWindows, type Range } from "./availability";
export { loadBookedStarts } from "./booked-time";
export { isClear, offersStart, type Shape, whyNotBookable } from "./booking-rules";
export { createCalendar } from "./create";
export { isSameDay, whyDayFull } from "./daily-limit";
export { findSlots, searchSlots } from "./find-slots";
export { firstCalendar } from "./first-calendar";
export { getCalendar } from "./get";
export { inBusinessOfCalendar } from "./in-business-of";
export { listCalendars } from "./list";
export { lockCalendars } from "./lock";
export { removeCalendar } from "./remove";
export { removeTimeSlot } from "./remove-time-slot";
export { loadSchedules, type Schedule } from "./schedules";
export {
  type AddTimeSlotInput,
  addTimeSlotInput,
  type Calendar,
  type CreateCalendarInput,
  createCalendarInput,
  durationMinutes,
  type FindSlotsInput,
  findSlotsInput,
  instant,
  MAX_DURATION_MINUTES,
  type Slot,
  type TimeSlot,
  type UpdateCalendarInput,
  updateCalendarInput,
} from "./schema";
export { type ServiceShape, shapeOf } from "./shape";
export { updateCalendar } from "./update";
