import { sql } from "kysely";
import { z } from "zod";
import {
  asSystem,
  type Context,
  forBusiness,
  noEffects,
  type SystemContext,
  type TenantContext,
} from "../context";
import { DomainError, ERROR_CODES, type ErrorCode } from "../errors";
import { claimDelivery, type Delivery } from "./claim-delivery";
import { keptWithoutEffect } from "./once";

/** A verified wish of a program that acts for one business. */
export interface Wish extends Delivery {
  businessId: string;
  /** What is wished for: another wish under a known id is no repeat of it. */
  fingerprint: string;
  /** Who acts, as the audit log names it. */
  actor: string;
}

const outcome = z.union([
  z.object({ status: z.literal("handled"), result: z.record(z.string(), z.unknown()) }),
  z.object({
    status: z.literal("refused"),
    code: z.enum(ERROR_CODES),
    message: z.string(),
    fields: z.record(z.string(), z.array(z.string())).optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
]);
const kept = z.object({ fingerprint: z.string(), outcome });

/** What became of a wish: what was done, or why it was refused. */
export type Outcome = z.infer<typeof outcome>;

/** What a program is wished to do; it throws DomainError for what it refuses. */
export type Act = (ctx: TenantContext) => Promise<Record<string, unknown>>;

const ANOTHER_WISH: Outcome = {
  status: "refused",
  code: "conflict",
  message: "This id was used before for something else. Send every action under an id of its own.",
};

/**
 * The code that a refusal is answered with. `unavailable` would be 503, which tells a program to ask again in a moment:
 * what is missing here, such as a number that can send texts, does not come by asking.
 */
const settledCode = (code: ErrorCode): ErrorCode => (code === "unavailable" ? "conflict" : code);

/** Acts so that a refusal takes back what was written for it and nothing else. */
async function attempt(system: SystemContext, { businessId, actor }: Wish, act: Act): Promise<Outcome> {
  const effects = noEffects();
  const scoped = forBusiness(
    { ...system, actor: { kind: "system" as const, reason: actor }, effects },
    businessId,
  );
  await sql`savepoint wish`.execute(system.trx);
  try {
    const result = await act(scoped);
    await sql`release savepoint wish`.execute(system.trx);
    if (effects.hasJobs) system.effects.hasJobs = true;
    for (const [id, topics] of effects.topics)
      system.effects.topics.set(id, new Set([...(system.effects.topics.get(id) ?? []), ...topics]));
    return { status: "handled", result };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "internal") throw error;
    await sql`rollback to savepoint wish`.execute(system.trx);
    const { code, message, detail } = error;
    return { status: "refused", code: settledCode(code), message, fields: detail.fields, data: detail.data };
  }
}

async function attemptAndKeep(system: SystemContext, rowId: string, wish: Wish, act: Act): Promise<Outcome> {
  const settled = await attempt(system, wish, act);
  await system.trx
    .updateTable("inbox_events")
    .set({
      status: settled.status,
      business_id: wish.businessId,
      type: wish.type,
      body: settled.status === "handled" ? wish.body : keptWithoutEffect(wish),
      outcome: JSON.stringify({ fingerprint: wish.fingerprint, outcome: settled }),
    })
    .where("id", "=", rowId)
    .execute();
  return settled;
}

/** The kept delivery of a wish, locked until the transaction ends. */
async function keptDelivery({ trx }: SystemContext, { vendor, eventId }: Delivery) {
  const row = await trx
    .selectFrom("inbox_events")
    .select(["id", "outcome"])
    .where("vendor", "=", vendor)
    .where("event_id", "=", eventId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { id: row.id, known: kept.safeParse(row.outcome).data };
}

async function repeat(system: SystemContext, wish: Wish, act: Act): Promise<Outcome & { isRepeat: boolean }> {
  const { id, known } = await keptDelivery(system, wish);
  if (known?.outcome.status !== "handled")
    return { ...(await attemptAndKeep(system, id, wish, act)), isRepeat: false };
  if (known.fingerprint !== wish.fingerprint) return { ...ANOTHER_WISH, isRepeat: true };
  return { ...known.outcome, isRepeat: true };
}

/**
 * Does what a program wishes once, however often it asks: the claim and the effect are one transaction, and what was
 * done is kept, so that a repeat gets the same answer. A refusal has no effect and is kept as well; asked again, it is
 * judged anew. Any other failure leaves nothing, and the program may repeat itself.
 */
export function actOnce(ctx: Context, wish: Wish, act: Act): Promise<Outcome & { isRepeat: boolean }> {
  return asSystem(ctx, `webhook of ${wish.vendor}`, async (system) => {
    const claim = await claimDelivery(system, wish);
    if (claim === null) return repeat(system, wish, act);
    return { ...(await attemptAndKeep(system, claim, wish, act)), isRepeat: false };
  });
}

/** Handles a kept wish again, in the transaction of its replay: what was done is not done twice. */
export const actAgain = (system: SystemContext, wish: Wish, act: Act): Promise<Outcome> =>
  repeat(system, wish, act);
