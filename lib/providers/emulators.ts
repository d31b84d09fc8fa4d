import { type ElevenLabsEmulator, startElevenLabsEmulator } from "./eleven-labs/emulator";
import type { BrainFactory } from "./emulation/brain";
import type { PhoneCall } from "./emulation/phone-call";
import { type N8nEmulator, type N8nEmulatorOptions, startN8nEmulator } from "./n8n/emulator";
import { type RetellEmulator, type RetellEmulatorOptions, startRetellEmulator } from "./retell/emulator";
import { type StripeEmulator, type StripeEmulatorOptions, startStripeEmulator } from "./stripe/emulator";
import { startTelnyxEmulator, type TelnyxEmulator, type TelnyxEmulatorOptions } from "./telnyx/emulator";
import { startTwilioEmulator, type TwilioEmulator, type TwilioEmulatorOptions } from "./twilio/emulator";

export type { PhoneCall } from "./emulation/phone-call";
export { runScript } from "./emulation/phone-call";

export interface EmulatorOptions {
  /** Where the app listens; asked anew for each call, since it may not be known at the start. */
  appUrl: () => string;
  brain: BrainFactory;
  now?: () => Date;
  /** Where the voice vendor's agents outlive this process; default nowhere. */
  stateFile?: string;
  telnyx?: Omit<TelnyxEmulatorOptions, "sip" | "now">;
  retell?: Omit<RetellEmulatorOptions, "brain" | "now" | "stateFile">;
  stripe?: Omit<StripeEmulatorOptions, "webhookUrl" | "now">;
  twilio?: Omit<TwilioEmulatorOptions, "sip" | "now">;
  n8n?: Omit<N8nEmulatorOptions, "appWebhookUrl">;
}

export interface Emulators {
  /** `placeCall` rings the app at /api/webhooks/telnyx unless told another address. */
  telnyx: Omit<TelnyxEmulator, "placeCall"> & {
    placeCall(call: { from: string | null; to: string; webhookUrl?: string }): PhoneCall;
  };
  retell: RetellEmulator;
  /** Reports to the app at /api/webhooks/stripe. */
  stripe: StripeEmulator;
  /** Accounts of businesses at ElevenLabs. */
  elevenLabs: ElevenLabsEmulator;
  /** Has no account until one is opened there. */
  twilio: TwilioEmulator;
  /** Asks the app at /api/webhooks/n8n. */
  n8n: N8nEmulator;
  /** Where they listen, and keep what they recorded. */
  origins: string[];
  close(): Promise<void>;
}

/**
 * The vendors on this machine: Telnyx and Twilio carry calls, Retell speaks through the brain handed in, Stripe takes
 * payments, ElevenLabs has voices, n8n runs workflows.
 */
export async function startEmulators(options: EmulatorOptions): Promise<Emulators> {
  const clock = options.now ? { now: options.now } : {};
  const retell = await startRetellEmulator({
    ...options.retell,
    ...clock,
    ...(options.stateFile ? { stateFile: options.stateFile } : {}),
    brain: options.brain,
  });
  const telnyx = await startTelnyxEmulator({ ...options.telnyx, ...clock, sip: retell.sip });
  const stripe = await startStripeEmulator({
    ...options.stripe,
    ...clock,
    webhookUrl: () => `${options.appUrl()}/api/webhooks/stripe`,
  });
  const elevenLabs = await startElevenLabsEmulator();
  const twilio = await startTwilioEmulator({ ...options.twilio, ...clock, sip: retell.sip });
  const n8n = await startN8nEmulator({
    ...options.n8n,
    appWebhookUrl: () => `${options.appUrl()}/api/webhooks/n8n`,
  });
  return {
    telnyx: {
      ...telnyx,
      placeCall: (call) =>
        telnyx.placeCall({
          ...call,
          webhookUrl: call.webhookUrl ?? `${options.appUrl()}/api/webhooks/telnyx`,
        }),
    },
    retell,
    stripe,
    elevenLabs,
    twilio,
    n8n,
    origins: [telnyx, retell, twilio].map(({ baseUrl }) => new URL(baseUrl).origin),
    close: async () => {
      await Promise.all([telnyx, retell, stripe, elevenLabs, twilio, n8n].map((vendor) => vendor.close()));
    },
  };
}
