import { asSystem, type Context, type SystemContext } from "../context";
import { newId } from "../ids";

export type InboxVendor = "telnyx" | "retell" | "twilio" | "stripe" | "meta" | "n8n";

/** A verified delivery. `eventId` is the vendor's, or made of what identifies the event where it sends none. */
export interface Delivery {
  vendor: InboxVendor;
  eventId: string;
  type: string;
  body: string;
}

/**
 * What a handler made of an event: the business it concerned, nobody's, or of a type we do not use; `refused` is a wish
 * that the rules of the business do not allow.
 */
export type Handled =
  | { status: "handled" | "refused"; businessId: string }
  | { status: "unmatched" }
  | { status: "ignored" };

/**
 * Handles a vendor's event once, however often it is delivered: the claim and the effect are one transaction,
 * so that a failure leaves neither and the vendor's retry starts anew. Every delivery is kept.
 * @returns what the handler said, or `duplicate`.
 */
export function once(
  ctx: Context,
  delivery: Delivery,
  handle: (ctx: SystemContext) => Promise<Handled>,
): Promise<Handled | { status: "duplicate" }> {
  return asSystem(ctx, `webhook of ${delivery.vendor}`, async (system) => {
    const now = ctx.clock.now();
    const claim = await system.trx
      .insertInto("inbox_events")
      .values({
        id: newId(now),
        vendor: delivery.vendor,
        event_id: delivery.eventId,
        type: delivery.type,
        body: delivery.body,
        status: "ignored",
        received_at: now,
      })
      .onConflict((conflict) => conflict.columns(["vendor", "event_id"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!claim) return { status: "duplicate" };
    const handled = await handle(system);
    await system.trx
      .updateTable("inbox_events")
      .set({ status: handled.status, business_id: "businessId" in handled ? handled.businessId : null })
      .where("id", "=", claim.id)
      .execute();
    return handled;
  });
}

/**
 * Handles a kept delivery again, in one transaction: for events that came before their number was known.
 * @returns undefined where there is no such delivery.
 */
export function replay(
  ctx: Context,
  inboxEventId: string,
  handle: (ctx: SystemContext, delivery: Delivery) => Promise<Handled>,
): Promise<Handled | undefined> {
  return asSystem(ctx, "replay of a webhook", async (system) => {
    const row = await system.trx
      .selectFrom("inbox_events")
      .selectAll()
      .where("id", "=", inboxEventId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return undefined;
    const vendor = row.vendor as InboxVendor;
    const handled = await handle(system, { vendor, eventId: row.event_id, type: row.type, body: row.body });
    await system.trx
      .updateTable("inbox_events")
      .set({ status: handled.status, business_id: "businessId" in handled ? handled.businessId : null })
      .where("id", "=", row.id)
      .execute();
    return handled;
  });
}
