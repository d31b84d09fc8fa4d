export { guardAttempts, guardBookings, guardLooks } from "./attempts";
export { authHandler } from "./auth";
export { contextOf, systemContext } from "./context";
export { emulators, PRACTICE_TWILIO, practiceWorkflow } from "./emulators";
export { serveFile } from "./files";
export { checkHealth, type HealthReport, type HealthReporter } from "./health";
export { jobHandlers } from "./job-handlers";
export { runCron, startSweeper } from "./jobs";
export { liveStream } from "./live";
export {
  currentContext,
  type PageContext,
  pageContext,
  publicContext,
  signedInContext,
} from "./page-context";
export { doorRoutes, httpRuntime } from "./runtime";
export { receiveTelnyx } from "./telnyx-webhook";
export { receiveTwilio } from "./twilio-webhook";
export {
  receiveN8n,
  receiveRetell,
  receiveStripe,
  replayDelivery,
  runToolRequest,
} from "./webhooks";
