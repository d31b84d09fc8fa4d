export { acknowledgeTask } from "./acknowledge-task";
export { closeAnswers, openAnswer, type Unanswered } from "./answer";
export { completeTask, reopenTask } from "./complete-task";
export { createTask } from "./create-task";
export { assignFollowUp, closeFollowUp, type FollowUp, openFollowUp } from "./follow-up";
export { SNOOZES, type Snooze } from "./opening-times";
export { getTask, listTasks } from "./read-tasks";
export {
  type CreateTaskInput,
  createTaskInput,
  type ListTasksInput,
  listTasksInput,
  TASK_KINDS,
  type Task,
  type TaskKind,
  URGENCIES,
  type Urgency,
} from "./schema";
export { type SnoozeTaskInput, snoozeTask, snoozeTaskInput } from "./snooze-task";
