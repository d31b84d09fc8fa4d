import { seal, unseal } from "@/lib/sealed";
import { asSystem, type Context } from "../context";
import { newId } from "../ids";

const KEPT_HOURS = 24;
const ABANDONED_AFTER_SECONDS = 60;

export interface IdempotencyClaim {
  /** Edition, caller and path: a key means something only there. */
  scope: string;
  key: string;
  requestHash: string;
}

export interface IdempotentAnswer {
  status: number;
  body: string;
}

export type ClaimState =
  | { kind: "new" }
  | { kind: "answered"; answer: IdempotentAnswer }
  | { kind: "in_progress" }
  | { kind: "other_request" };

/** Remembers the answers of requests that carried an Idempotency-Key. Bodies are sealed: some hold tokens. */
export interface IdempotencyStore {
  begin(ctx: Context, claim: IdempotencyClaim): Promise<ClaimState>;
  /**
   * Keeps the answer as long as the business that `ctx` has worked in, which the caller may have named themselves.
   * @throws DomainError `not_found` where that was removed meanwhile.
   */
  finish(ctx: Context, claim: IdempotencyClaim, answer: IdempotentAnswer): Promise<void>;
  abandon(ctx: Context, claim: IdempotencyClaim): Promise<void>;
}

/** The store in Postgres. A claim whose process died can be taken over after a minute; answers are kept for a day. */
export const idempotencyStore: IdempotencyStore = {
  begin: (ctx, claim) =>
    asSystem(ctx, "idempotency", async ({ trx, clock }) => {
      const now = clock.now();
      const abandonedBefore = new Date(now.getTime() - ABANDONED_AFTER_SECONDS * 1000);
      await trx
        .deleteFrom("idempotency_keys")
        .where("scope", "=", claim.scope)
        .where("key", "=", claim.key)
        .where((eb) =>
          eb.or([
            eb("expires_at", "<", now),
            eb.and([eb("response_status", "is", null), eb("created_at", "<", abandonedBefore)]),
          ]),
        )
        .execute();
      const inserted = await trx
        .insertInto("idempotency_keys")
        .values({
          id: newId(now),
          business_id: ctx.business?.id ?? null,
          scope: claim.scope,
          key: claim.key,
          request_hash: claim.requestHash,
          created_at: now,
          expires_at: new Date(now.getTime() + KEPT_HOURS * 3_600_000),
        })
        .onConflict((conflict) => conflict.columns(["scope", "key"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (inserted) return { kind: "new" };
      const row = await trx
        .selectFrom("idempotency_keys")
        .select(["request_hash", "response_status", "response_body"])
        .where("scope", "=", claim.scope)
        .where("key", "=", claim.key)
        .executeTakeFirstOrThrow();
      if (row.request_hash !== claim.requestHash) return { kind: "other_request" };
      if (row.response_status === null || row.response_body === null) return { kind: "in_progress" };
      return { kind: "answered", answer: { status: row.response_status, body: unseal(row.response_body) } };
    }),

  finish: (ctx, claim, answer) => {
    const businessId = ctx.effects.workedIn ?? ctx.business?.id ?? null;
    return asSystem(ctx, "idempotency", async ({ trx }) => {
      await trx
        .updateTable("idempotency_keys")
        .set({ business_id: businessId, response_status: answer.status, response_body: seal(answer.body) })
        .where("scope", "=", claim.scope)
        .where("key", "=", claim.key)
        .execute();
    });
  },

  abandon: (ctx, claim) =>
    asSystem(ctx, "idempotency", async ({ trx }) => {
      await trx
        .deleteFrom("idempotency_keys")
        .where("scope", "=", claim.scope)
        .where("key", "=", claim.key)
        .where("response_status", "is", null)
        .execute();
    }),
};
