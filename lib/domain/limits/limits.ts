import { sql } from "kysely";
import type { Context, TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { type CountedThing, limitOf, type MonthlyThing } from "./plans";
import { isUsedUp, standingOf } from "./standing";
import { countAgents, countOfNow, type MonthlyUse, monthlyUse } from "./usage";
import { amountText, dayText, wayOut } from "./words";

/** Whether plans limit anything: nobody could buy a larger one where no payments are set up. */
export const doLimitsBind = ({ ports }: Pick<Context, "ports">): boolean => ports.payments.isConfigured;

/** One after the other takes of what a plan has of a thing, so that two never share the last one. */
const takeTurns = ({ trx, business }: TenantContext, thing: string): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`plan ${thing} of ${business.id}`}, 0))`.execute(trx);

/** Has the owner told where a month's amount comes to a mark; once for each mark, month and plan. */
async function noteMark(ctx: TenantContext, use: MonthlyUse, thing: MonthlyThing, more = 0): Promise<void> {
  const { mark } = standingOf(use, thing, more);
  if (mark === null) return;
  const { plan, month } = use;
  await enqueue(ctx, {
    kind: "notify.plan",
    payload: { about: "usage", thing, mark, plan, month },
    dedupeKey: `notify.plan:${ctx.business.id}:${month}:${plan}:${thing}:${mark}`,
  });
}

/** Why this month has no more messages for the business; null where it has. */
export async function messagesRefusal(ctx: TenantContext): Promise<DomainError | null> {
  return doLimitsBind(ctx) ? refusalOf(await monthlyUse(ctx)) : null;
}

function refusalOf(use: MonthlyUse): DomainError | null {
  if (!isUsedUp(use, "messages")) return null;
  const { plan, timeZone, endsAt } = use;
  return new DomainError(
    "quota_exceeded",
    `All ${amountText("messages", limitOf(plan, "messages"))} of the ${plan} plan are sent for this month. ${wayOut(plan)}, or wait until ${dayText(endsAt, timeZone)}.`,
  );
}

/**
 * Takes one message of the plan's for a text or an e-mail that the caller's transaction is about to write.
 * @throws DomainError quota_exceeded where this month's are all sent.
 */
export async function takeMessageOfPlan(ctx: TenantContext): Promise<void> {
  if (!doLimitsBind(ctx)) return;
  await takeTurns(ctx, "messages");
  const use = await monthlyUse(ctx);
  const refusal = refusalOf(use);
  if (refusal) throw refusal;
  await noteMark(ctx, use, "messages", 1);
}

/**
 * Makes room for one more of a thing of which the plan has so many at once; the others wait for the caller's
 * transaction. What is there beyond the plan stays as it is.
 * @throws DomainError quota_exceeded.
 */
export async function requireRoomFor(ctx: TenantContext, thing: CountedThing): Promise<void> {
  if (!doLimitsBind(ctx)) return;
  await takeTurns(ctx, thing);
  const { plan } = await monthlyUse(ctx);
  const limit = limitOf(plan, thing);
  if ((await countOfNow(ctx, thing)) < limit) return;
  const other = thing === "agents" ? "stop one" : "remove one";
  throw new DomainError(
    "quota_exceeded",
    `The ${plan} plan has ${amountText(thing, limit)}. ${wayOut(plan)}, or ${other} first.`,
  );
}

/** Of receptionists there may be no more in a business, at work or not: each is an agent at the voice vendor. */
const MOST_AGENTS = 50;

/**
 * Makes room for one more receptionist, whatever the plan has; the others wait for the caller's transaction.
 * @param isStarted whether it is to be at work, which the plan has so many of.
 * @throws DomainError quota_exceeded.
 */
export async function requireRoomForAgent(ctx: TenantContext, isStarted: boolean): Promise<void> {
  await takeTurns(ctx, "agents");
  if ((await countAgents(ctx)) >= MOST_AGENTS)
    throw new DomainError(
      "quota_exceeded",
      `There are ${MOST_AGENTS} receptionists, which is as many as there can be. Remove one first.`,
    );
  if (isStarted) await requireRoomFor(ctx, "agents");
}

/** Whether a call that begins now is only to be answered for a message: the plan's call or AI minutes are used up. */
export async function areMinutesUsedUp(ctx: TenantContext): Promise<boolean> {
  if (!doLimitsBind(ctx)) return false;
  const use = await monthlyUse(ctx);
  return isUsedUp(use, "callMinutes") || isUsedUp(use, "aiMinutes");
}

/** Has the owner told where the minutes of a call brought a month's amount to a mark. */
export async function noteMinutes(ctx: TenantContext): Promise<void> {
  if (!doLimitsBind(ctx)) return;
  const use = await monthlyUse(ctx);
  await noteMark(ctx, use, "callMinutes");
  await noteMark(ctx, use, "aiMinutes");
}
