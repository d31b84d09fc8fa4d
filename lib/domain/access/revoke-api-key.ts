import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { forget } from "./identity-cache";

/** Ends an API key for good. @throws DomainError forbidden, not_found. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "api_key:write");
  if (!isId(id)) throw notFound("api_key");
  await inTenant(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const row = await ctx.trx
      .updateTable("api_keys")
      .set({ revoked_at: now })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .returning(["id", "key_hash"])
      .executeTakeFirst();
    if (!row) throw notFound("api_key");
    await audit(ctx, "api_key.revoke", id);
    forget([row.key_hash.toString("base64url")], now);
  });
}
