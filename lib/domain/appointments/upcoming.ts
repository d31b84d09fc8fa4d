import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { selectAppointments, toAppointment } from "./row";
import { type Appointment, upcomingInput } from "./schema";

const MOST = 50;

/** What a customer still has ahead, earliest first: pending and confirmed, not yet over, at most fifty. */
export async function upcomingAppointmentsOf(
  ctx: Context,
  input: { contactId: string },
): Promise<Appointment[]> {
  authorize(ctx, "appointment:read");
  const { contactId } = parseInput(upcomingInput, input);
  return inTenant(ctx, async (inner) => {
    const rows = await selectAppointments(inner)
      .where("contact_id", "=", contactId)
      .where("status", "in", ["pending", "confirmed"])
      .where("ends_at", ">", inner.clock.now())
      .orderBy("starts_at")
      .limit(MOST)
      .execute();
    return rows.map(toAppointment);
  });
}

/**
 * What customers asked for on the web with this number (E.164) and the business has not taken on: to come, earliest first,
 * at most fifty. Anybody can have typed the number: it proves nothing of who asks.
 */
export async function requestsWith(ctx: Context, phone: string): Promise<Appointment[]> {
  authorize(ctx, "appointment:read");
  return inTenant(ctx, async (inner) => {
    const rows = await selectAppointments(inner)
      .where("status", "=", "pending")
      .where("starts_at", ">", inner.clock.now())
      .where("contact_id", "is", null)
      .where("customer_phone", "=", phone)
      .orderBy("starts_at")
      .limit(MOST)
      .execute();
    return rows.map(toAppointment);
  });
}

/** The last time a customer came: what was booked, is over and was not cancelled or missed; null where they never did. */
export async function lastAppointmentOf(
  ctx: Context,
  input: { contactId: string },
): Promise<Appointment | null> {
  authorize(ctx, "appointment:read");
  const { contactId } = parseInput(upcomingInput, input);
  return inTenant(ctx, async (inner) => {
    const row = await selectAppointments(inner)
      .where("contact_id", "=", contactId)
      .where("status", "in", ["pending", "confirmed", "completed"])
      .where("ends_at", "<=", inner.clock.now())
      .orderBy("starts_at", "desc")
      .limit(1)
      .executeTakeFirst();
    return row ? toAppointment(row) : null;
  });
}
