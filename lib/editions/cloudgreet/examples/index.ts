/** Values of the published document, with ids of our form; the reference shows them. */
export { appointmentExamples } from "./appointments";
export { authExamples } from "./auth";
export { businessExamples } from "./businesses";
export { callExamples } from "./calls";
export { healthExample } from "./health";
export { leadExamples } from "./leads";
export { webhookExamples } from "./webhooks";
