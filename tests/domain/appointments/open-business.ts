import { createService, setHours } from "@/lib/domain/businesses";
import { createCalendar } from "@/lib/domain/calendars";
import { type Context, createContext, inTenant } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { makeTenant, type Tenant } from "../../support/context";

/** The start of an appointment in New York on the Tuesday after NOW, and on days around it. */
export const at = (time: string, day = "2026-03-03"): Date => new Date(`${day}T${time}:00-05:00`);

export interface OpenBusiness extends Tenant {
  calendarId: string;
  /** 30 minutes, no buffers. */
  serviceId: string;
}

/** A business that is open Monday to Friday, 09:00–17:00, with one calendar and one service. */
export async function openBusiness(options: { timeZone?: string } = {}): Promise<OpenBusiness> {
  const tenant = await makeTenant(options);
  await setHours(
    tenant.ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:00", isOpen: true })),
  );
  const calendar = await createCalendar(tenant.ctx, { name: "Dr. Ada" });
  const service = await createService(tenant.ctx, { name: "Check-up", durationMinutes: 30 });
  return { ...tenant, calendarId: calendar.id, serviceId: service.id };
}

/** A booking as customers make it. */
export const booking = (startsAt: Date) => ({
  startsAt,
  customer: { name: "Grace Hopper" },
  source: "web" as const,
  status: "pending" as const,
  rules: "hours" as const,
});

/** A conversation and the receptionist that leads it. */
export async function receptionist(ctx: Context): Promise<{ ctx: Context; conversationId: string }> {
  const { id: conversationId } = await startConversation(ctx, { channel: "voice" });
  return { ctx: createContext({ ...ctx, actor: { kind: "receptionist", conversationId } }), conversationId };
}

/** The types of the events about an appointment, by name: with a clock that stands they have no order. */
export const eventsOf = (ctx: Context, subjectId: string): Promise<string[]> =>
  inTenant(ctx, async (inner) => {
    const events = await inner.trx
      .selectFrom("events")
      .select("type")
      .where("subject_id", "=", subjectId)
      .execute();
    return events.map((event) => event.type).sort();
  });
