import { z } from "zod";

export const TASK_KINDS = ["message", "callback", "failed_call", "review", "follow_up", "answer"] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
export const URGENCIES = ["low", "medium", "high", "critical"] as const;
export type Urgency = (typeof URGENCIES)[number];

export const createTaskInput = z.object({
  /** Follow-ups come of leads, answers of messages. */
  kind: z.enum(TASK_KINDS).exclude(["follow_up", "answer"]),
  title: z.string().trim().min(1).max(300),
  body: z.string().trim().max(10_000).default(""),
  contactId: z.uuid().nullable().default(null),
  conversationId: z.uuid().nullable().default(null),
  urgency: z.enum(URGENCIES).default("medium"),
});
export type CreateTaskInput = z.input<typeof createTaskInput>;

export const listTasksInput = z.object({
  status: z.enum(["open", "done"]).optional(),
  limit: z.number().int().min(1).max(1_000).default(50),
});
export type ListTasksInput = z.input<typeof listTasksInput>;

/** Something that needs a person. */
export interface Task {
  id: string;
  kind: TaskKind;
  title: string;
  body: string;
  contactId: string | null;
  contactName: string | null;
  contactPhone: string | null;
  conversationId: string | null;
  /** The call that the conversation was, where it was one. */
  callId: string | null;
  urgency: Urgency;
  /** The lead that a follow-up is about. */
  leadId: string | null;
  dueAt: Date | null;
  assignedUserId: string | null;
  status: "open" | "done";
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  /** When somebody said that they take it on, and who; nobody by name where an API key said so. */
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  acknowledgedByName: string | null;
  /** When owner and admins were told that nobody had. */
  escalatedAt: Date | null;
}
