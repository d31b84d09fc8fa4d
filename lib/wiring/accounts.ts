import { type AccountPorts, VendorError } from "@/lib/domain/ports";
import { appUrl, env } from "@/lib/env";
import { createElevenLabs } from "@/lib/providers/eleven-labs/client";
import type { Emulators } from "@/lib/providers/emulators";
import { createAccountSmtp } from "@/lib/providers/mail/account-smtp";
import { createStripeAccount } from "@/lib/providers/stripe/account";
import { elevenLabsMode, stripeMode } from "./vendors";

/** The accounts that businesses connect themselves, with the vendors or on this machine. */
export function accounts(emulated: Emulators | null): AccountPorts {
  const { ELEVENLABS_BASE_URL, STRIPE_BASE_URL, OUTBOUND_PRIVATE_HOSTS } = env();
  const at = (mode: string, emulatedUrl: string | undefined, realUrl: string | undefined) => {
    const isEmulated = mode === "emulated" && emulatedUrl !== undefined;
    return { isEmulated, baseUrl: (isEmulated ? emulatedUrl : realUrl) ?? null };
  };
  return {
    ...unreachedAccounts(),
    elevenLabs: createElevenLabs(at(elevenLabsMode(), emulated?.elevenLabs.baseUrl, ELEVENLABS_BASE_URL)),
    smtp: createAccountSmtp({
      privateHosts: OUTBOUND_PRIVATE_HOSTS,
      clientName: new URL(appUrl()).hostname,
    }),
    // Businesses have accounts of their own where the installation itself takes no payments, too.
    stripe: createStripeAccount(at(stripeMode(), emulated?.stripe.baseUrl, STRIPE_BASE_URL)),
  };
}

/** Accounts of vendors that this version does not reach yet: they are kept, and say so. */
function unreachedAccounts(): AccountPorts {
  const refuse = async (): Promise<never> => {
    throw new VendorError("account", "This account is kept, but this version of Frontdesk does not use it.", {
      isRetryable: false,
    });
  };
  const account = { isEmulated: false, isConfigured: false, verify: refuse };
  return {
    twilio: () => ({
      ...account,
      answer: refuse,
      transfer: refuse,
      speak: refuse,
      dial: refuse,
      ask: refuse,
      bridge: refuse,
      hangUp: refuse,
      sendText: refuse,
    }),
    elevenLabs: () => ({ ...account, listVoices: refuse }),
    smtp: () => ({ ...account, transport: "smtp", accountMail: "sent", send: refuse }),
    stripe: () => account,
  };
}
