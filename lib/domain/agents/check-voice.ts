import type { Context } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { ownVoices, PRIVATE_VOICE } from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";

/**
 * Refuses a voice of the connected ElevenLabs account that the voice vendor can never have. Any other is taken: what
 * nobody knows is spoken by the usual one, and a vendor out of reach is asked again when the voice vendor is told.
 * @throws DomainError validation_failed on the field.
 */
export async function checkVoice(ctx: Context, voiceId: string | null | undefined): Promise<void> {
  // Inside a transaction nobody waits for a vendor.
  if (!voiceId || ctx.trx) return;
  try {
    const voice = (await ownVoices(ctx)).find(({ id }) => id === voiceId);
    if (voice?.own?.libraryId === null) throw invalid("voiceId", PRIVATE_VOICE);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ error: error.message }, "the voices of the connected account cannot be looked at");
  }
}
