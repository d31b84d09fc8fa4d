import { authorize, type Context } from "@/lib/domain/context";
import { ownVoices } from "@/lib/domain/integrations";
import { VendorError, type Voice } from "@/lib/domain/ports";

/** What a vendor lists; null where it cannot be asked now. */
async function listed(ctx: Context, voices: Promise<Voice[]>): Promise<Voice[] | null> {
  try {
    return await voices;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ vendor: error.vendor, error: error.message }, "the voices cannot be listed");
    return null;
  }
}

/**
 * The voices that a receptionist can have: the voice vendor's, and those of the ElevenLabs account that the business
 * connected, marked as its own.
 * @returns null where the voice vendor is not connected or cannot be asked now.
 * @throws DomainError `forbidden`.
 */
export async function listVoices(ctx: Context): Promise<Voice[] | null> {
  authorize(ctx, "agent:read");
  if (!ctx.ports.voice.isConfigured) return null;
  const [voices, own] = await Promise.all([
    listed(ctx, ctx.ports.voice.listVoices()),
    listed(ctx, ownVoices(ctx)),
  ]);
  if (voices === null) return null;
  const known = new Set(voices.map(({ id }) => id));
  return [...voices, ...(own ?? []).filter(({ id }) => !known.has(id))];
}
