export { longestWait } from "./backlog";
export { cleanUp } from "./clean-up";
export {
  type Attempt,
  drainJobs,
  drainLane,
  JOB_LANES,
  type JobHandler,
  type JobHandlers,
  type JobLane,
} from "./drain";
