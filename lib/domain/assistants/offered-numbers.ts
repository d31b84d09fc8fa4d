import { getCountries } from "libphonenumber-js/max";
import type { Context } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError, invalid } from "@/lib/domain/errors";
import { carrierOf } from "@/lib/domain/integrations";
import type { OfferedNumber, TelephonyPort } from "@/lib/domain/ports";

const MOST_NUMBERS = 20;
const DEADLINE_MILLISECONDS = 6_000;

/** Where the caller's business would get a number: its own account, else the installation's carrier. */
async function carrier(ctx: Context): Promise<TelephonyPort> {
  const own = ctx.business ? await carrierOf(ctx, "twilio") : null;
  if (own) return own;
  if (ctx.ports.telephony.isConfigured) return ctx.ports.telephony;
  throw new DomainError(
    "unavailable",
    "No phone carrier is connected. Connect your own Twilio account, or ask whoever runs this installation to connect one.",
    { subject: "number" },
  );
}

/**
 * Numbers of a country that can be had at the caller's carrier now, at most twenty.
 * @param country two letters as ISO 3166 has them.
 * @throws DomainError `validation_failed` for what is no country, `unavailable` without a carrier; VendorError.
 */
export async function offeredNumbers(ctx: Context, country: string): Promise<OfferedNumber[]> {
  const code = country.toUpperCase();
  if (!getCountries().some((known) => known === code))
    throw invalid("country", "Must be the two letters of a country, such as US.");
  const port = await carrier(ctx);
  return withDeadline("carrier", port.offeredNumbers(code, MOST_NUMBERS), DEADLINE_MILLISECONDS);
}
