import { authorize, type Context } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
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
  return known(ctx);
}

async function known(ctx: Context): Promise<Voice[] | null> {
  if (!ctx.ports.voice.isConfigured) return null;
  const [voices, own] = await Promise.all([
    listed(ctx, ctx.ports.voice.listVoices()),
    ctx.business ? listed(ctx, ownVoices(ctx)) : [],
  ]);
  if (voices === null) return null;
  const ids = new Set(voices.map(({ id }) => id));
  return [...voices, ...(own ?? []).filter(({ id }) => !ids.has(id))];
}

/**
 * The voices that can be chosen for a language. Each of them speaks every language that the voice vendor does; those that
 * are private to an account are left out.
 * @param language a BCP 47 tag.
 * @returns null where the voice vendor is not connected or cannot be asked now.
 * @throws DomainError `validation_failed` for a language that it does not speak, `forbidden`.
 */
export async function voicesFor(ctx: Context, language: string): Promise<Voice[] | null> {
  if (ctx.business) authorize(ctx, "agent:read");
  if (!ctx.ports.voice.speaks(language))
    throw invalid("language", "Must be the tag of a language that can be spoken, such as en-US or de-DE.");
  return (await known(ctx))?.filter(({ own }) => own?.libraryId !== null) ?? null;
}
