import type { AppointmentStatus } from "@/lib/domain/appointments";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

/** Whether customers can still move or cancel it. */
export const isToCome = (ctx: Context, { status, startsAt }: { status: string; startsAt: Date }): boolean =>
  (status === "pending" || status === "confirmed") && startsAt > ctx.clock.now();

/** @throws DomainError `conflict` for an appointment that customers can change no more. */
export function requireToCome(
  ctx: Context,
  appointment: { status: AppointmentStatus; startsAt: Date },
  what: "moved" | "cancelled",
): void {
  if (isToCome(ctx, appointment)) return;
  const state = appointment.status === "cancelled" ? "is cancelled" : "has begun or is over";
  throw new DomainError("conflict", `This appointment ${state}, and cannot be ${what}.`, {
    subject: "appointment",
  });
}
