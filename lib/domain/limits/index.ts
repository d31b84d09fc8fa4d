export {
  areMinutesUsedUp,
  messagesRefusal,
  noteMinutes,
  requireRoomFor,
  requireRoomForAgent,
  takeMessageOfPlan,
} from "./limits";
export { loadPlanUsage, type PlanUsage, planUsage, type UsageRow } from "./plan-usage";
export {
  type LimitedThing,
  limitOf,
  MONTHLY,
  PAID_PLANS,
  type PaidPlan,
  type PlanOffer,
  planNamed,
  planOffers,
  priceOf,
} from "./plans";
export { MARKS } from "./standing";
export { amountText, dayText, THING_WORDS, wayOut } from "./words";
