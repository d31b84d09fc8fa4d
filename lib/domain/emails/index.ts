export { listEmails, loadEmail } from "./list-emails";
export { EMAIL_KINDS, type Email, type EmailStatus } from "./schema";
export { sendEmail } from "./send-email";
export { writeEmail } from "./write-email";
