/** Values of the published document, with ids of our form; the reference shows them. */
export { agentExamples } from "./agents";
export { analyticsExamples } from "./analytics";
export { appointmentExamples } from "./appointments";
export { authExamples } from "./auth";
export { businessExamples } from "./businesses";
export { callExamples } from "./calls";
export { emailExamples } from "./emails";
export { healthExample } from "./health";
export { leadExamples } from "./leads";
export { reminderExamples } from "./reminders";
export { textExamples } from "./sms";
export { webhookExamples } from "./webhooks";
