export { addClosure } from "./add-closure";
export { addressText } from "./address-text";
export { businessNamed } from "./business-named";
export type { NewClosure } from "./closures";
export { createBusiness } from "./create-business";
export { createBusinessRows, type FirstRows } from "./create-business-rows";
export { createService } from "./create-service";
export { type DayHull, type DayHulls, dayHulls, mergeDayHulls } from "./day-hulls";
export { type DayTimes, dayTimes, mergeDayTimes } from "./day-times";
export { findBusinessId } from "./find-business";
export { getBusiness } from "./get-business";
export { getOwner } from "./get-owner";
export { type DayInterval, DEFAULT_HOURS, findOverlap, hoursSchema } from "./hours";
export { listBusinesses } from "./list-businesses";
export { listClosures } from "./list-closures";
export { getService, listServices } from "./list-services";
export { orderServices } from "./order-services";
export { removeClosure } from "./remove-closure";
export { removeService } from "./remove-service";
export {
  type Business,
  type BusinessPatch,
  type Closure,
  type NewBusiness,
  type NotificationSettings,
  type NotificationSettingsPatch,
  notificationSettings,
  notificationSettingsPatch,
  PLANS,
  type Plan,
  type Service,
} from "./schema";
export { setHours } from "./set-hours";
export { localMidnight, timeZoneName, timeZoneSchema } from "./time-zone";
export { updateBusiness } from "./update-business";
export { updateService } from "./update-service";
