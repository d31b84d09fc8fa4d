import { type RawBuilder, sql } from "kysely";
import { addressText } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";

/** What everybody may know of a business. */
export interface PublicBusiness {
  name: string;
  slug: string;
  description: string;
  /** E.164: its own number, else the first that is answered for it; null where there is none. */
  phone: string | null;
  /** In one line; empty where it is not known. */
  address: string;
  /** IANA. */
  timeZone: string;
  /** Whether customers can book for themselves. */
  isOpen: boolean;
}

/** The number of a row of `businesses` that customers are told. */
export const businessPhone: RawBuilder<string | null> = sql<string | null>`coalesce(businesses.phone, (
  select numbers.e164 from numbers
  where numbers.business_id = businesses.id and numbers.status = 'active'
  order by numbers.created_at, numbers.id limit 1))`;

/** The business at hand as everybody may know it. */
export async function loadPublicBusiness({ trx, business }: TenantContext): Promise<PublicBusiness> {
  const row = await trx
    .selectFrom("businesses")
    .select([
      "name",
      "slug",
      "description",
      "address",
      "city",
      "state",
      "postal_code",
      "time_zone",
      "booking_page_on",
      businessPhone.as("phone"),
    ])
    .where("businesses.id", "=", business.id)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    slug: row.slug,
    description: row.description ?? "",
    phone: row.phone,
    address: addressText({ ...row, postalCode: row.postal_code }),
    timeZone: row.time_zone,
    isOpen: row.booking_page_on,
  };
}
