import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { asService, asTenant, type Trx } from "@/lib/db/tenant";
import type { Logger } from "@/lib/log";
import type { Clock } from "./clock";
import { DomainError, notFound } from "./errors";
import { newId } from "./ids";
import { CUSTOMER_PERMISSIONS, type Permission, permissionsOf, type Role } from "./permissions";
import type { Ports } from "./ports";

/** Who acts. Written to events and the audit log as it is. */
export type Actor =
  | { kind: "user"; userId: string; sessionId: string; isPlatformAdmin: boolean }
  | { kind: "api_key"; keyId: string; permissions: readonly Permission[] }
  | { kind: "receptionist"; conversationId: string }
  /** Somebody who books for themselves and has not shown who they are. */
  | { kind: "customer" }
  | { kind: "system"; reason: string }
  | { kind: "anonymous" };

/** The business that the credential names, and what its holder is there. */
export interface BusinessScope {
  id: string;
  role: Role;
}

/** What a transaction leaves to be done after its commit. */
interface Effects {
  hasJobs: boolean;
  /** Topics that changed, by business: a webhook learns its business only inside the transaction. */
  topics: Map<string, Set<string>>;
  /** The business that was worked in last, which need not be the credential's. */
  workedIn: string | null;
}

export const noEffects = (): Effects => ({ hasJobs: false, topics: new Map(), workedIn: null });

/** Everything a verb needs to know of its caller and the world. */
export interface Context {
  readonly requestId: string;
  readonly ip: string | null;
  readonly actor: Actor;
  readonly business: BusinessScope | null;
  readonly clock: Clock;
  readonly ports: Ports;
  readonly log: Logger;
  readonly database: Database;
  readonly trx: Trx | null;
  readonly effects: Effects;
}

/** A context inside a transaction of one business. */
export interface TenantContext extends Context {
  readonly business: BusinessScope;
  readonly trx: Trx;
}

/** A context inside a transaction past row-level security. */
export interface SystemContext extends Context {
  readonly trx: Trx;
}

export type ContextParts = Pick<
  Context,
  "requestId" | "ip" | "actor" | "business" | "clock" | "ports" | "log" | "database"
>;

export const createContext = (parts: ContextParts): Context => ({
  ...parts,
  trx: null,
  effects: noEffects(),
});

const foreignKeyRefusal = z.object({
  code: z.literal("23503"),
  constraint: z.string().regex(/^\w+_business_id_\w*fkey$/),
  detail: z.string().optional(),
});

const NAMED_BUSINESS = /\(business_id(?:, \w+)*\)=\(([0-9a-f-]{36})/;

/**
 * What is written for a business that was removed meanwhile looks as if it had never been there. A key that names
 * something of a business may also be broken while the business is there: that is a mistake of ours, and stays one.
 */
async function unlessRemoved<R>(ctx: Context, work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    const broken = foreignKeyRefusal.safeParse(error).data;
    // Behind row-level security the database names nothing.
    const id = NAMED_BUSINESS.exec(broken?.detail ?? "")?.[1] ?? ctx.business?.id;
    if (!broken || id === undefined) throw error;
    const found = await asService(ctx.database.kysely, (trx) =>
      trx.selectFrom("businesses").select("id").where("id", "=", id).executeTakeFirst(),
    );
    throw found ? error : notFound("business");
  }
}

function settle(ctx: Context, effects: Effects): void {
  if (effects.hasJobs) ctx.ports.wakeJobs();
  for (const [businessId, topics] of effects.topics) ctx.ports.live.publish(businessId, [...topics]);
  if (effects.workedIn) ctx.effects.workedIn = effects.workedIn;
}

/**
 * Runs work in one transaction of the caller's business under row-level security. Inside another
 * transaction it joins that one. Jobs and live updates are announced after the commit.
 * @throws DomainError `forbidden` when the credential names no business.
 */
export async function inTenant<R>(ctx: Context, work: (ctx: TenantContext) => Promise<R>): Promise<R> {
  const { business } = ctx;
  if (!business) throw new DomainError("forbidden", "This credential belongs to no business.");
  if (ctx.trx) {
    ctx.effects.workedIn = business.id;
    return work({ ...ctx, business, trx: ctx.trx });
  }
  const effects: Effects = { ...noEffects(), workedIn: business.id };
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const result = await unlessRemoved(
    ctx,
    asTenant(ctx.database.kysely, { userId, businessId: business.id }, (trx) =>
      work({ ...ctx, business, trx, effects }),
    ),
  );
  settle(ctx, effects);
  return result;
}

