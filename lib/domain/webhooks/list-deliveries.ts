import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { hasOneOf } from "@/lib/domain/lists";
import { parseInput } from "@/lib/domain/parse";
import { deliveryOf, type ListDeliveriesInput, listDeliveriesInput, type WebhookDelivery } from "./schema";

/** What programs of the business were told, newest first; a month back. @throws DomainError forbidden. */
export async function listDeliveries(ctx: Context, input: ListDeliveriesInput): Promise<WebhookDelivery[]> {
  authorize(ctx, "integration:read");
  const { limit, before, status } = parseInput(listDeliveriesInput, input);
  return inTenant(ctx, async ({ trx, business }) => {
    let rows = trx
      .selectFrom("webhook_deliveries")
      .selectAll()
      .where("business_id", "=", business.id)
      .where(hasOneOf("status", status));
    // Ids are made from the time of the event, so they have its order.
    if (before) rows = rows.where("id", "<", before);
    return (await rows.orderBy("id", "desc").limit(limit).execute()).map(deliveryOf);
  });
}
