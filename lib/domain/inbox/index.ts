export { actAgain, actOnce, type Outcome, type Wish } from "./act-once";
export type { Delivery, InboxVendor } from "./claim-delivery";
export { type IdempotencyStore, idempotencyStore } from "./idempotency";
export { type Handled, once, type Received, replay } from "./once";
