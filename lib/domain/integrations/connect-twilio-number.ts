import type { TwilioAccount } from "@/lib/domain/account-ports";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { connectCarrierNumber, releaseCarrierNumbers } from "@/lib/domain/numbers";

const PROVIDER = "twilio" as const;

/**
 * Gives the business the number of its account at Twilio, once Twilio says that the account owns it, and has its calls and
 * texts come to us. Without a number the account has none here, and numbers that it had are not answered any more.
 * @param isStillMeant whether the account is still the one that was asked; where it is not, nothing is done.
 * @returns what hinders it, in words for the owner.
 * @throws VendorError where Twilio refuses or is out of reach.
 */
export async function connectTwilioNumber(
  ctx: Context,
  settings: TwilioAccount & { phoneNumber: string | null },
  isStillMeant: (ctx: TenantContext) => Promise<boolean>,
): Promise<string | null> {
  const { phoneNumber } = settings;
  if (phoneNumber === null) {
    await inTenant(ctx, async (ctx) => {
      if (await isStillMeant(ctx)) await releaseCarrierNumbers(ctx, PROVIDER);
    });
    return null;
  }
  const account = ctx.ports.accounts.twilio(settings);
  const providerNumberId = await account.ownedNumber(phoneNumber);
  if (providerNumberId === null)
    return `This Twilio account does not own ${phoneNumber}. Enter one of its own numbers.`;
  try {
    const number = { e164: phoneNumber, provider: PROVIDER, providerNumberId };
    await connectCarrierNumber(ctx, number, isStillMeant);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "quota_exceeded") return error.message;
    if (error.code === "conflict") return null;
    if (error.code !== "already_exists") throw error;
    return `Another business has ${phoneNumber}. Ask whoever runs Frontdesk for you.`;
  }
  await account.directNumber(providerNumberId);
  return null;
}
