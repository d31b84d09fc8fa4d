import { getAppointment } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { asSystem, type Context, forBusiness } from "@/lib/domain/context";
import type { MailMessage } from "@/lib/domain/ports";
import { appointmentIdOf, asCustomer, isPublicBooking } from "@/lib/domain/public-booking";
import { calendarFile } from "./calendar-file";
import { withoutOwnLinks } from "./from-business";

/** The calendar file of the appointment behind a link that its customer has. @throws DomainError `not_found`. */
export async function calendarFileByToken(
  ctx: Context,
  token: string,
): Promise<MailMessage["attachments"][number]> {
  const appointmentId = appointmentIdOf(token);
  const { business } = await asCustomer(ctx, { appointmentId }, "read");
  return asSystem(ctx, "a customer's calendar file", async (system) => {
    const inside = forBusiness(system, business.id);
    const appointment = await getAppointment(inside, appointmentId);
    const own = await getBusiness(inside);
    const isPublic = await isPublicBooking(inside, appointmentId);
    return calendarFile(appointment, isPublic ? withoutOwnLinks(own) : own, ctx.clock.now());
  });
}
