import { type Appointment, type BookAppointmentInput, bookAppointment } from "@/lib/domain/appointments";
import type { Context } from "@/lib/domain/context";
import { serviceNamed } from "./tools/services";

interface WordedBooking extends Pick<BookAppointmentInput, "startsAt" | "durationMinutes" | "customer"> {
  /** What is booked, in anybody's words. */
  service?: string | null | undefined;
  notes?: string | null | undefined;
}

/**
 * Books as customers do, within hours; words that name one service book that one, others the business's time. The
 * words are the title.
 * @throws DomainError as `bookAppointment`.
 */
export async function bookByWords(
  ctx: Context,
  { service: words, notes, ...booking }: WordedBooking,
): Promise<Appointment> {
  const { service } = await serviceNamed(ctx, words ?? undefined);
  return bookAppointment(ctx, {
    ...booking,
    serviceId: service?.id,
    title: words ?? undefined,
    notes: notes ?? "",
    source: "api",
    status: "pending",
    rules: "hours",
  });
}
