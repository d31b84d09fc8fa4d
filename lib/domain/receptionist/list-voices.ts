import { authorize, type Context } from "@/lib/domain/context";
import { VendorError, type Voice } from "@/lib/domain/ports";

/**
 * The voices that a receptionist can have.
 * @returns null where the voice vendor is not connected or cannot be asked now.
 * @throws DomainError `forbidden`.
 */
export async function listVoices(ctx: Context): Promise<Voice[] | null> {
  authorize(ctx, "agent:read");
  if (!ctx.ports.voice.isConfigured) return null;
  try {
    return await ctx.ports.voice.listVoices();
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ error: error.message }, "the voices cannot be listed");
    return null;
  }
}
