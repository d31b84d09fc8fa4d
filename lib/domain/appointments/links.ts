import { findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import type { TenantContext } from "@/lib/domain/context";
import { invalid, notFound } from "@/lib/domain/errors";
import type { Appointment } from "./schema";
import type { AppointmentStatus } from "./states";

export interface Links {
  contactId?: string | null | undefined;
  leadId?: string | null | undefined;
  conversationId?: string | null | undefined;
}

export interface CustomerFacts {
  name?: string | null | undefined;
  phone?: string | null | undefined;
  email?: string | null | undefined;
}

export interface Customer {
  contactId: string | null;
  name: string;
  phone: string | null;
  email: string | null;
}

/** What is already known of the customer through the rows that a booking names. */
export interface KnownCustomer extends CustomerFacts {
  contactId: string | null;
}

/**
 * Looks up what a booking names.
 * @throws DomainError `not_found` for a contact, lead or conversation that the business does not have.
 */
export async function knownCustomer(ctx: TenantContext, links: Links): Promise<KnownCustomer> {
  const inBusiness = ctx.business.id;
  const lead = links.leadId
    ? await ctx.trx
        .selectFrom("leads")
        .select(["contact_id", "name", "phone", "email"])
        .where("business_id", "=", inBusiness)
        .where("id", "=", links.leadId)
        .executeTakeFirst()
    : undefined;
  if (links.leadId && !lead) throw notFound("lead");
  const conversation = links.conversationId
    ? await ctx.trx
        .selectFrom("conversations")
        .select("contact_id")
        .where("business_id", "=", inBusiness)
        .where("id", "=", links.conversationId)
        .executeTakeFirst()
    : undefined;
  if (links.conversationId && !conversation) throw notFound("conversation");
  const contactId = links.contactId ?? lead?.contact_id ?? conversation?.contact_id ?? null;
  const contact = contactId
    ? await ctx.trx
        .selectFrom("contacts")
        .select(["name", "phone", "email"])
        .where("business_id", "=", inBusiness)
        .where("id", "=", contactId)
        .executeTakeFirst()
    : undefined;
  if (links.contactId && !contact) throw notFound("contact");
  return {
    contactId: contact ? contactId : null,
    name: lead?.name || contact?.name,
    phone: lead?.phone || contact?.phone,
    email: lead?.email || contact?.email,
  };
}

/** @throws DomainError `validation_failed` for what cannot be a phone number. */
export function requirePhone(phone: string | null | undefined): string | null {
  if (!phone) return null;
  const normal = normalisePhone(phone);
  if (!normal) throw invalid("customer.phone", "A phone number has 3 to 15 digits.");
  return normal.e164;
}

/**
 * Who the appointment is for. What was said now goes before what was known; a phone or e-mail finds or
 * makes the contact, unless the booking names one. Whoever books on the web could be anyone: what they say stays in the
 * appointment, and leads to no contact before the business takes it on.
 */
export async function resolveCustomer(
  ctx: TenantContext,
  said: CustomerFacts,
  known: KnownCustomer,
  isContactNamed: boolean,
): Promise<Customer> {
  const customer = {
    name: said.name || known.name || "",
    phone: requirePhone(said.phone) ?? known.phone ?? null,
    email: said.email || known.email || null,
  };
  if (ctx.actor.kind === "customer") return { ...customer, contactId: null };
  if (isContactNamed && known.contactId) return { ...customer, contactId: known.contactId };
  if (!said.phone && !said.email) return { ...customer, contactId: known.contactId };
  const contact = await findOrCreateContact(ctx, {
    name: said.name || undefined,
    phone: said.phone || undefined,
    email: said.email || undefined,
  });
  return { ...customer, name: customer.name || contact.name, contactId: contact.id };
}

/**
 * The contact of an appointment that enters a state: where a customer booked it, found or made once the business confirms
 * it or says that they came. Nobody vouches for what they said, so a contact that is there learns nothing of it.
 */
export async function contactTakenOn(
  ctx: TenantContext,
  { contactId, status, customerName, customerPhone, customerEmail }: Appointment,
  next: AppointmentStatus,
): Promise<string | null> {
  const isTakenOn = status === "pending" && (next === "confirmed" || next === "completed");
  if (contactId !== null || !isTakenOn || !(customerPhone || customerEmail)) return contactId;
  const said = { name: customerName, phone: customerPhone, email: customerEmail };
  return (await findOrCreateContact(ctx, said, { isProven: false })).id;
}
