export { longestWait } from "./backlog";
export { cleanUp } from "./clean-up";
export { drainJobs, type JobHandler, type JobHandlers } from "./drain";
