import path from "node:path";
import { createReceptionist } from "@/lib/domain/receptionist";
import { appUrl, env } from "@/lib/env";
import { log } from "@/lib/log";
import { type Emulators, startEmulators } from "@/lib/providers/emulators";
import { model } from "./model";
import { tellModelUse } from "./model-use";
import { elevenLabsMode, retellMode, stripeMode, telnyxMode } from "./vendors";

declare global {
  var frontdeskEmulators: Promise<Emulators> | undefined;
}

/** The vendors' side of the wire on this machine, started at first use; null where no vendor is emulated. */
export async function emulators(): Promise<Emulators | null> {
  if (![telnyxMode(), retellMode(), stripeMode(), elevenLabsMode()].includes("emulated")) return null;
  globalThis.frontdeskEmulators ??= startEmulators({
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
  return globalThis.frontdeskEmulators;
}
