import type { Context } from "@/lib/domain/context";
import { ownVoices, PRIVATE_VOICE } from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";

/**
 * Where the voice vendor gets a voice that it does not have: the id in ElevenLabs' public library, of one in the account
 * that the business connected. `problem`: why it cannot have it.
 * @throws VendorError, retryable, where a vendor is out of reach.
 */
export async function voiceSource(
  ctx: Context,
  voiceId: string | null,
): Promise<{ libraryId: string | null; problem: string | null }> {
  const none = { libraryId: null, problem: null };
  if (voiceId === null || (await ctx.ports.voice.listVoices()).some(({ id }) => id === voiceId)) return none;
  try {
    const own = (await ownVoices(ctx)).find(({ id }) => id === voiceId)?.own;
    if (!own) return none;
    return own.libraryId === null ? { libraryId: null, problem: PRIVATE_VOICE } : { ...none, ...own };
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    return { libraryId: null, problem: error.message };
  }
}
