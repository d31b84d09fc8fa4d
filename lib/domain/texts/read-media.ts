import { authorize, type Context, inTenant } from "@/lib/domain/context";

const LINK_SECONDS = 3600;

/** Something that came along with a text. */
export interface TextMedia {
  /** Of a picture that is kept, what its content is; else as the carrier said. */
  contentType: string;
  /** Works for an hour; null where nothing is kept, or not yet. */
  url: string | null;
}

/** @returns null where the store gives no link right now. */
async function linkTo(ctx: Context, path: string): Promise<string | null> {
  try {
    return await ctx.ports.files.signedUrl(path, LINK_SECONDS);
  } catch (error) {
    ctx.log.warn({ err: error }, "a picture has no link right now");
    return null;
  }
}

/**
 * What came along with each of these messages, in order; messages with nothing have no entry.
 * @throws DomainError forbidden.
 */
export async function mediaOf(
  ctx: Context,
  messageIds: readonly string[],
): Promise<Map<string, TextMedia[]>> {
  authorize(ctx, "call:read");
  const found = new Map<string, TextMedia[]>();
  if (messageIds.length === 0) return found;
  const rows = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("message_media")
      .leftJoin("files", (join) =>
        join
          .onRef("files.id", "=", "message_media.file_id")
          .onRef("files.business_id", "=", "message_media.business_id"),
      )
      .select(["message_media.message_id", "message_media.content_type", "files.path"])
      .where("message_media.business_id", "=", business.id)
      .where("message_media.message_id", "in", [...messageIds])
      .orderBy("message_media.message_id")
      .orderBy("message_media.position")
      .execute(),
  );
  const urls = await Promise.all(rows.map(({ path }) => (path === null ? null : linkTo(ctx, path))));
  for (const [index, row] of rows.entries()) {
    const media = { contentType: row.content_type, url: urls[index] ?? null };
    found.set(row.message_id, [...(found.get(row.message_id) ?? []), media]);
  }
  return found;
}

/** A page of texts with what came along with each of them. @throws DomainError forbidden. */
export async function withMedia<T extends { id: string }, P extends { items: T[] }>(
  ctx: Context,
  page: P & { items: T[] },
): Promise<Omit<P, "items"> & { items: (T & { media: TextMedia[] })[] }> {
  const media = await mediaOf(
    ctx,
    page.items.map(({ id }) => id),
  );
  return { ...page, items: page.items.map((item) => ({ ...item, media: media.get(item.id) ?? [] })) };
}
