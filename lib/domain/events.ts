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
  "lead.rescore",
  "mail.send",
  "text.send",
  "text.media",
  "task.escalate",
  "notify.owner",
  "notify.customer",
  "notify.owner_cancelled",
  "notify.customer_cancelled",
  "notify.digest",
  "notify.plan",
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

/**
 * Writes an event and the jobs that follow from it into the caller's transaction, and tells live pages
 * after the commit.
 * @returns the event's id.
 */
export async function recordEvent(ctx: TenantContext, event: NewEvent): Promise<string> {
  const now = ctx.clock.now();
  const id = newId(now);
  await ctx.trx
    .insertInto("events")
    .values({
      id,
      business_id: ctx.business.id,
      type: event.type,
      subject_id: event.subjectId,
      data: JSON.stringify(event.data),
      actor: JSON.stringify(ctx.actor),
      occurred_at: now,
    })
    .execute();
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