/**
 * The one way past row-level security: webhooks, cron and sign-in, where the tenant is not yet known.
 * Joins a surrounding system transaction; inside a tenant transaction it would widen it, and is refused.
 * @param reason why, for the log.
 */
export async function asSystem<R>(
  ctx: Context,
  reason: string,
  work: (ctx: SystemContext) => Promise<R>,
): Promise<R> {
  if (ctx.trx) {
    if (ctx.actor.kind !== "system")
      throw new Error(`A tenant transaction cannot become a system one (${reason})`);
    return work({ ...ctx, trx: ctx.trx });
  }
  ctx.log.debug({ requestId: ctx.requestId, reason }, "system transaction");
  const effects = noEffects();
  const result = await unlessRemoved(
    ctx,
    asService(ctx.database.kysely, (trx) =>
      work({ ...ctx, actor: { kind: "system", reason }, trx, effects }),
    ),
  );
  settle(ctx, effects);
  return result;
}

class NothingIsKept extends Error {}

/**
 * Runs work in a system transaction of its own that is always rolled back. Nothing it writes stays, and nothing follows
 * from it: no job, no live update.
 * @returns what the work came to.
 */
export async function inRehearsal<R>(
  ctx: Context,
  reason: string,
  work: (ctx: SystemContext) => Promise<R>,
): Promise<R> {
  if (ctx.trx) throw new Error(`A rehearsal would roll back the transaction that it is part of (${reason})`);
  const effects = noEffects();
  let result = (): R => {
    throw new Error("The rehearsal came to no end");
  };
  try {
    await asService(ctx.database.kysely, async (trx) => {
      const value = await work({ ...ctx, actor: { kind: "system", reason }, trx, effects });
      result = () => value;
      throw new NothingIsKept();
    });
  } catch (error) {
    if (!(error instanceof NothingIsKept)) throw error;
  }
  return result();
}

/** The same context acting for one business as the system does: follow-up work of that business. */
export const forBusiness = <C extends Context>(
  ctx: C,
  businessId: string,
): C & { business: BusinessScope } => ({
  ...ctx,
  business: { id: businessId, role: "owner" as const },
});

/** Whether the caller may do this in the business at hand. */
export function can(ctx: Context, permission: Permission): boolean {
  if (ctx.actor.kind === "system") return true;
  if (!ctx.business) return false;
  if (ctx.actor.kind === "api_key") return ctx.actor.permissions.includes(permission);
  if (ctx.actor.kind === "customer") return CUSTOMER_PERMISSIONS.has(permission);
  return permissionsOf(ctx.business.role).has(permission);
}

/** First line of every verb. @throws DomainError `forbidden`. */
export function authorize(ctx: Context, permission: Permission): void {
  if (!can(ctx, permission)) {
    throw new DomainError(
      "forbidden",
      "Your role does not allow this. Ask an owner or admin of the business.",
    );
  }
}

/**
 * The context in a business that the caller names, when they are a member of it.
 * @throws DomainError `not_found` for every other business, whether it exists or not.
 */
export async function inBusiness(ctx: Context, businessId: string | undefined): Promise<Context> {
  if (businessId === undefined || businessId === ctx.business?.id) return ctx;
  if (ctx.actor.kind !== "user") throw notFound("business");
  const { userId } = ctx.actor;
  const member = await asTenant(ctx.database.kysely, { userId, businessId: null }, (trx) =>
    trx
      .selectFrom("members")
      .innerJoin("businesses", "businesses.id", "members.business_id")
      .select(["members.role", "businesses.status"])
      .where("members.user_id", "=", userId)
      .where("members.business_id", "=", businessId)
      .executeTakeFirst(),
  );
  if (!member) throw notFound("business");
  if (member.status === "suspended") throw new DomainError("suspended", "This business is suspended.");
  return { ...ctx, business: { id: businessId, role: member.role as Role } };
}

/** Writes who did what to the audit log, in the verb's transaction. */
export async function audit(
  ctx: Context & { trx: Trx },
  action: string,
  subjectId: string,
  changes: Record<string, unknown> = {},
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("audit_log")
    .values({
      id: newId(now),
      business_id: ctx.business?.id ?? null,
      actor: JSON.stringify(ctx.actor),
      action,
      subject_id: subjectId,
      changes: JSON.stringify(changes),
      request_id: ctx.requestId,
      occurred_at: now,
    })
    .execute();
}
