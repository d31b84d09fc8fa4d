import { sql } from "kysely";
import { z } from "zod";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { loadContact, takeTurns, toContact } from "./contact-row";
import type { Contact } from "./schema";

const mergeInput = z.object({ into: z.uuid(), from: z.uuid() });
export type MergeInput = z.input<typeof mergeInput>;

/** What belongs to a contact and goes over to the other one. */
export const MOVED = ["conversations", "leads", "appointments", "tasks"] as const;
const MAX_NOTES_LENGTH = 5000;
const MOST_DUPLICATES = 5;

/** Which two are meant. @throws DomainError validation_failed, also for a contact and itself. */
export function parseMerge(input: MergeInput): MergeInput {
  const { into, from } = parseInput(mergeInput, input);
  if (into === from) throw invalid("from", "A contact cannot be merged with itself.");
  return { into, from };
}

/** Two contacts, their rows locked in one order whoever asks. */
async function lockBoth(ctx: TenantContext, into: string, from: string): Promise<[Contact, Contact]> {
  const rows = await ctx.trx
    .selectFrom("contacts")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("id", "in", [into, from])
    .where("merged_into_id", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  const found = (id: string) => rows.find((row) => row.id === id);
  const [kept, gone] = [found(into), found(from)];
  if (!kept || !gone) throw notFound("contact");
  return [toContact(kept), toContact(gone)];
}

/** A phone or e-mail that only the vanishing contact has goes over; a second one stays with it and leads on. */
async function handOver(ctx: TenantContext, kept: Contact, gone: Contact): Promise<void> {
  const phone = kept.phone === null ? gone.phone : null;
  const email = kept.email === null ? gone.email : null;
  const now = ctx.clock.now();
  await ctx.trx
    .updateTable("contacts")
    .set({
      merged_into_id: kept.id,
      ...(phone === null ? {} : { phone: null }),
      ...(email === null ? {} : { email: null }),
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where((any) => any.or([any("id", "=", gone.id), any("merged_into_id", "=", gone.id)]))
    .execute();
  const notes = kept.notes.includes(gone.notes) ? kept.notes : `${kept.notes}\n${gone.notes}`.trim();
  await ctx.trx
    .updateTable("contacts")
    .set({
      name: kept.name || gone.name,
      company: kept.company || gone.company,
      notes: notes.slice(0, MAX_NOTES_LENGTH),
      ...(phone === null ? {} : { phone, is_phone_possible: gone.isPhonePossible }),
      ...(email === null ? {} : { email }),
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", kept.id)
    .execute();
}

/**
 * Makes two contacts one: `into` gets the conversations, leads, appointments and tasks of `from`, and what it
 * lacked. Whoever rings or writes with the phone or e-mail of `from` is `into` from now on.
 * @throws DomainError forbidden, validation_failed for a contact and itself, not_found.
 */
export async function mergeContacts(ctx: Context, input: MergeInput): Promise<Contact> {
  authorize(ctx, "contact:write");
  const { into, from } = parseMerge(input);
  return inTenant(ctx, async (ctx) => {
    const known = [await loadContact(ctx, into), await loadContact(ctx, from)];
    await takeTurns(
      ctx,
      known.flatMap(({ phone, email }) => [phone, email]),
    );
    const [kept, gone] = await lockBoth(ctx, into, from);
    for (const table of MOVED) {
      await ctx.trx
        .updateTable(table)
        .set({ contact_id: kept.id })
        .where("business_id", "=", ctx.business.id)
        .where("contact_id", "=", gone.id)
        .execute();
    }
    await handOver(ctx, kept, gone);
    await audit(ctx, "contact.merge", kept.id, { from: gone.id });
    announce(ctx, "contact");
    return loadContact(ctx, kept.id);
  });
}

/** Contacts that may be the same person: of the same name; newest first, at most five. @throws DomainError forbidden, not_found. */
export async function findDuplicateContacts(ctx: Context, id: string): Promise<Contact[]> {
  authorize(ctx, "contact:read");
  return inTenant(ctx, async (ctx) => {
    const { name } = await loadContact(ctx, id);
    if (name === "") return [];
    const rows = await ctx.trx
      .selectFrom("contacts")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("id", "!=", id)
      .where("merged_into_id", "is", null)
      .where(sql`lower(name)`, "=", name.toLowerCase())
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(MOST_DUPLICATES)
      .execute();
    return rows.map(toContact);
  });
}
