import { type Appointment, getAppointment } from "@/lib/domain/appointments";
import { DomainError } from "@/lib/domain/errors";
import { appointmentDate, name, phone } from "./arguments";
import { isGuessing } from "./guesses";
import { appointmentsOfProvenCaller, appointmentsProvenBy, isWholeProof, type Proof } from "./identity";
import { localText } from "./moments";
import type { ToolOutcome, ToolWorld } from "./tool";

/** What a caller may have to say before an appointment is theirs, as arguments of a tool. */
export const proofArguments = {
  name: name.describe(
    "The name the appointment is under. Only as the caller says it, when the tool asks for it.",
  ),
  phone: phone.describe("The phone number it was booked with. Only as the caller says it."),
  appointment_date: appointmentDate,
};
/** What a tool is told of an appointment and of who asks for it. */
export type OwnClaim = Proof & { appointment_id?: string | undefined };

/** The caller's appointments, or why they are not opened. */
export type Opened = { own: Appointment[] } | { refusal: ToolOutcome };

/** What was booked or moved in this conversation, by its receipts: whoever did that has shown who they are. */
async function doneHere({ ctx, conversation }: ToolWorld): Promise<Appointment[]> {
  const rows = await ctx.trx
    .selectFrom("tool_calls")
    .select("receipt_id")
    .distinct()
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversation.id)
    .where("tool", "in", ["book_appointment", "reschedule_appointment"])
    .where("receipt_id", "is not", null)
    .execute();
  const found: Appointment[] = [];
  for (const { receipt_id: id } of rows) if (id) found.push(await getAppointment(ctx, id));
  return found.filter(
    ({ status, startsAt }) => (status === "pending" || status === "confirmed") && startsAt > ctx.clock.now(),
  );
}

const REFUSALS = {
  needed:
    "Before I can look it up I need to know who is calling: ask for the name the appointment is under, and for the phone number it was booked with or its date.",
  mismatch:
    "I cannot match that to an appointment. Do not say what is or is not on record. Offer to take a message for the staff.",
  refused: "I cannot look up an appointment in this conversation. Offer to take a message for the staff.",
} as const;

const refused = (identity: keyof typeof REFUSALS): { refusal: ToolOutcome } => ({
  refusal: { result: { error: REFUSALS[identity], identity }, receipt: null },
});

/**
 * The rule of who may see, move or cancel what: what was booked in this conversation; what belongs to the one person
 * who uses the number that calls; else what the caller can name, with the number it was booked with or its date.
 * A wrong answer tells nothing of what is on record, and after three the conversation opens nothing more;
 * nor does, after six within a day, the number that calls or, without one, the name.
 */
export async function openAppointments(world: ToolWorld, claim: OwnClaim): Promise<Opened> {
  const here = await doneHere(world);
  if (here.some(({ id }) => id === claim.appointment_id)) return { own: here };
  const known = await appointmentsOfProvenCaller(world, claim);
  let proven: Appointment[] = [];
  if (known.length === 0 && isWholeProof(claim)) {
    if (await isGuessing(world, claim.name ?? "")) return refused("refused");
    proven = await appointmentsProvenBy(world, claim);
    if (proven.length === 0) return refused("mismatch");
  }
  const own = new Map([...known, ...proven, ...here].map((row) => [row.id, row]));
  if (own.size === 0) return refused("needed");
  return { own: [...own.values()].sort((one, two) => one.startsAt.getTime() - two.startsAt.getTime()) };
}

/**
 * The caller's own appointment: the one with this id, or their only one; or why it is not opened.
 * @throws DomainError not_found, conflict, with words for the caller.
 */
export async function ownAppointment(
  world: ToolWorld,
  claim: OwnClaim,
  timeZone: string,
): Promise<{ appointment: Appointment } | { refusal: ToolOutcome }> {
  const opened = await openAppointments(world, claim);
  if ("refusal" in opened) return opened;
  const { appointment_id: id } = claim;
  const meant = id ? opened.own.filter((row) => row.id === id) : opened.own;
  const [one, ...others] = meant;
  if (!one) {
    throw new DomainError(
      "not_found",
      "I can only change an appointment of the person who is calling, and I see none.",
    );
  }
  if (others.length === 0) return { appointment: one };
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
