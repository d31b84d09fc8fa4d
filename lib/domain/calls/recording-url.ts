import { authorize, type Context, inTenant } from "@/lib/domain/context";

/**
 * A link to a call's recording that works for so many seconds; null where there is none, or it cannot be had
 * right now.
 */
export async function recordingUrl(
  ctx: Context,
  input: { callId: string; expiresInSeconds: number },
): Promise<string | null> {
  authorize(ctx, "call:read");
  const file = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("calls")
      .innerJoin("files", "files.id", "calls.recording_file_id")
      .select("files.path")
      .where("calls.business_id", "=", business.id)
      .where("files.business_id", "=", business.id)
      .where("calls.id", "=", input.callId)
      .executeTakeFirst(),
  );
  if (!file) return null;
  try {
    return await ctx.ports.files.signedUrl(file.path, input.expiresInSeconds);
  } catch (error) {
    ctx.log.warn({ err: error }, "a recording has no link right now");
    return null;
  }
}
