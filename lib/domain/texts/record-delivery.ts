import { asSystem, type Context, forBusiness } from "@/lib/domain/context";
import type { DeliveryStatus } from "@/lib/domain/conversations";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { NIL_UUID } from "@/lib/domain/ids";
import type { Handled } from "@/lib/domain/inbox";

/** A carrier's receipt of a text that we sent, in its own words. */
interface DeliveryReceipt {
  providerMessageId: string;
  phone: string | null;
  status: string | null;
  error: string | null;
}

const STATUSES: Record<string, DeliveryStatus> = {
  sent: "sent",
  delivery_unconfirmed: "sent",
  delivered: "delivered",
  read: "read",
  expired: "failed",
  sending_failed: "failed",
  delivery_failed: "failed",
};

/** Which states a state may follow: receipts come in any order, and the last word stays. */
const FOLLOWS: Record<DeliveryStatus, DeliveryStatus[]> = {
  queued: [],
  sent: ["queued"],
  delivered: ["queued", "sent"],
  failed: ["queued", "sent"],
  read: ["queued", "sent", "delivered"],
};

/**
 * Takes a receipt in, whatever came before it.
 * @param within the businesses whose text it may be about; null for every one, where the carrier is the installation's.
 * @throws DomainError unavailable while the text to that number is being handed over, so that the carrier tells us again
 * once we know its id.
 */
export function recordDelivery(
  ctx: Context,
  receipt: DeliveryReceipt,
  within: readonly string[] | null = null,
): Promise<Handled> {
  const ids = within === null ? null : [...within, NIL_UUID];
  return asSystem(ctx, "receipt of a text message", async (system) => {
    const message = await system.trx
      .selectFrom("messages")
      .select(["id", "business_id"])
      .where("provider_message_id", "=", receipt.providerMessageId)
      .where("phone", "is not", null)
      .$if(ids !== null, (query) => query.where("business_id", "in", ids ?? []))
      .forUpdate()
      .executeTakeFirst();
    if (!message) {
      const underWay = await system.trx
        .selectFrom("messages")
        .select("id")
        .where("phone", "=", receipt.phone)
        .where("delivery_status", "=", "queued")
        .where("delivery_started_at", "is not", null)
        .where("provider_message_id", "is", null)
        .$if(ids !== null, (query) => query.where("business_id", "in", ids ?? []))
        .executeTakeFirst();
      if (underWay) throw new DomainError("unavailable", "This message is being sent. Tell us again.");
      return { status: "unmatched" };
    }
    const status = STATUSES[receipt.status ?? ""];
    if (status) {
      await system.trx
        .updateTable("messages")
        .set({
          delivery_status: status,
          ...(status === "failed"
            ? { delivery_error: receipt.error ?? "The carrier could not deliver it." }
            : {}),
        })
        .where("id", "=", message.id)
        .where("delivery_status", "in", FOLLOWS[status])
        .execute();
      announce(forBusiness(system, message.business_id), "message");
    }
    return { status: "handled", businessId: message.business_id };
  });
}
