import { upcomingAppointmentsOf } from "@/lib/domain/appointments";
import { authorize, type Context, can, inTenant, type TenantContext } from "@/lib/domain/context";
import { isLive } from "@/lib/domain/live-calls";
import { type Activity, activityOf } from "./activity";
import { callOf, callRows, toolCallOf, turnOf, withColumns } from "./call-rows";
import type { Call, ToolCallRecord, Turn } from "./schema";

const MOST_CALLS = 50;
/** Of each call, the newest; the call's own page has them all. */
const MOST_TURNS = 200;
const MOST_TOOL_CALLS = 100;

/** A call in progress as it is watched. */
export type LiveCallDetail = Call & {
  turns: Turn[];
  toolCalls: ToolCallRecord[];
  activity: Activity;
  /** The caller's next appointment; null for none, and where the watcher may not see appointments. */
  nextAppointment: { id: string; startsAt: Date; title: string } | null;
};

/** The calls of the business that go on. */
export const liveRows = ({ trx, business, clock }: TenantContext) =>
  callRows(trx, business.id).where(isLive(clock));

const newestRows = (ctx: TenantContext) =>
  withColumns(liveRows(ctx)).orderBy("calls.started_at", "desc").limit(MOST_CALLS).execute();

/** The calls in progress, newest first, at most fifty. */
export async function listLive(ctx: Context): Promise<Call[]> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async (ctx) => (await newestRows(ctx)).map(callOf));
}

/** How many calls are in progress. */
export async function countLive(ctx: Context): Promise<number> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async (ctx) => {
    const { total } = await liveRows(ctx)
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    return total;
  });
}

async function turnsOf(ctx: TenantContext, conversationId: string): Promise<Turn[]> {
  const rows = await ctx.trx
    .selectFrom("messages")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .orderBy("position", "desc")
    .limit(MOST_TURNS)
    .execute();
  return rows.reverse().map(turnOf);
}

async function toolCallsOf(ctx: TenantContext, conversationId: string): Promise<ToolCallRecord[]> {
  const rows = await ctx.trx
    .selectFrom("tool_calls")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST_TOOL_CALLS)
    .execute();
  return rows.reverse().map(toolCallOf);
}

async function nextAppointmentOf(ctx: TenantContext, contactId: string | null) {
  if (!contactId || !can(ctx, "appointment:read")) return null;
  const [next] = await upcomingAppointmentsOf(ctx, { contactId });
  return next ? { id: next.id, startsAt: next.startsAt, title: next.title } : null;
}

/** The calls in progress with what was said and done so far, what happens now, and what is known of the caller. */
export async function listLiveCalls(ctx: Context): Promise<LiveCallDetail[]> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async (ctx) => {
    const calls: LiveCallDetail[] = [];
    for (const row of await newestRows(ctx)) {
      const call = callOf(row);
      const turns = await turnsOf(ctx, call.conversationId);
      const toolCalls = await toolCallsOf(ctx, call.conversationId);
      calls.push({
        ...call,
        turns,
        toolCalls,
        activity: activityOf(
          { status: call.status, turns, toolCalls, reportedAt: row.updated_at },
          ctx.clock.now(),
        ),
        nextAppointment: await nextAppointmentOf(ctx, call.contactId),
      });
    }
    return calls;
  });
}
