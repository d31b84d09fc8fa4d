import type { Selectable } from "kysely";
import type { Trx } from "@/lib/db/tenant";
import type { Businesses } from "@/lib/db/types";
import type { DayInterval } from "./hours";
import { BUSINESS_STATUSES, type Business, notificationSettings, PLANS } from "./schema";

const wordOf = <W extends string>(words: readonly W[], word: string): W => {
  const known = words.find((candidate) => candidate === word);
  if (known === undefined) throw new Error(`The database holds an unknown word: ${word}`);
  return known;
};

function toBusiness(row: Selectable<Businesses>, hours: DayInterval[]): Business {
  return {
    id: row.id,
    number: row.number,
    slug: row.slug,
    name: row.name,
    companyName: row.company_name,
    description: row.description,
    address: row.address,
    city: row.city,
    state: row.state,
    postalCode: row.postal_code,
    phone: row.phone,
    email: row.email,
    website: row.website,
    timeZone: row.time_zone,
    currency: row.currency,
    status: wordOf(BUSINESS_STATUSES, row.status),
    plan: wordOf(PLANS, row.plan),
    notificationSettings: notificationSettings.parse(row.notification_settings),
    isBookingPageOn: row.booking_page_on,
    hours,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Business rows as entities, each with its opening hours, in the order given. */
export async function withHours(trx: Trx, rows: Selectable<Businesses>[]): Promise<Business[]> {
  if (rows.length === 0) return [];
  const intervals = await trx
    .selectFrom("business_hours")
    .selectAll()
    .where(
      "business_id",
      "in",
      rows.map((row) => row.id),
    )
    .orderBy("day_of_week")
    .orderBy("opens_at")
    .execute();
  const hoursOf = new Map<string, DayInterval[]>(rows.map((row) => [row.id, []]));
  for (const interval of intervals) {
    hoursOf.get(interval.business_id)?.push({
      dayOfWeek: interval.day_of_week,
      opensAt: interval.opens_at.slice(0, 5),
      closesAt: interval.closes_at.slice(0, 5),
      isOpen: interval.is_open,
    });
  }
  return rows.map((row) => toBusiness(row, hoursOf.get(row.id) ?? []));
}
