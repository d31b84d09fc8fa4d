import { asSystem, type Context, type SystemContext } from "../context";
import { DomainError } from "../errors";
import { claimDelivery, type Delivery, type InboxVendor } from "./claim-delivery";

/**
 * What a handler made of an event: the business it concerned, nobody's, or of a type we do not use; `refused` is a wish
 * that the rules of the business do not allow; `isGone`: it is of a business that was removed.
 */
export type Handled =
  | { status: "handled" | "refused"; businessId: string }
  | { status: "unmatched"; isGone?: boolean }
  | { status: "ignored" };

/** What became of a delivery: it was handled now, or before. */
export type Received = Handled | { status: "duplicate" };

/** Whose accounts businesses connect themselves: they can sign whatever they like, and as much. */
const ACCOUNTS_OF_BUSINESSES: readonly string[] = ["twilio", "n8n"];
const MOST_WITHOUT_EFFECT_CHARACTERS = 4_000;

/** The body to be kept of a delivery that had no effect; empty where it is large and anybody could have sent it. */
export const keptWithoutEffect = ({ vendor, body }: Pick<Delivery, "vendor" | "body">): string =>
  ACCOUNTS_OF_BUSINESSES.includes(vendor) && body.length > MOST_WITHOUT_EFFECT_CHARACTERS ? "" : body;

/** Of what is said to a removed business nothing is kept. */
function keptBody(delivery: Delivery, handled: Handled): string {
  if (handled.status === "handled") return delivery.body;
  return handled.status === "unmatched" && handled.isGone ? "" : keptWithoutEffect(delivery);
}

/**
 * Handles a vendor's event once, however often it is delivered: the claim and the effect are one transaction,
 * so that a failure leaves neither and the vendor's retry starts anew. Every delivery is kept, its body for a month.
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
      .set({
        status: handled.status,
        business_id: "businessId" in handled ? handled.businessId : null,
        body: keptBody(delivery, handled),
      })
      .where("id", "=", claim)
      .execute();
    return handled;
  });
}

/**
 * Handles a kept delivery again, in one transaction: for events that came before their number was known.
 * @returns undefined where there is no such delivery.
 * @throws DomainError conflict where its body is not kept any more.
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
    if (row.body === "") throw new DomainError("conflict", "The body of this delivery is not kept any more.");
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
