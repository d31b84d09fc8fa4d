import { addressText, type Business, getOwner } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";

/**
 * Who a mail to a customer comes from: the business by its name, and where an answer reaches it, which is its own
 * address, else the one that its owner reads.
 */
export async function fromBusiness(
  ctx: TenantContext,
  business: Business,
): Promise<{ fromName: string; replyTo: string }> {
  const replyTo = business.email ?? business.notificationSettings.ownerEmail ?? (await getOwner(ctx)).email;
  return { fromName: business.name.replace(/\s+/g, " ").trim(), replyTo };
}

/** How a business is reached, as it stands below its mails. */
export const signature = (business: Business): string =>
  [business.name, addressText(business), business.phone, business.email, business.website]
    .filter(Boolean)
    .join("\n");
