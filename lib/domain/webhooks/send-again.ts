import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce, enqueue } from "@/lib/domain/events";
import { connectedAccount } from "@/lib/domain/integrations";
import { parseInput } from "@/lib/domain/parse";
import { deliveryIdInput, deliveryOf, type WebhookDelivery } from "./schema";

/**
 * Sends an event once more to whoever is connected now, whether it had arrived or not, under the id that it had.
 * @throws DomainError forbidden, not_found, conflict where it is still tried or nobody is connected.
 */
export async function sendDeliveryAgain(ctx: Context, input: { id: string }): Promise<WebhookDelivery> {
  authorize(ctx, "integration:write");
  const { id } = parseInput(deliveryIdInput, input);
  return inTenant(ctx, async (ctx) => {
    const own = ctx.trx
      .selectFrom("webhook_deliveries")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id);
    const row = await own.forUpdate().executeTakeFirst();
    if (!row) throw notFound("delivery");
    if (row.status === "waiting")
      throw new DomainError("conflict", "It is still on its way and will be tried again by itself.", {
        subject: "delivery",
      });
    const account = await connectedAccount(ctx, "n8n");
    if (!account) throw new DomainError("conflict", "n8n is not connected. Connect it again first.");
    const changed = await ctx.trx
      .updateTable("webhook_deliveries")
      .set({ status: "waiting", problem: null, settled_at: null, integration_id: account.integrationId })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await enqueue(ctx, {
      kind: "webhook.deliver",
      payload: { deliveryId: id },
    });
    await audit(ctx, "delivery.send_again", id, { eventType: row.event_type });
    announce(ctx, "delivery");
    return deliveryOf(changed);
  });
}
