import { sql } from "kysely";
import type { Context, TenantContext } from "./context";
import { newId } from "./ids";

/** Everything that the product announces. Webhooks, notifications and syncs follow from these records. */
export const EVENT_TYPES = [
  "lead.captured",
  "call.started",
  "call.completed",
  "call.transferred",
  "appointment.created",
  "appointment.cancelled",
  "conversation.created",
  "conversation.updated",
  "conversation.closed",
  "message.received",
  "message.sent",
  "agent.trained",
  "channel.connected",
  "channel.disconnected",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Work of the product that follows from an event or a verb; lib/wiring binds each to its handler. */
export const JOB_KINDS = [
  "call.connect",
  "call.command",
  "call.recording",
  "call.end_logged",
  "agent.sync",
  "integration.check",
  "webhook.deliver",
  "lead.rescore",
  "mail.send",
  "text.send",
  "text.media",
  "task.escalate",
  "notify.owner",
  "notify.customer",
  "notify.owner_cancelled",
  "notify.owner_moved",
  "notify.customer_cancelled",
  "notify.digest",
  "notify.plan",
  "notify.account",
  "voice.remove_agent",
  "file.remove",
  "billing.end",
] as const;

export type JobKind = (typeof JOB_KINDS)[number];

/** What each event sets off. Every job gets `{ eventId, subjectId }` and runs once per event. */
const FOLLOW_UPS: Record<EventType, readonly JobKind[]> = {
  "lead.captured": ["notify.owner"],
  "call.started": [],
  "call.completed": ["notify.owner"],
  "call.transferred": [],
  "appointment.created": ["notify.owner", "notify.customer"],
  "appointment.cancelled": ["notify.owner_cancelled", "notify.customer_cancelled"],
  "conversation.created": [],
  "conversation.updated": [],
  "conversation.closed": [],
  "message.received": ["notify.owner"],
  "message.sent": [],
  "agent.trained": [],
  "channel.connected": [],
  "channel.disconnected": [],
};

export interface NewEvent {
  type: EventType;
  subjectId: string;
  data: Record<string, unknown>;
}

/** Tells the open pages of the business, after the commit, that a topic (`call`, `lead`, …) changed. */
export function announce(ctx: TenantContext, topic: string): void {
  const topics = ctx.effects.topics.get(ctx.business.id) ?? new Set();
  ctx.effects.topics.set(ctx.business.id, topics.add(topic));
}

const DELIVERY_COLUMNS = [
  "id",
  "business_id",
  "event_id",
  "event_type",
  "occurred_at",
  "status",
  "created_at",
  "integration_id",
] as const;

/**
 * Writes an event and, where the business has a program that is told of its events, what is to be delivered and the job
 * that does; all in one statement, which costs the others nothing.
 * @returns whether there is such a job.
 */
async function writeEvent(ctx: TenantContext, { id, now }: { id: string; now: Date }, event: NewEvent) {
  const deliveryId = newId(now);
  const { count } = await ctx.trx
    .with("event", (write) =>
      write.insertInto("events").values({
        id,
        business_id: ctx.business.id,
        type: event.type,
        subject_id: event.subjectId,
        data: JSON.stringify(event.data),
        actor: JSON.stringify(ctx.actor),
        occurred_at: now,
      }),
    )
    .with("delivery", (write) =>
      write
        .insertInto("webhook_deliveries")
        .columns(DELIVERY_COLUMNS)
        .expression((read) =>
          read
            .selectFrom("integrations")
            .select([
              sql<string>`${deliveryId}::uuid`.as("id"),
              "business_id",
              sql<string>`${id}::uuid`.as("event_id"),
              sql<string>`${event.type}::text`.as("event_type"),
              sql<Date>`${now}::timestamptz`.as("occurred_at"),
              sql<string>`'waiting'`.as("status"),
              sql<Date>`${now}::timestamptz`.as("created_at"),
              "id as integration_id",
            ])
            .where("business_id", "=", ctx.business.id)
            .where("type", "=", "n8n")
            .where("is_enabled", "=", true)
            .where("problem", "is", null)
            // One that is being disconnected is waited for, and then gets nothing.
            .forKeyShare(),
        )
        .returning("id"),
    )
    .with("job", (write) =>
      write
        .insertInto("jobs")
        .columns(["id", "business_id", "kind", "payload", "dedupe_key", "run_at", "created_at"])
        .expression((read) =>
          read
            .selectFrom("delivery")
            .select([
              sql<string>`${newId(now)}::uuid`.as("id"),
              sql<string>`${ctx.business.id}::uuid`.as("business_id"),
              sql<string>`${"webhook.deliver" satisfies JobKind}::text`.as("kind"),
              sql<string>`jsonb_build_object('deliveryId', id)`.as("payload"),
              sql<string>`'webhook.deliver:' || id`.as("dedupe_key"),
              sql<Date>`${now}::timestamptz`.as("run_at"),
              sql<Date>`${now}::timestamptz`.as("created_at"),
            ]),
        )
        .returning("id"),
    )
    .selectFrom("job")
    .select((read) => read.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count) > 0;
}

/**
 * Writes an event and the jobs that follow from it into the caller's transaction, and tells live pages
 * after the commit.
 * @returns the event's id.
 */
export async function recordEvent(ctx: TenantContext, event: NewEvent): Promise<string> {
  const now = ctx.clock.now();
  const id = newId(now);
  if (await writeEvent(ctx, { id, now }, event)) ctx.effects.hasJobs = true;
  for (const kind of FOLLOW_UPS[event.type]) {
    await enqueue(ctx, {
      kind,
      payload: { eventId: id, subjectId: event.subjectId },
      dedupeKey: `${id}:${kind}`,
    });
  }
  announce(ctx, event.type.split(".")[0] ?? event.type);
  return id;
}

export interface NewJob {
  kind: JobKind;
  payload: Record<string, unknown>;
  /** A second job with the same key is dropped. */
  dedupeKey?: string;
  runAt?: Date;
}

/** Writes a job into the caller's transaction; the worker is woken after the commit. */
export async function enqueue(ctx: Context & { trx: TenantContext["trx"] }, job: NewJob): Promise<void> {
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("jobs")
    .values({
      id: newId(now),
      business_id: ctx.business?.id ?? null,
      kind: job.kind,
      payload: JSON.stringify(job.payload),
      dedupe_key: job.dedupeKey ?? null,
      run_at: job.runAt ?? now,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .execute();
  ctx.effects.hasJobs = true;
}
