import { sql } from "kysely";
import type { Trx } from "@/lib/db/tenant";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { type ListTasksInput, listTasksInput, TASK_KINDS, type Task, URGENCIES } from "./schema";

const taskRows = (trx: Trx, businessId: string) =>
  trx
    .selectFrom("tasks")
    .leftJoin("contacts", (join) =>
      join
        .onRef("contacts.id", "=", "tasks.contact_id")
        .onRef("contacts.business_id", "=", "tasks.business_id"),
    )
    .leftJoin("calls", (join) =>
      join
        .onRef("calls.conversation_id", "=", "tasks.conversation_id")
        .onRef("calls.business_id", "=", "tasks.business_id"),
    )
    .where("tasks.business_id", "=", businessId)
    .leftJoin("users as acknowledgers", "acknowledgers.id", "tasks.acknowledged_by")
    .selectAll("tasks")
    .select([
      "acknowledgers.first_name as acknowledger_first_name",
      "acknowledgers.last_name as acknowledger_last_name",
      "acknowledgers.email as acknowledger_email",
    ])
    .select(["contacts.name as contact_name", "contacts.phone as contact_phone", "calls.id as call_id"]);

type TaskRow = Awaited<ReturnType<ReturnType<typeof taskRows>["executeTakeFirstOrThrow"]>>;

const taskOf = (row: TaskRow): Task => ({
  id: row.id,
  kind: TASK_KINDS.find((kind) => kind === row.kind) ?? "review",
  title: row.title,
  body: row.body,
  contactId: row.contact_id,
  contactName: row.contact_name,
  contactPhone: row.contact_phone,
  conversationId: row.conversation_id,
  callId: row.call_id,
  urgency: URGENCIES.find((urgency) => urgency === row.urgency) ?? "medium",
  leadId: row.lead_id,
  dueAt: row.due_at,
  assignedUserId: row.assigned_user_id,
  status: row.status === "done" ? "done" : "open",
  createdAt: row.created_at,
  doneAt: row.done_at,
  doneBy: row.done_by,
  acknowledgedAt: row.acknowledged_at,
  acknowledgedBy: row.acknowledged_by,
  acknowledgedByName:
    `${row.acknowledger_first_name ?? ""} ${row.acknowledger_last_name ?? ""}`.trim() ||
    row.acknowledger_email,
  escalatedAt: row.escalated_at,
});

/** One task of the business. @throws DomainError `not_found`. */
export async function getTask(ctx: Context, id: string): Promise<Task> {
  authorize(ctx, "task:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await taskRows(trx, business.id).where("tasks.id", "=", id).executeTakeFirst();
    if (!row) throw notFound("task");
    return taskOf(row);
  });
}

/** What needs a person: what is overdue, longest first, then newest first; with `status` only the open or the done ones. */
export async function listTasks(ctx: Context, input: ListTasksInput = {}): Promise<Task[]> {
  authorize(ctx, "task:read");
  const { status, limit } = parseInput(listTasksInput, input);
  return inTenant(ctx, async ({ trx, business, clock }) => {
    const overdueSince = sql`case when tasks.status = 'open' and tasks.due_at <= ${clock.now()} then tasks.due_at end`;
    const rows = await taskRows(trx, business.id)
      .$if(status !== undefined, (query) => query.where("tasks.status", "=", status ?? "open"))
      .orderBy(overdueSince, (order) => order.asc().nullsLast())
      .orderBy("tasks.created_at", "desc")
      .orderBy("tasks.id", "desc")
      .limit(limit)
      .execute();
    return rows.map(taskOf);
  });
}
