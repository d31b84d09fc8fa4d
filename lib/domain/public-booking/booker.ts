import { createHmac } from "node:crypto";
import { normalisePhone } from "@/lib/domain/contacts";
import { type Context, can } from "@/lib/domain/context";
import { mailboxKey } from "@/lib/domain/mailbox-key";
import { networkOf } from "@/lib/domain/network-of";
import { secret } from "@/lib/secrets";
import { asStaff } from "./staff";

/** Who books: as they said, in the form in which it is counted. */
export interface Booker {
  /** E.164. */
  phone: string | null;
  /** One for all spellings of an address. */
  mailbox: string | null;
  /** From where, as `networkKey`; null where it does not count. */
  network: string | null;
}

interface Customer {
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

/** The network that somebody books from, at one business: an HMAC can be compared, and not read. */
export const networkKey = (businessId: string, ip: string): string =>
  createHmac("sha256", secret("AUTH_SECRET"))
    .update(`booking network:${businessId}:${networkOf(ip)}`)
    .digest("base64url");

/**
 * Who books in a business. For whoever may write in its book the network does not count: they book for many people from
 * one place.
 * @param ctx as the request came. @param customer as `asCustomer` has it.
 */
export async function bookerOf(
  ctx: Context,
  { business }: Pick<Context, "business">,
  customer: Customer | undefined,
): Promise<Booker> {
  const staff = business && (await asStaff(ctx, business.id));
  const isCounted = !(staff && can(staff, "appointment:write"));
  return {
    phone: customer?.phone ? (normalisePhone(customer.phone)?.e164 ?? null) : null,
    mailbox: customer?.email?.trim() ? mailboxKey(customer.email) : null,
    network: business && ctx.ip !== null && isCounted ? networkKey(business.id, ctx.ip) : null,
  };
}
