import type { AccountPorts } from "@/lib/domain/ports";
import { appUrl, env } from "@/lib/env";
import { createElevenLabs } from "@/lib/providers/eleven-labs/client";
import type { Emulators } from "@/lib/providers/emulators";
import { createAccountSmtp } from "@/lib/providers/mail/account-smtp";
import { createStripeAccount } from "@/lib/providers/stripe/account";
import { createTwilio } from "@/lib/providers/twilio/client";
import { elevenLabsMode, stripeMode, twilioMode } from "./vendors";

/** The accounts that businesses connect themselves, with the vendors or on this machine. */
export function accounts(emulated: Emulators | null): AccountPorts {
  const { ELEVENLABS_BASE_URL, STRIPE_BASE_URL, TWILIO_BASE_URL, OUTBOUND_PRIVATE_HOSTS } = env();
  const at = (mode: string, emulatedUrl: string | undefined, realUrl: string | undefined) => {
    const isEmulated = mode === "emulated" && emulatedUrl !== undefined;
    return { isEmulated, baseUrl: (isEmulated ? emulatedUrl : realUrl) ?? null };
  };
  return {
    twilio: createTwilio({
      ...at(twilioMode(), emulated?.twilio.baseUrl, TWILIO_BASE_URL),
      webhookUrl: () => `${appUrl()}/api/webhooks/twilio`,
    }),
    elevenLabs: createElevenLabs(at(elevenLabsMode(), emulated?.elevenLabs.baseUrl, ELEVENLABS_BASE_URL)),
    smtp: createAccountSmtp({
      privateHosts: OUTBOUND_PRIVATE_HOSTS,
      clientName: new URL(appUrl()).hostname,
    }),
    // Businesses have accounts of their own where the installation itself takes no payments, too.
    stripe: createStripeAccount(at(stripeMode(), emulated?.stripe.baseUrl, STRIPE_BASE_URL)),
  };
}
