import { type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { asked, requirePayments } from "./ask-vendor";

/**
 * Closes the pages on which this business could still pay, so that two wishes are not both paid for.
 * @param exceptId the checkout that is wanted.
 * @throws DomainError conflict where one of them has been paid on, unavailable, vendor_failed.
 */
export async function closeCheckouts(ctx: Context, exceptId?: string): Promise<void> {
  const open = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("checkouts")
      .select(["id", "stripe_session_id"])
      .where("business_id", "=", business.id)
      .where("status", "=", "open")
      .$if(exceptId !== undefined, (query) => query.where("id", "<>", exceptId ?? ""))
      .limit(100)
      .execute(),
  );
  const payments = requirePayments(ctx);
  for (const { id, stripe_session_id: sessionId } of open) {
    const outcome = sessionId ? await asked(() => payments.expireCheckout(sessionId)) : "expired";
    if (outcome === "completed")
      throw new DomainError("conflict", "A plan has just been paid for. It appears here in a moment.");
    await inTenant(ctx, ({ trx, business, clock }) =>
      trx
        .updateTable("checkouts")
        .set({ status: "expired", updated_at: clock.now() })
        .where("business_id", "=", business.id)
        .where("id", "=", id)
        .where("status", "=", "open")
        .execute(),
    );
  }
}
