import path from "node:path";
import { createReceptionist } from "@/lib/domain/receptionist";
import { appUrl, env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Emulators, startEmulators } from "@/lib/providers/emulators";
import { model } from "./model";
import { tellModelUse } from "./model-use";
import { elevenLabsMode, retellMode, stripeMode, telnyxMode } from "./vendors";

/** The account at the played Twilio with which a connection can be tried on this machine. */
export const PRACTICE_TWILIO = {
  accountSid: "AC00000000000000000000000000practice",
  authToken: "practice-token-of-this-machine",
  phoneNumber: "+12175550190",
} as const;

declare global {
  var frontdeskEmulators: Promise<Emulators> | undefined;
}

/** The vendors' side of the wire on this machine, started at first use; null where no vendor is emulated. */
export async function emulators(): Promise<Emulators | null> {
  if (![telnyxMode(), retellMode(), stripeMode(), elevenLabsMode()].includes("emulated")) return null;
  globalThis.frontdeskEmulators ??= start();
  return globalThis.frontdeskEmulators;
}

async function start(): Promise<Emulators> {
  const vendors = await startEmulators({
    appUrl,
    brain: ({ metadata, ...input }) =>
      createReceptionist({
        ...input,
        model: model(),
        log: log(),
        onUse: (use) => tellModelUse(metadata, use),
      }),
    stateFile: path.resolve(env().DATA_DIR, "retell-emulator.json"),
    stripe: { stateFile: path.resolve(env().DATA_DIR, "stripe-emulator.json") },
  });
  const { accountSid: sid, authToken, phoneNumber } = PRACTICE_TWILIO;
  vendors.twilio.openAccount([phoneNumber], {
    sid,
    authToken,
    webhookUrl: `${appUrl()}/api/webhooks/twilio`,
  });
  return vendors;
}
