import { createHash } from "node:crypto";
import type { z } from "zod";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { priceOf } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { asked, requirePayments } from "./ask-vendor";
import { dropIncomplete, requireNoneRunning } from "./begin";
import { closeCheckouts } from "./close-checkouts";
import { ensureCustomer } from "./customer";
import { loadBilling, lockBilling } from "./row";
import { checkoutInput } from "./schema";

export interface Checkout {
  sessionId: string;
  url: string;
}

type Wish = z.output<typeof checkoutInput>;

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 3_600_000;
/** The vendor forgets what a key stood for after a day, so a wish that got no page by then is over. */
const PENDING_HOURS = 23;

const intentOf = ({ plan, successUrl, cancelUrl }: Wish): string =>
  createHash("sha256")
    .update(JSON.stringify([plan, successUrl, cancelUrl]))
    .digest("hex");

/** The open checkout of this wish: the one that is there, or a new one without a page yet. */
async function openCheckout(ctx: TenantContext, wish: Wish) {
  const { trx, business } = ctx;
  const now = ctx.clock.now();
  const intent = intentOf(wish);
  await trx
    .updateTable("checkouts")
    .set({ status: "expired", updated_at: now })
    .where("business_id", "=", business.id)
    .where("status", "=", "open")
    .where((eb) =>
      eb.or([
        eb("expires_at", "<", new Date(now.getTime() + MINUTE_MILLISECONDS)),
        eb.and([
          eb("expires_at", "is", null),
          eb("created_at", "<", new Date(now.getTime() - PENDING_HOURS * HOUR_MILLISECONDS)),
        ]),
      ]),
    )
    .execute();
  const there = await trx
    .selectFrom("checkouts")
    .select(["id", "stripe_session_id", "url"])
    .where("business_id", "=", business.id)
    .where("intent", "=", intent)
    .where("status", "=", "open")
    .executeTakeFirst();
  if (there) return there;
  const id = newId(now);
  await trx
    .insertInto("checkouts")
    .values({
      id,
      business_id: business.id,
      plan: wish.plan,
      intent,
      status: "open",
      created_at: now,
      updated_at: now,
    })
    .execute();
  await audit(ctx, "checkout.start", id, { plan: wish.plan });
  return { id, stripe_session_id: null, url: null };
}

/**
 * A page of the payment vendor's on which the plan is paid and begins. The same wish, at once or again while the page is
 * open, is the same page; another wish closes it.
 * @throws DomainError forbidden, validation_failed, conflict where a subscription runs already, unavailable,
 * vendor_failed.
 */
export async function startCheckout(ctx: Context, input: z.input<typeof checkoutInput>): Promise<Checkout> {
  authorize(ctx, "billing:write");
  const wish = parseInput(checkoutInput, input);
  const payments = requirePayments(ctx);
  const customerId = await ensureCustomer(ctx);
  const { checkout, state, businessId } = await inTenant(ctx, async (ctx) => {
    await lockBilling(ctx, ctx.business.id);
    const { state } = await loadBilling(ctx, ctx.business.id);
    requireNoneRunning(state);
    return { checkout: await openCheckout(ctx, wish), state, businessId: ctx.business.id };
  });
  await closeCheckouts(ctx, checkout.id);
  if (checkout.stripe_session_id && checkout.url)
    return { sessionId: checkout.stripe_session_id, url: checkout.url };
  await dropIncomplete(ctx, state);
  const page = await asked(() =>
    payments.startCheckout({
      businessId,
      customerId,
      price: priceOf(wish.plan),
      successUrl: wish.successUrl,
      cancelUrl: wish.cancelUrl,
      intent: `checkout:${checkout.id}`,
    }),
  );
  const kept = await inTenant(ctx, ({ trx, business, clock }) =>
    trx
      .updateTable("checkouts")
      .set({
        stripe_session_id: page.sessionId,
        url: page.url,
        expires_at: page.expiresAt,
        updated_at: clock.now(),
      })
      .where("business_id", "=", business.id)
      .where("id", "=", checkout.id)
      .where("status", "=", "open")
      .returning("id")
      .executeTakeFirst(),
  );
  if (!kept) {
    // Another wish came meanwhile and closed this one before it had a page: only one of them may be paid on.
    await asked(() => payments.expireCheckout(page.sessionId));
    throw new DomainError(
      "conflict",
      "Another checkout was started at the same time. Start the one you want again.",
    );
  }
  return { sessionId: page.sessionId, url: page.url };
}
