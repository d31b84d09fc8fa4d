import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { contactWith, loadContact } from "./contact-row";
import { normalisePhone } from "./phone";
import type { Contact } from "./schema";

/** One contact of the caller's business. @throws DomainError forbidden, not_found. */
export async function getContact(ctx: Context, id: string): Promise<Contact> {
  authorize(ctx, "contact:read");
  return inTenant(ctx, (ctx) => loadContact(ctx, id));
}

/** The contact with this phone number, in any spelling; null when nobody has it. @throws DomainError forbidden. */
export async function findContactByPhone(ctx: Context, phone: string): Promise<Contact | null> {
  authorize(ctx, "contact:read");
  const normal = normalisePhone(phone);
  if (!normal) return null;
  return inTenant(ctx, async (ctx) => (await contactWith(ctx, "phone", normal.e164)) ?? null);
}
