import { addressText, type Business, getOwner } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";
import { withoutLinks } from "@/lib/domain/text";

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

/**
 * A business as mail to an address that somebody typed shows it. Anybody can have a business, and have us write to
 * strangers in its name: nothing of what it calls itself leads anywhere.
 */
export function withoutOwnLinks(business: Business): Business {
  const plain = (text: string | null): string | null => text && withoutLinks(text);
  return {
    ...business,
    name: withoutLinks(business.name) || "the business",
    address: plain(business.address),
    city: plain(business.city),
    state: plain(business.state),
    postalCode: plain(business.postalCode),
  };
}

/** How a business is reached, as it stands below its mails. */
export const signature = (business: Business): string =>
  [business.name, addressText(business), business.phone, business.email, business.website]
    .filter(Boolean)
    .join("\n");
