export { actAgain, actOnce, type Outcome, type Wish } from "./act-once";
export { type IdempotencyStore, idempotencyStore } from "./idempotency";
export { type Delivery, type Handled, type InboxVendor, once, replay } from "./once";
