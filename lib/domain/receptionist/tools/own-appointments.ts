import { type Appointment, getAppointment, upcomingAppointmentsOf } from "@/lib/domain/appointments";
import { findContactByPhone } from "@/lib/domain/contacts";
import { DomainError } from "@/lib/domain/errors";
import { localText } from "./moments";
import type { ToolWorld } from "./tool";

/**
 * Who is on the line, as far as it is proven: on a call the number it comes from, elsewhere the customer of the
 * thread. What the caller says of themself proves nothing.
 */
async function provenContactId({ ctx, conversation }: ToolWorld): Promise<string | null> {
  if (conversation.channel !== "voice") return conversation.contactId;
  if (!conversation.callerNumber) return null;
  return (await findContactByPhone(ctx, conversation.callerNumber))?.id ?? null;
}

/** What was booked in this conversation, by its receipts. */
async function bookedHere({ ctx, conversation }: ToolWorld): Promise<Appointment[]> {
  const rows = await ctx.trx
    .selectFrom("tool_calls")
    .select("receipt_id")
    .distinct()
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversation.id)
    .where("tool", "=", "book_appointment")
    .where("receipt_id", "is not", null)
    .execute();
  const found: Appointment[] = [];
  for (const { receipt_id: id } of rows) if (id) found.push(await getAppointment(ctx, id));
  return found.filter(
    ({ status, startsAt }) => (status === "pending" || status === "confirmed") && startsAt > ctx.clock.now(),
  );
}

/** The appointments that this caller may move or cancel, earliest first. */
export async function ownAppointments(world: ToolWorld): Promise<Appointment[]> {
  const contactId = await provenContactId(world);
  const known = contactId ? await upcomingAppointmentsOf(world.ctx, { contactId }) : [];
  const own = new Map([...known, ...(await bookedHere(world))].map((row) => [row.id, row]));
  return [...own.values()].sort((one, two) => one.startsAt.getTime() - two.startsAt.getTime());
}

/**
 * The caller's own appointment: the one with this id, or their only one.
 * @throws DomainError not_found, conflict, with words for the caller.
 */
export async function ownAppointment(
  world: ToolWorld,
  id: string | undefined,
  timeZone: string,
): Promise<Appointment> {
  const own = await ownAppointments(world);
  const meant = id ? own.filter((row) => row.id === id) : own;
  const [one, ...others] = meant;
  if (!one) {
    throw new DomainError(
      "not_found",
      "I can only change an appointment of the person who is calling, and I see none.",
    );
  }
  if (others.length === 0) return one;
  const list = meant.map(
    (row) => `${row.title || "appointment"} on ${localText(row.startsAt, timeZone)} (${row.id})`,
  );
  throw new DomainError("conflict", `There are several appointments. Ask which one: ${list.join("; ")}.`);
}

/** Whether the appointment (or hold) of a receipt is in one of these states, at this time where one is given. */
export async function isStill(
  { ctx }: ToolWorld,
  id: string,
  expected: { statuses: string[]; startsAt?: Date },
): Promise<boolean> {
  const row = await ctx.trx
    .selectFrom("appointments")
    .select(["status", "starts_at", "held_until"])
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row || !expected.statuses.includes(row.status)) return false;
  if (row.held_until && row.held_until <= ctx.clock.now()) return false;
  return !expected.startsAt || row.starts_at.getTime() === expected.startsAt.getTime();
}
