import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce, enqueue } from "@/lib/domain/events";
import { derivedUuid, newId } from "@/lib/domain/ids";
import { keepUnlessGone, leaveFiles } from "@/lib/domain/leftovers";
import { VendorError } from "@/lib/domain/ports";
import type { CallRow } from "./change-call";

const DOWNLOAD_SECONDS = 40;
const MAX_BYTES = 200 * 1024 * 1024;
const EXTENSIONS: Record<string, string> = {
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/wave": "wav",
  "audio/ogg": "ogg",
};

/** Has the recording fetched, once for each place that it is said to be at. */
export async function enqueueRecording(ctx: TenantContext, call: CallRow): Promise<void> {
  if (!call.recording_source_url) return;
  await enqueue(ctx, {
    kind: "call.recording",
    payload: { callId: call.id },
    dedupeKey: `call.recording:${derivedUuid(`${call.id}:${call.recording_source_url}`)}`,
  });
}

interface Recording {
  content: Uint8Array;
  contentType: string;
}

/** @returns undefined where trying again cannot help. @throws VendorError, retryable. */
async function download(ctx: Context, url: string): Promise<Recording | undefined> {
  const limits = { maxBytes: MAX_BYTES, timeoutSeconds: DOWNLOAD_SECONDS };
  const answer = await ctx.ports.downloads.get(url, limits).catch((error: unknown) => {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    ctx.log.warn({ reason: error.message }, "a recording is not fetched");
    return undefined;
  });
  if (!answer) return undefined;
  const { status, content, contentType } = answer;
  if (status === 429 || status >= 500)
    throw new VendorError("recording", `The recording's server answered ${status}`, { isRetryable: true });
  if (status !== 200 || content.byteLength === 0) {
    ctx.log.warn({ status }, "a recording is not to be had");
    return undefined;
  }
  return { content, contentType: contentType in EXTENSIONS ? contentType : "audio/wav" };
}

const keepRecording = (
  ctx: Context,
  kept: { path: string; recording: Recording; callId: string; url: string | null },
): Promise<void> =>
  inTenant(ctx, async (ctx) => {
    const { path, recording, callId, url } = kept;
    const now = ctx.clock.now();
    await ctx.trx
      .insertInto("files")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        kind: "recording",
        path,
        content_type: recording.contentType,
        size_bytes: recording.content.byteLength,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column("path").doNothing())
      .execute();
    await ctx.trx
      .updateTable("calls")
      .set((eb) => ({
        recording_file_id: eb.selectFrom("files").select("id").where("path", "=", path),
        updated_at: now,
      }))
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", callId)
      .where("recording_source_url", "=", url)
      .execute();
    announce(ctx, "call");
  });

/**
 * Job `call.recording`: keeps our own copy of a call's recording, because the vendors' links expire. Harmless
 * when repeated: one place is fetched into one file. A recording that is gone is given up.
 * @throws VendorError, retryable, when its server does not answer.
 */
export async function storeRecording(ctx: Context, input: { callId: string }): Promise<void> {
  const call = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("calls")
      .leftJoin("files", "files.id", "calls.recording_file_id")
      .select(["calls.recording_source_url as url", "files.path"])
      .where("calls.business_id", "=", business.id)
      .where("calls.id", "=", input.callId)
      .executeTakeFirst(),
  );
  if (!call?.url || !ctx.business) return;
  const stem = `recordings/${ctx.business.id}/${derivedUuid(`${input.callId}:${call.url}`)}`;
  if (call.path?.startsWith(stem)) return;
  const recording = await download(ctx, call.url);
  if (!recording) return;
  const path = `${stem}.${EXTENSIONS[recording.contentType] ?? "wav"}`;
  await ctx.ports.files.put(path, recording.content, recording.contentType);
  const keep = () => keepRecording(ctx, { path, recording, callId: input.callId, url: call.url });
  await keepUnlessGone(ctx, keep, (ctx) => leaveFiles(ctx, [path]));
}
