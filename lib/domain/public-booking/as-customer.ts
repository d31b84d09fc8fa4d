import { businessOfCalendar } from "@/lib/domain/calendars";
import { asSystem, type BusinessScope, type Context, type SystemContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { businessPhone } from "./public-business";
import { countVisit, type Visit } from "./visits";

/** What an outsider names of a business: its address on the web, a calendar, or an appointment in one. */
export type Door = { slug: string } | { calendarId: string } | { appointmentId: string };

/** A context of somebody who books for themselves in one business. */
export type CustomerContext = Context & { readonly business: BusinessScope };

const SUBJECTS = { slug: "business", calendarId: "calendar", appointmentId: "appointment" } as const;

/** As slugs are made. */
const SLUG = /^[a-z0-9-]{1,100}$/;

interface FoundBusiness {
  id: string;
  booking_page_on: boolean;
  phone: string | null;
}

async function businessAt(system: SystemContext, door: Door): Promise<FoundBusiness | undefined> {
  const open = system.trx
    .selectFrom("businesses")
    .select(["businesses.id", "businesses.booking_page_on", businessPhone.as("phone")])
    .where("businesses.status", "<>", "suspended");
  if ("slug" in door)
    return SLUG.test(door.slug) ? open.where("slug", "=", door.slug).executeTakeFirst() : undefined;
  if ("calendarId" in door) {
    return open.where("businesses.id", "in", businessOfCalendar(system, door.calendarId)).executeTakeFirst();
  }
  if (!isId(door.appointmentId)) return undefined;
  return open
    .innerJoin("appointments", "appointments.business_id", "businesses.id")
    .where("appointments.id", "=", door.appointmentId)
    .where("appointments.status", "<>", "held")
    .executeTakeFirst();
}

async function atDoor(
  ctx: Context,
  door: Door,
): Promise<{ found: FoundBusiness; customer: CustomerContext }> {
  const found = await asSystem(ctx, "a customer at the door", (system) => businessAt(system, door));
  if (found === undefined) {
    const [name] = (["slug", "calendarId", "appointmentId"] as const).filter((key) => key in door);
    throw notFound(name ? SUBJECTS[name] : "business");
  }
  const business = { id: found.id, role: "guest" as const };
  return { found, customer: { ...ctx, actor: { kind: "customer" }, business } };
}

/**
 * The context of somebody who looks at a business from outside, whether or not it lets them book for themselves.
 * @throws DomainError `not_found` where there is none, and for one that is suspended.
 */
export const asVisitor = async (ctx: Context, slug: string): Promise<CustomerContext> =>
  (await atDoor(ctx, { slug })).customer;

/**
 * The context of somebody who books for themselves, in the business that they name. All that strangers do there passes
 * here, and is counted, by whichever door they come.
 * @throws DomainError `not_found` where there is none, and for one that is suspended; `forbidden` for one that takes
 * bookings by phone only, unless the door is an appointment, which can be given up all the same; `rate_limited` with the
 * seconds to wait where too much is asked of the business.
 */
export async function asCustomer(ctx: Context, door: Door, visit: Visit): Promise<CustomerContext> {
  const { found, customer } = await atDoor(ctx, door);
  if (!found.booking_page_on && !("appointmentId" in door)) {
    const how = found.phone === null ? "" : ` Call ${found.phone}.`;
    throw new DomainError("forbidden", `This business takes bookings by phone only.${how}`);
  }
  await countVisit(ctx, found.id, visit);
  return customer;
}
