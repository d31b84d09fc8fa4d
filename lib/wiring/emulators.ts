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

/** The workflow of the played n8n with which a connection can be tried on this machine. */
const PRACTICE_WORKFLOW = { path: "practice", secret: "practice-secret-of-this-machine" } as const;

declare global {
  var frontdeskEmulators: Promise<Emulators> | undefined;
}

/** The vendors' side of the wire on this machine, started at first use; null where no vendor is emulated. */
export async function emulators(): Promise<Emulators | null> {
  if (![telnyxMode(), retellMode(), stripeMode(), elevenLabsMode()].includes("emulated")) return null;
  globalThis.frontdeskEmulators ??= start();
  return globalThis.frontdeskEmulators;
}

/** What to enter to connect the workflow that runs on this machine; null where n8n is not played. */
export async function practiceWorkflow(): Promise<{ webhookUrl: string; secret: string } | null> {
  const { path: name, secret } = PRACTICE_WORKFLOW;
  const vendors = await emulators();
  return vendors && { webhookUrl: vendors.n8n.urlOf(name), secret };
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
    n8n: { stateFile: path.resolve(env().DATA_DIR, "n8n-emulator.json") },
  });
  const { accountSid: sid, authToken, phoneNumber } = PRACTICE_TWILIO;
  vendors.twilio.openAccount([phoneNumber], {
    sid,
    authToken,
    webhookUrl: `${appUrl()}/api/webhooks/twilio`,
  });
  vendors.n8n.makeWorkflow(PRACTICE_WORKFLOW.secret, PRACTICE_WORKFLOW.path);
  return vendors;
}
