export { escalateTask } from "./escalate-task";
export { listMails, type MailRecord } from "./list-mails";
export { notifyCustomer, notifyCustomerCancelled } from "./notify-customer";
export { notifyOwner, notifyOwnerCancelled } from "./notify-owner";
export { type NewMail, queueMail } from "./queue-mail";
export { type CustomerJob, customerJob, type EventJob, eventJob } from "./recipient";
export { digestJob, sendDigest } from "./send-digest";
export { sendQueuedMail } from "./send-queued-mail";
