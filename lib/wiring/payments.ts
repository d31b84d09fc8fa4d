import { type PaymentFact, recordPaymentFact } from "@/lib/domain/billing";
import type { SystemContext } from "@/lib/domain/context";
import type { Handled } from "@/lib/domain/inbox";
import type { PaymentEvent } from "@/lib/providers/stripe/events";

/** An event of the payment vendor's as a fact; null where it is of a type that is not used. */
function factOf(event: PaymentEvent): PaymentFact | null {
  switch (event.type) {
    case "subscription":
      return {
        ...event,
        kind: "subscription",
        change: event.isDeleted ? "deleted" : event.isCreated ? "created" : "updated",
      };
    case "invoice":
      return { ...event, kind: "invoice" };
    case "checkout":
      return { ...event, kind: "checkout" };
    case "unknown":
      return null;
  }
}

/** Handles an event of Stripe's, in the transaction of its claim. */
export async function handlePayment(ctx: SystemContext, event: PaymentEvent): Promise<Handled> {
  const fact = factOf(event);
  if (!fact) return { status: "ignored" };
  const recorded = await recordPaymentFact(ctx, fact);
  return recorded.matched ? { status: "handled", businessId: recorded.businessId } : { status: "unmatched" };
}
