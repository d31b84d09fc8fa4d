import { asSystem, type Context, type SystemContext } from "../context";
import { claimDelivery, type Delivery, type InboxVendor } from "./claim-delivery";

/**
 * What a handler made of an event: the business it concerned, nobody's, or of a type we do not use; `refused` is a wish
 * that the rules of the business do not allow.
 */
export type Handled =
  | { status: "handled" | "refused"; businessId: string }
  | { status: "unmatched" }
  | { status: "ignored" };

/** What became of a delivery: it was handled now, or before. */
export type Received = Handled | { status: "duplicate" };

/**
 * Handles a vendor's event once, however often it is delivered: the claim and the effect are one transaction,
 * so that a failure leaves neither and the vendor's retry starts anew. Every delivery is kept.
 * @returns what the handler said, or `duplicate`.
 */
export function once(
  ctx: Context,
  delivery: Delivery,
  handle: (ctx: SystemContext) => Promise<Handled>,
): Promise<Received> {
  return asSystem(ctx, `webhook of ${delivery.vendor}`, async (system) => {
    const claim = await claimDelivery(system, delivery);
    if (claim === null) return { status: "duplicate" };
    const handled = await handle(system);
    await system.trx
      .updateTable("inbox_events")
      .set({ status: handled.status, business_id: "businessId" in handled ? handled.businessId : null })
      .where("id", "=", claim)
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
