import { type CountryCode, getCountries, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { env } from "@/lib/env";

/** The country of a number; null where its plan is of several countries and none of them has given it out. */
export const countryOf = (e164: string): CountryCode | null =>
  parsePhoneNumberFromString(e164)?.country ?? null;

/** The engine's list of a country's time zones: a method today, a property in older engines. */
function zonesOf(country: CountryCode): readonly unknown[] {
  const locale: object = new Intl.Locale("und", { region: country });
  const listed: unknown =
    "getTimeZones" in locale && typeof locale.getTimeZones === "function"
      ? locale.getTimeZones()
      : "timeZones" in locale && locale.timeZones;
  return Array.isArray(listed) ? listed : [];
}

/** The country that a business is in, by its own telephone, else by its time zone. */
function homeOf({ phone, timeZone }: { phone: string | null; timeZone: string }): CountryCode[] {
  const country = phone === null ? null : countryOf(phone);
  if (country) return [country];
  const zone = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  const home = getCountries().find((one) => zonesOf(one).some((name) => name === timeZone || name === zone));
  return home ? [home] : [];
}

/**
 * The countries that may be dialled for the business, as ISO codes: those of its own numbers, before it has one that
 * of its profile, and those that the deployment adds.
 * @throws DomainError forbidden.
 */
export async function dialCountries(ctx: Context): Promise<ReadonlySet<string>> {
  authorize(ctx, "number:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const numbers = await trx
      .selectFrom("numbers")
      .select("e164")
      .where("business_id", "=", business.id)
      .where("status", "=", "active")
      .execute();
    const own = numbers.flatMap(({ e164 }) => countryOf(e164) ?? []);
    if (own.length > 0) return new Set([...own, ...env().DIAL_COUNTRIES]);
    const profile = await trx
      .selectFrom("businesses")
      .select(["phone", "time_zone as timeZone"])
      .where("id", "=", business.id)
      .executeTakeFirstOrThrow();
    return new Set([...homeOf(profile), ...env().DIAL_COUNTRIES]);
  });
}
