export { type IdempotencyStore, idempotencyStore } from "./idempotency";
export { type Delivery, type Handled, type InboxVendor, once, replay } from "./once";
