import { asSystem, type Context } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError } from "@/lib/domain/errors";
import { VendorError } from "@/lib/domain/ports";
import { takeTest } from "./take-test";
import type { ConnectionTest } from "./test-mail";

const DEADLINE_MILLISECONDS = 5_000;

/**
 * Asks the voice vendor whether it is there and takes the installation's key.
 * @returns what came of it: a vendor that refuses or stays silent for five seconds is no error.
 * @throws DomainError forbidden for everybody but a signed-in person, rate_limited after five within an hour.
 */
export async function testVoice(ctx: Context): Promise<ConnectionTest> {
  const { actor } = ctx;
  const { voice } = ctx.ports;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a signed-in person can do this.");
  await asSystem(ctx, "a test of the voice vendor", (system) => takeTest(system, actor.userId, "voice"));
  if (!voice.isConfigured)
    return { isWorking: false, note: "No voice vendor is set up: RETELL_API_KEY is missing." };
  const signal = AbortSignal.timeout(DEADLINE_MILLISECONDS);
  try {
    await withDeadline("The voice vendor", voice.ping(signal), DEADLINE_MILLISECONDS);
    return { isWorking: true, note: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ err: error }, "the voice vendor failed a test");
    const note = error.isRetryable
      ? "The voice vendor does not answer right now. Try again shortly."
      : "The voice vendor refuses the key. Ask whoever runs Frontdesk for you to check RETELL_API_KEY.";
    return { isWorking: false, note };
  }
}
