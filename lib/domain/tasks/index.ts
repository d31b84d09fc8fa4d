export { completeTask, reopenTask } from "./complete-task";
export { createTask } from "./create-task";
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
