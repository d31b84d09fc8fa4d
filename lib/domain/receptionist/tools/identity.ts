import {
  type Appointment,
  listAppointments,
  requestsWith,
  upcomingAppointmentsOf,
} from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { type Contact, findContactByPhone, normalisePhone, provenContact } from "@/lib/domain/contacts";
import { areSeveralPeople, provesName } from "../same-name";
import { startOfDay } from "./moments";
import type { ToolWorld } from "./tool";

/** What a caller says to prove that an appointment is theirs. */
export interface Proof {
  name?: string | undefined;
  phone?: string | undefined;
  /** YYYY-MM-DD in the business's zone. */
  appointment_date?: string | undefined;
}

const MOST_A_DAY = 1000;

/** Whether a contact's number is used by more than one person, by the names of what is booked with it. */
export const isShared = (contact: Contact, upcoming: readonly Appointment[]): boolean =>
  areSeveralPeople([contact.name, ...upcoming.map(({ customerName }) => customerName)]);

/**
 * What the number alone opens: the appointments of the one person who uses it. None where it is withheld or unknown,
 * where several people share it, or where the caller says to be someone else.
 */
export async function appointmentsOfProvenCaller(
  { ctx, conversation }: ToolWorld,
  said: Proof,
): Promise<Appointment[]> {
  const contact = await provenContact(ctx, conversation);
  if (!contact) return [];
  const upcoming = await upcomingAppointmentsOf(ctx, { contactId: contact.id });
  const names = [contact.name, ...upcoming.map(({ customerName }) => customerName)];
  const isSomeoneElse = said.name !== undefined && areSeveralPeople([said.name, ...names]);
  return isSomeoneElse || isShared(contact, upcoming) ? [] : upcoming;
}

/** Whether enough was said: a name, and with it a number or a date. */
export const isWholeProof = ({ name, phone, appointment_date }: Proof): boolean =>
  name !== undefined && (phone !== undefined || appointment_date !== undefined);

/** The appointments under a name that were booked with the number, or are on the date, that the caller gives. */
export async function appointmentsProvenBy({ ctx }: ToolWorld, said: Proof): Promise<Appointment[]> {
  const { name, phone, appointment_date: date } = said;
  if (name === undefined) return [];
  const found: Appointment[] = [];
  const number = phone && normalisePhone(phone)?.e164;
  if (number) found.push(...(await requestsWith(ctx, number)));
  const contact = phone ? await findContactByPhone(ctx, phone) : null;
  if (contact) found.push(...(await upcomingAppointmentsOf(ctx, { contactId: contact.id })));
  if (date) {
    const { timeZone } = await getBusiness(ctx);
    const { items } = await listAppointments(ctx, {
      from: startOfDay(date, timeZone),
      to: startOfDay(date, timeZone, 1),
      status: ["pending", "confirmed"],
      page: 1,
      limit: MOST_A_DAY,
    });
    found.push(...items.filter(({ startsAt }) => startsAt > ctx.clock.now()));
  }
  return found.filter(({ customerName }) => provesName(name, customerName));
}
