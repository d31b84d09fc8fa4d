export { notifyCustomer, notifyCustomerCancelled } from "./notify-customer";
export { notifyOwner, notifyOwnerCancelled } from "./notify-owner";
export { type NewMail, queueMail } from "./queue-mail";
export type { EventJob } from "./recipient";
export { sendQueuedMail } from "./send-queued-mail";
