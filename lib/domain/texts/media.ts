import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce, enqueue } from "@/lib/domain/events";
import { derivedUuid, newId } from "@/lib/domain/ids";
import { keepUnlessGone, leaveFiles } from "@/lib/domain/leftovers";
import { VendorError } from "@/lib/domain/ports";
import { pictureTypeOf } from "./picture-type";

const MOST_MEDIA = 10;
const LIMITS = { maxBytes: 5 * 1024 * 1024, timeoutSeconds: 20 };
const TYPE = /^[a-z]+\/[a-z0-9.+-]{1,80}$/;

/** Something that came along with a text, as the carrier tells of it. */
export interface IncomingMedia {
  url: string;
  contentType: string | null;
}

/** What a text without words says. */
export function wordlessText(media: readonly IncomingMedia[]): string {
  const areAll = (kind: string) => media.every(({ contentType }) => contentType?.startsWith(`${kind}/`));
  const noun = areAll("image") ? "picture" : areAll("video") ? "video" : "file";
  return media.length === 1 ? `Sent a ${noun}.` : `Sent ${media.length} ${noun}s.`;
}

/** Notes what came along with a text, and has its pictures fetched, in the caller's transaction. */
export async function noteMedia(
  ctx: TenantContext,
  messageId: string,
  media: readonly IncomingMedia[],
): Promise<void> {
  if (media.length === 0) return;
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("message_media")
    .values(
      media.slice(0, MOST_MEDIA).map(({ url, contentType }, position) => ({
        id: newId(now),
        business_id: ctx.business.id,
        message_id: messageId,
        position,
        content_type: TYPE.test(contentType ?? "") ? (contentType ?? "") : "application/octet-stream",
        source_url: url.slice(0, 2_000),
        created_at: now,
      })),
    )
    .execute();
  await enqueue(ctx, { kind: "text.media", payload: { messageId }, dedupeKey: `text.media:${messageId}` });
}

interface Picture {
  content: Uint8Array;
  contentType: string;
  extension: string;
}

/** @returns null where it is no picture, too large or gone. @throws VendorError, retryable. */
async function fetchPicture(ctx: Context, url: string): Promise<Picture | null> {
  const answer = await ctx.ports.downloads.get(url, LIMITS).catch((error: unknown) => {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    ctx.log.warn({ reason: error.message }, "what came with a text is not fetched");
    return null;
  });
  if (!answer) return null;
  if (answer.status === 429 || answer.status >= 500)
    throw new VendorError("media", `The carrier answered ${answer.status}`, { isRetryable: true });
  const type = answer.status === 200 ? pictureTypeOf(answer.content) : null;
  return type && { content: answer.content, ...type };
}

async function keepPicture(ctx: TenantContext, id: string, path: string, picture: Picture): Promise<void> {
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("files")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      kind: "image",
      path,
      content_type: picture.contentType,
      size_bytes: picture.content.byteLength,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("path").doNothing())
    .execute();
  await ctx.trx
    .updateTable("message_media")
    .set((eb) => ({
      content_type: picture.contentType,
      file_id: eb.selectFrom("files").select("id").where("path", "=", path),
      settled_at: now,
    }))
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", id)
    .execute();
}

/**
 * Job `text.media`: keeps our own copies of the pictures of a text, because the carrier's links expire. A file is a
 * picture when its content says so; what is none, too large or gone stays a note that it came. Harmless when repeated.
 * @throws VendorError, retryable, when the carrier does not answer.
 */
export async function fetchTextMedia(ctx: Context, { messageId }: { messageId: string }): Promise<void> {
  const waiting = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("message_media")
      .select(["id", "source_url"])
      .where("business_id", "=", business.id)
      .where("message_id", "=", messageId)
      .where("settled_at", "is", null)
      .orderBy("position")
      .execute(),
  );
  for (const { id, source_url } of waiting) {
    const picture = await fetchPicture(ctx, source_url);
    const path = picture && `pictures/${ctx.business?.id}/${derivedUuid(id)}.${picture.extension}`;
    if (picture && path) await ctx.ports.files.put(path, picture.content, picture.contentType);
    const keep = () =>
      inTenant(ctx, async (ctx) => {
        if (picture && path) await keepPicture(ctx, id, path, picture);
        else {
          await ctx.trx
            .updateTable("message_media")
            .set({ settled_at: ctx.clock.now() })
            .where("business_id", "=", ctx.business.id)
            .where("id", "=", id)
            .execute();
        }
        announce(ctx, "message");
      });
    await keepUnlessGone(ctx, keep, (ctx) => leaveFiles(ctx, path ? [path] : []));
  }
}
