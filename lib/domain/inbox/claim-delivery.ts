import type { Carrier } from "../carriers";
import type { SystemContext } from "../context";
import { newId } from "../ids";

export type InboxVendor = Carrier | "retell" | "stripe" | "meta" | "n8n";

/** A verified delivery. `eventId` is the vendor's, or made of what identifies the event where it sends none. */
export interface Delivery {
  vendor: InboxVendor;
  eventId: string;
  type: string;
  body: string;
}

/**
 * Keeps a delivery as this transaction's to handle. One that is being handled at the same time is waited for.
 * @returns the id of its row; null where it was kept before.
 */
export async function claimDelivery(
  { trx, clock }: SystemContext,
  { vendor, eventId, type, body }: Delivery,
): Promise<string | null> {
  const now = clock.now();
  const claim = await trx
    .insertInto("inbox_events")
    .values({ id: newId(now), vendor, event_id: eventId, type, body, status: "ignored", received_at: now })
    .onConflict((conflict) => conflict.columns(["vendor", "event_id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return claim?.id ?? null;
}
