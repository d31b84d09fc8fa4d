import { getCountries } from "libphonenumber-js/max";
import { asSystem, authorize, type Context, type SystemContext } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError, invalid } from "@/lib/domain/errors";
import { carrierOf } from "@/lib/domain/integrations";
import { takeTest } from "@/lib/domain/platform";
import type { OfferedNumber, TelephonyPort } from "@/lib/domain/ports";

const MOST_NUMBERS = 20;
const DEADLINE_MILLISECONDS = 6_000;

/** Who looks for numbers: a person, for a program the owner of its business. */
async function personOf({ trx, actor, business }: SystemContext): Promise<string> {
  if (actor.kind === "user") return actor.userId;
  if (!business) throw new DomainError("forbidden", "Sign in to look for numbers.");
  const { user_id } = await trx
    .selectFrom("members")
    .select("user_id")
    .where("business_id", "=", business.id)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow();
  return user_id;
}

/** Where the caller's business would get a number: its own account, else the installation's carrier, which counts. */
async function carrier(ctx: Context): Promise<TelephonyPort> {
  const own = ctx.business ? await carrierOf(ctx, "twilio") : null;
  if (own) return own;
  if (ctx.ports.telephony.isConfigured) {
    await asSystem(ctx, "numbers of the installation's carrier", async (system) =>
      takeTest(system, await personOf({ ...system, actor: ctx.actor }), "numbers"),
    );
    return ctx.ports.telephony;
  }
  throw new DomainError(
    "unavailable",
    "No phone carrier is connected. Connect your own Twilio account, or ask whoever runs this installation to connect one.",
    { subject: "number" },
  );
}

/**
 * Numbers of a country that can be had at the caller's carrier now, at most twenty.
 * @param country two letters as ISO 3166 has them.
 * @throws DomainError `forbidden`, `validation_failed` for what is no country, `unavailable` without a carrier,
 * `rate_limited` for a person's thirty-first look within an hour at the installation's carrier; VendorError.
 */
export async function offeredNumbers(ctx: Context, country: string): Promise<OfferedNumber[]> {
  // Whoever has no business yet may look, too: at the installation's carrier.
  if (ctx.business) authorize(ctx, "number:read");
  const code = country.toUpperCase();
  if (!getCountries().some((known) => known === code))
    throw invalid("country", "Must be the two letters of a country, such as US.");
  const port = await carrier(ctx);
  return withDeadline("carrier", port.offeredNumbers(code, MOST_NUMBERS), DEADLINE_MILLISECONDS);
}
