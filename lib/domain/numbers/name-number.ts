import type { Carrier } from "@/lib/domain/carriers";
import { normalisePhone } from "@/lib/domain/contacts";
import { audit, authorize, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireRoomFor } from "@/lib/domain/limits";
import { requireAgent } from "@/lib/domain/owned";
import { anothersNumber } from "./free";
import { numberOf, type PhoneNumber } from "./schema";

export interface NamedNumber {
  e164: string;
  /** Whose carrier it is at, where the business does not have it yet. */
  provider: Carrier;
}

/**
 * Whether a number is in use as soon as it is named. The carrier is asked first whose it is, since whoever has a number
 * gets its calls and texts; only where calls are simulated, there is nobody to ask.
 */
const isAtOnce = ({ ports }: TenantContext, { e164, provider }: NamedNumber): boolean =>
  provider === "telnyx" && ports.telephony.isEmulated && (normalisePhone(e164)?.isPossible ?? false);

async function write(ctx: TenantContext, number: NamedNumber, agentId: string): Promise<PhoneNumber> {
  const now = ctx.clock.now();
  const { e164, provider } = number;
  const before = await ctx.trx
    .selectFrom("numbers")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("e164", "=", e164)
    .forUpdate()
    .executeTakeFirst();
  if (before && before.status !== "released") {
    if (before.agent_id !== null && before.agent_id !== agentId)
      throw new DomainError(
        "conflict",
        "Another receptionist answers this number. Take it away from that one first.",
        { subject: "number" },
      );
    const row = await ctx.trx
      .updateTable("numbers")
      .set({ agent_id: agentId, ...(before.status === "pending" ? { provider } : {}) })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return numberOf(row);
  }
  await requireRoomFor(ctx, "numbers");
  const named = {
    agent_id: agentId,
    provider,
    provider_number_id: null,
    status: isAtOnce(ctx, number) ? "active" : "pending",
    named_at: now,
  };
  const made = await ctx.trx
    .insertInto("numbers")
    .values({ id: before?.id ?? newId(now), business_id: ctx.business.id, e164, ...named, created_at: now })
    .onConflict((conflict) =>
      before ? conflict.columns(["business_id", "e164"]).doUpdateSet(named) : conflict.doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
  if (!made) throw anothersNumber();
  return numberOf(made);
}

/** Leaves the numbers of a receptionist to whoever is at work, all but one; what was only named is given up. */
export async function unassignNumbers(
  ctx: TenantContext,
  agentId: string,
  keptId: string | null = null,
): Promise<void> {
  const others = () =>
    ctx.trx
      .updateTable("numbers")
      .where("business_id", "=", ctx.business.id)
      .where("agent_id", "=", agentId)
      .$if(keptId !== null, (query) => query.where("id", "!=", keptId ?? ""));
  await others().set({ status: "released" }).where("status", "=", "pending").execute();
  await others().set({ agent_id: null }).execute();
  announce(ctx, "agent");
}

/**
 * Has a receptionist answer a number that somebody names, and no other: one of the business's, else a new one, which is
 * pending until its carrier says whose it is. Its other numbers are left to whoever is at work.
 * @throws DomainError `forbidden`, `conflict` where another receptionist answers it, `already_exists` where another business
 * has it, `quota_exceeded` where the plan has no more of them.
 */
export async function nameNumber(
  ctx: TenantContext,
  agentId: string,
  number: NamedNumber,
): Promise<PhoneNumber> {
  authorize(ctx, "number:write");
  await requireAgent(ctx, agentId);
  const given = await write(ctx, number, agentId);
  await unassignNumbers(ctx, agentId, given.id);
  await audit(ctx, "number.name", given.id, { e164: given.e164, agentId });
  return given;
}

const MOST_NAMED = 50;

/** The numbers at a carrier that were named: first those that wait for it, then those in use, each the oldest first. */
export async function namedNumbers(
  { trx, business }: TenantContext,
  provider: Carrier,
): Promise<{ e164: string; isInUse: boolean }[]> {
  const rows = await trx
    .selectFrom("numbers")
    .select(["e164", "status"])
    .where("business_id", "=", business.id)
    .where("provider", "=", provider)
    .where("status", "in", ["pending", "active"])
    .where("named_at", "is not", null)
    .orderBy("status", "desc")
    .orderBy("created_at")
    .limit(MOST_NAMED)
    .execute();
  return rows.map(({ e164, status }) => ({ e164, isInUse: status === "active" }));
}
