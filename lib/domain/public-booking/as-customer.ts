import { asSystem, type Context, type SystemContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";

/** What an outsider names of a business: its address on the web, a calendar, or an appointment in one. */
export type Door = { slug: string } | { calendarId: string } | { appointmentId: string };

const SUBJECTS = { slug: "business", calendarId: "calendar", appointmentId: "appointment" } as const;

async function businessAt({ trx }: SystemContext, door: Door): Promise<string | undefined> {
  const open = trx
    .selectFrom("businesses")
    .select("businesses.id")
    .where("businesses.status", "<>", "suspended");
  if ("slug" in door) return (await open.where("slug", "=", door.slug).executeTakeFirst())?.id;
  if ("calendarId" in door) {
    if (!isId(door.calendarId)) return undefined;
    const row = await open
      .innerJoin("calendars", "calendars.business_id", "businesses.id")
      .where("calendars.id", "=", door.calendarId)
      .where("calendars.removed_at", "is", null)
      .executeTakeFirst();
    return row?.id;
  }
  if (!isId(door.appointmentId)) return undefined;
  const row = await open
    .innerJoin("appointments", "appointments.business_id", "businesses.id")
    .where("appointments.id", "=", door.appointmentId)
    .where("appointments.status", "<>", "held")
    .executeTakeFirst();
  return row?.id;
}

/**
 * The context of somebody who books for themselves, in the business that they name.
 * @throws DomainError `not_found` where there is none, and for one that is suspended.
 */
export async function asCustomer(ctx: Context, door: Door): Promise<Context> {
  const businessId = await asSystem(ctx, "a customer at the door", (system) => businessAt(system, door));
  if (businessId === undefined) {
    const [name] = (["slug", "calendarId", "appointmentId"] as const).filter((key) => key in door);
    throw notFound(name ? SUBJECTS[name] : "business");
  }
  return { ...ctx, actor: { kind: "customer" }, business: { id: businessId, role: "guest" } };
}
