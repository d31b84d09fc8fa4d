import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { loadAppointment } from "./row";
import { type Appointment, appointmentIdInput } from "./schema";

/** One appointment. @throws DomainError `not_found`, for a hold too. */
export async function getAppointment(ctx: Context, id: string): Promise<Appointment> {
  authorize(ctx, "appointment:read");
  const input = parseInput(appointmentIdInput, { id });
  return inTenant(ctx, (inner) => loadAppointment(inner, input.id));
}
