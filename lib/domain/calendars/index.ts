export { addTimeSlot } from "./add-time-slot";
export { type OpeningRules, openWindows, type Range } from "./availability";
export { loadBookedStarts } from "./booked-time";
export { isClear, offersStart, type Shape, whyNotBookable } from "./booking-rules";
export { createCalendar } from "./create";
export { isSameDay, whyDayFull } from "./daily-limit";
export { findDaySlots } from "./find-day-slots";
export { findSlots, searchSlots } from "./find-slots";
export { firstCalendar } from "./first-calendar";
export { getCalendar } from "./get";
export { businessOfCalendar, inBusinessOfCalendar } from "./in-business-of";
export { listCalendars } from "./list";
export { dayAfter, dayOf, daysBetween, endOfDay, startOfDay, todayAt } from "./local-days";
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
  type DaySlot,
  type DaySlots,
  DEFAULT_DURATION_MINUTES,
  durationMinutes,
  type FindDaySlotsInput,
  type FindSlotsInput,
  findSlotsInput,
  instant,
  localDate,
  localTime,
  MAX_DURATION_MINUTES,
  MAX_HORIZON_DAYS,
  type Slot,
  type TimeSlot,
  type UpdateCalendarInput,
  type UpdateTimeSlotInput,
  updateCalendarInput,
} from "./schema";
export { type ServiceShape, shapeOf } from "./shape";
export { updateCalendar } from "./update";
export { updateTimeSlot } from "./update-time-slot";
