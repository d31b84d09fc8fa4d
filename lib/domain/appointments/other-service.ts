import { isClear, loadSchedules, type ServiceShape, whyNotBookable } from "@/lib/domain/calendars";
import type { TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import type { Appointment, AppointmentRules } from "./schema";

/**
 * The calendar for an appointment that becomes one of another service: its own where that offers it, else the first that
 * offers it and has the time, else the first that offers it, which then says what is in the way.
 * @throws DomainError validation_failed: the service is not offered at present, or by no calendar.
 */
export async function calendarForService(
  ctx: TenantContext,
  before: Appointment,
  wish: { startsAt: Date; shape: ServiceShape; rules: AppointmentRules },
): Promise<string> {
  const { startsAt, shape, rules } = wish;
  if (rules === "hours" && !shape.isOffered)
    throw invalid("serviceId", "This service is not offered at present.");
  const startMs = startsAt.getTime();
  const schedules = await loadSchedules(ctx, {
    fromMs: startMs,
    toMs: startMs,
    serviceId: shape.serviceId ?? undefined,
  });
  const [first] = schedules;
  if (!first) throw invalid("serviceId", "No calendar offers this service.");
  if (schedules.some(({ calendarId }) => calendarId === before.calendarId)) return before.calendarId;
  const nowMs = ctx.clock.now().getTime();
  const isAllowed = (schedule: (typeof schedules)[number]): boolean =>
    rules === "free" || whyNotBookable(schedule, startMs, shape.durationMinutes, nowMs) === undefined;
  const allowed = schedules.filter(isAllowed);
  const free = allowed.find((schedule) => isClear(schedule, startMs, shape));
  return (free ?? allowed[0] ?? first).calendarId;
}
