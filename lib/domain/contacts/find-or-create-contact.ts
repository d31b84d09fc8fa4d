import { authorize, type Context, can, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { nameOrNone } from "@/lib/domain/text";
import { contactWith, loadContact, takeTurns, toContact } from "./contact-row";
import { type NormalPhone, phoneNumber } from "./phone";
import { isVouchedFor } from "./proven-contact";
import { type Contact, type ContactFacts, contactFacts } from "./schema";

interface Facts {
  name: string;
  phone: NormalPhone | null;
  email: string | null;
  company: string;
}

async function insertContact(ctx: TenantContext, facts: Facts): Promise<Contact | undefined> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .insertInto("contacts")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      name: facts.name,
      phone: facts.phone?.e164 ?? null,
      is_phone_possible: facts.phone?.isPossible ?? true,
      email: facts.email,
      company: facts.company,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) announce(ctx, "contact");
  return row && toContact(row);
}

/** Adds what the contact lacked; what it has stays. `isEmailFree`: no other contact has the e-mail. */
async function fillIn(
  ctx: TenantContext,
  contact: Contact,
  facts: Facts,
  isEmailFree: boolean,
): Promise<Contact> {
  const missing = {
    ...(contact.name === "" && facts.name !== "" ? { name: facts.name } : {}),
    ...(contact.company === "" && facts.company !== "" ? { company: facts.company } : {}),
    ...(contact.phone === null && facts.phone
      ? { phone: facts.phone.e164, is_phone_possible: facts.phone.isPossible }
      : {}),
    ...(contact.email === null && facts.email !== null && isEmailFree ? { email: facts.email } : {}),
  };
  if (Object.keys(missing).length === 0) return contact;
  const row = await ctx.trx
    .updateTable("contacts")
    .set({ ...missing, updated_at: ctx.clock.now() })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", contact.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  announce(ctx, "contact");
  return toContact(row);
}

/**
 * The contact behind these facts, made when there is none; facts that it lacks are added, those it has stay.
 * When phone and e-mail belong to two contacts, the phone decides and the e-mail stays with the other.
 * What the receptionist hears goes into the contact that its conversation proves and into no other: an e-mail that
 * somebody else has then stays with them. Of a number that nobody has shown to be theirs a new contact has a name that looks
 * like one, and no e-mail. Facts without phone and e-mail always make a contact. Part of another act: whoever may
 * write contacts, leads or appointments may.
 * @param options `isProven: false`: nobody vouches for the facts, whoever hands them on.
 * @throws DomainError forbidden, validation_failed when nothing is known.
 */
export async function findOrCreateContact(
  ctx: Context,
  input: ContactFacts,
  { isProven = true }: { isProven?: boolean } = {},
): Promise<Contact> {
  if (!can(ctx, "lead:write") && !can(ctx, "appointment:write")) authorize(ctx, "contact:write");
  const given = parseInput(contactFacts, input);
  const facts: Facts = {
    name: given.name ?? "",
    phone: given.phone ? phoneNumber(given.phone) : null,
    email: given.email ?? null,
    company: given.company ?? "",
  };
  if (!facts.phone && !facts.email && facts.name === "") {
    throw invalid("name", "A contact needs a name, a phone number or an e-mail address.");
  }
  return inTenant(ctx, async (ctx) => {
    const phone = facts.phone?.e164 ?? null;
    await takeTurns(ctx, [phone, facts.email]);
    const byPhone = await contactWith(ctx, "phone", phone);
    const byEmail = await contactWith(ctx, "email", facts.email);
    const known = byPhone ?? byEmail;
    const isVouched = async ({ id }: Contact): Promise<boolean> => isProven && isVouchedFor(ctx, id);
    const add = (contact: Contact): Promise<Contact> => fillIn(ctx, contact, facts, byEmail === undefined);
    if (known && (await isVouched(known))) return add(known);
    if (known && (byPhone || phone === null)) return known;
    // Else whoever rings with the number would hear a stranger's words, and the stranger get the mail about it.
    const harmless = phone === null ? facts : { ...facts, name: nameOrNone(facts.name), email: null };
    const created = await insertContact(ctx, harmless);
    if (created) return (await isVouched(created)) ? add(created) : created;
    // Someone who did not take turns was faster.
    const winner = (await contactWith(ctx, "phone", phone)) ?? (await contactWith(ctx, "email", facts.email));
    return loadContact(ctx, winner?.id ?? "");
  });
}
