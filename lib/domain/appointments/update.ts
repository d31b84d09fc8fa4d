import { sql } from "kysely";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { verbFor } from "./change-status";
import { rescheduleAppointment } from "./reschedule";
import { loadAppointment } from "./row";
import { type Appointment, type UpdateAppointmentInput, updateAppointmentInput } from "./schema";

/**
 * Changes what is given, leaves the rest: first the time (to any free one to come), then the words, then the
 * state. All or nothing.
 * @throws DomainError `slot_taken`, `validation_failed`, `conflict`, `not_found` as the single verbs do.
 */
export async function updateAppointment(ctx: Context, input: UpdateAppointmentInput): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const { id, title, notes, status, startsAt, durationMinutes } = parseInput(updateAppointmentInput, input);
  return inTenant(ctx, async (inner) => {
    const before = await loadAppointment(inner, id);
    if (startsAt !== undefined || durationMinutes !== undefined) {
      await rescheduleAppointment(inner, {
        id,
        startsAt: startsAt ?? before.startsAt,
        durationMinutes,
        rules: "free",
      });
    }
    const isReworded =
      (title !== undefined && title !== before.title) || (notes !== undefined && notes !== before.notes);
    if (isReworded) {
      await inner.trx
        .updateTable("appointments")
        .set({ title, notes, sequence: sql`sequence + 1`, updated_at: inner.clock.now() })
        .where("business_id", "=", inner.business.id)
        .where("id", "=", id)
        .execute();
      announce(inner, "appointment");
      await audit(inner, "appointment.update", id, { title, notes });
    }
    if (status) await verbFor(status)(inner, id);
    return loadAppointment(inner, id);
  });
}
