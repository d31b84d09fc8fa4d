import { type Context, inTenant } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { VendorError, type Voice } from "@/lib/domain/ports";
import { connectedAccount } from "./connected";
import { noteAccountTrouble } from "./trouble";

const DEADLINE_MILLISECONDS = 6_000;

/** Why a voice that is in nobody's library cannot be chosen. */
export const PRIVATE_VOICE =
  "This voice is private to your ElevenLabs account, and the phone can only have voices of its public library. Share it there, or choose another one.";

/**
 * The voices of the ElevenLabs account that the business connected; none where none is connected. A key that is refused
 * is noted. Asks the vendor, so not inside a transaction.
 * @throws VendorError with words for the owner.
 */
export async function ownVoices(ctx: Context): Promise<Voice[]> {
  const account = await inTenant(ctx, (ctx) => connectedAccount(ctx, "eleven_labs"));
  if (!account) return [];
  try {
    const asked = ctx.ports.accounts.elevenLabs(account).listVoices();
    return await withDeadline("ElevenLabs", asked, DEADLINE_MILLISECONDS);
  } catch (error) {
    if (error instanceof VendorError && !error.isRetryable) {
      const { message } = error;
      await inTenant(ctx, (ctx) => noteAccountTrouble(ctx, account, message));
    }
    throw error;
  }
}
