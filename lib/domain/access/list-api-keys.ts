import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { API_KEY_COLUMNS, toApiKey } from "./api-keys";
import type { ApiKey } from "./schema";

const MAX_ROWS = 1000;

/** The API keys of the caller's business that are not revoked, newest first. @throws DomainError forbidden. */
export async function listApiKeys(ctx: Context): Promise<ApiKey[]> {
  authorize(ctx, "api_key:read");
  return inTenant(ctx, async (ctx) => {
    const rows = await ctx.trx
      .selectFrom("api_keys")
      .select(API_KEY_COLUMNS)
      .where("business_id", "=", ctx.business.id)
      .where("revoked_at", "is", null)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(MAX_ROWS)
      .execute();
    return rows.map(toApiKey);
  });
}
