export { longestWait } from "./backlog";
export { cleanUp } from "./clean-up";
export { type Attempt, drainJobs, type JobHandler, type JobHandlers } from "./drain";
