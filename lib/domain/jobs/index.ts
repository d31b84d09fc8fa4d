export { longestWait } from "./backlog";
export { cleanUp } from "./clean-up";
export {
  type Attempt,
  drainJobs,
  drainLane,
  type JobHandler,
  type JobHandlers,
} from "./drain";
export { JOB_LANES, type JobLane } from "./lanes";
export { dropWaiting, enqueueLatest } from "./latest";
