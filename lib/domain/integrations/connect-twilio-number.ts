import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import {
  connectCarrierNumber,
  namedNumbers,
  releaseAccountNumber,
  suspendNamedNumbers,
} from "@/lib/domain/numbers";
import type { TwilioAccount, TwilioPort } from "@/lib/domain/ports";

const PROVIDER = "twilio" as const;

type IsStillMeant = (ctx: TenantContext) => Promise<boolean>;

/**
 * Puts those numbers into use that somebody named for a receptionist and that the account owns; the others wait, also those
 * that it owned once.
 */
async function connectNamedNumbers(
  ctx: Context,
  account: TwilioPort,
  isStillMeant: IsStillMeant,
): Promise<void> {
  for (const { e164, isInUse } of await inTenant(ctx, (ctx) => namedNumbers(ctx, PROVIDER))) {
    const providerNumberId = await account.ownedNumber(e164);
    if (providerNumberId === null && isInUse)
      await inTenant(ctx, async (ctx) => {
        if (await isStillMeant(ctx)) await suspendNamedNumbers(ctx, PROVIDER, e164);
      });
    if (providerNumberId === null || isInUse) continue;
    // First, since one that is in use is not directed again.
    await account.directNumber(providerNumberId);
    try {
      const number = { e164, provider: PROVIDER, providerNumberId, isNamed: true };
      await connectCarrierNumber(ctx, number, isStillMeant);
    } catch (error) {
      // It is another business's, or the account is another by now: the number goes on waiting.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

/**
 * Gives the business the number of its account at Twilio, once Twilio says that the account owns it, and has its calls and
 * texts come to us. Without a number, or with one that it does not own, the account has none here, and numbers that it had
 * are not answered any more.
 * @param isStillMeant whether the account is still the one that was asked; where it is not, nothing is done.
 * @returns what hinders it, in words for the owner.
 * @throws VendorError where Twilio refuses or is out of reach.
 */
export async function connectTwilioNumber(
  ctx: Context,
  settings: TwilioAccount & { phoneNumber: string | null },
  isStillMeant: IsStillMeant,
): Promise<string | null> {
  const { phoneNumber } = settings;
  const account = ctx.ports.accounts.twilio(settings);
  await connectNamedNumbers(ctx, account, isStillMeant);
  const providerNumberId = phoneNumber === null ? null : await account.ownedNumber(phoneNumber);
  if (phoneNumber === null || providerNumberId === null)
    await inTenant(ctx, async (ctx) => {
      if (await isStillMeant(ctx)) await releaseAccountNumber(ctx, PROVIDER);
    });
  if (phoneNumber === null) return null;
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
