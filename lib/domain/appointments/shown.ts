import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { selectAppointments, toAppointment } from "./row";
import type { Appointment } from "./schema";

/** @throws DomainError `not_found` for an appointment that was removed. */
export async function requireShown(ctx: TenantContext, id: string): Promise<void> {
  const row = await selectAppointments(ctx)
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("appointment");
}

/** The appointment with this number. @throws DomainError forbidden; `not_found`, for a removed one and a hold too. */
export async function getAppointmentNumbered(ctx: Context, number: number): Promise<Appointment> {
  authorize(ctx, "appointment:read");
  return inTenant(ctx, async (ctx) => {
    const row = await selectAppointments(ctx)
      .where("number", "=", number)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    if (!row) throw notFound("appointment");
    return toAppointment(row);
  });
}
