import { DEFAULT_DURATION_MINUTES, firstCalendar } from "@/lib/domain/calendars";
import { type Context, inTenant } from "@/lib/domain/context";
import { asVisitor } from "./as-customer";
import { loadPublicBusiness, type PublicBusiness } from "./public-business";

const MOST_SERVICES = 100;
const MOST_CALENDARS = 100;

/** Something that can be booked, as customers see it. */
export interface PublicService {
  /** Null: an appointment of no service in particular. */
  id: string | null;
  name: string;
  description: string;
  durationMinutes: number;
  /** Minor units of `currency`; null when no price is told. */
  priceMinor: number | null;
  currency: string;
  /** The calendars that offer it, in their order. Empty: nobody does, and it is to be had by phone only. */
  calendarIds: string[];
}

const APPOINTMENT = {
  id: null,
  name: "Appointment",
  description: "",
  durationMinutes: DEFAULT_DURATION_MINUTES,
  priceMinor: null,
  currency: "usd",
};

/** Somebody, or something, to be booked. */
export interface PublicCalendar {
  id: string;
  name: string;
}

/** What the booking page of a business shows before a time is asked for. */
export interface BookingPage {
  business: PublicBusiness;
  /** The active ones in their order; where there are none, the appointment itself. */
  services: PublicService[];
  calendars: PublicCalendar[];
}

/**
 * The booking page of a business: for anybody. Where it is off, `business.isOpen` says so, and there is nothing to book.
 * A business without a calendar gets its first one.
 * @throws DomainError `not_found` for an unknown or suspended business.
 */
export async function readBookingPage(ctx: Context, slug: string): Promise<BookingPage> {
  return inTenant(await asVisitor(ctx, slug), async (inner) => {
    const { trx, business: scope } = inner;
    const business = await loadPublicBusiness(inner);
    if (!business.isOpen) return { business, services: [], calendars: [] };
    const services = await trx
      .selectFrom("services")
      .select(["id", "name", "description", "duration_minutes", "price_minor", "currency"])
      .where("business_id", "=", scope.id)
      .where("is_active", "=", true)
      .orderBy("position")
      .orderBy("name")
      .limit(MOST_SERVICES)
      .execute();
    const rows = await trx
      .selectFrom("calendars")
      .select(["id", "name"])
      .where("business_id", "=", scope.id)
      .where("removed_at", "is", null)
      .orderBy("position")
      .orderBy("created_at")
      .orderBy("id")
      .limit(MOST_CALENDARS)
      .execute();
    const calendars =
      rows.length > 0 ? rows : [await firstCalendar(inner)].map(({ id, name }) => ({ id, name }));
    const ids = calendars.map(({ id }) => id);
    const offers = await trx
      .selectFrom("calendar_services")
      .select(["calendar_id", "service_id"])
      .where("business_id", "=", scope.id)
      .where("calendar_id", "in", ids)
      .execute();
    // A calendar without services of its own offers all of them.
    const calendarsOf = (serviceId: string): string[] =>
      ids.filter((id) => {
        const own = offers.filter(({ calendar_id }) => calendar_id === id);
        return own.length === 0 || own.some(({ service_id }) => service_id === serviceId);
      });
    return {
      business,
      calendars,
      services:
        services.length === 0
          ? [{ ...APPOINTMENT, calendarIds: ids }]
          : services.map((row) => ({
              id: row.id,
              name: row.name,
              description: row.description,
              durationMinutes: row.duration_minutes,
              priceMinor: row.price_minor === null ? null : Number(row.price_minor),
              currency: row.currency,
              calendarIds: calendarsOf(row.id),
            })),
    };
  });
}
