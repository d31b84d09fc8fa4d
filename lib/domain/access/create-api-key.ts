import type { z } from "zod";
import { audit, authorize, type Context, can, inTenant } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { PERMISSIONS } from "@/lib/domain/permissions";
import { fingerprint, randomText } from "@/lib/domain/secret-text";
import { API_KEY_PREFIX } from "./api-key-standing";
import { API_KEY_COLUMNS, toApiKey } from "./api-keys";
import { signedInUser } from "./caller";
import { type ApiKey, newApiKey } from "./schema";

const LIFETIME_DAYS = 365;
const DAY_MILLISECONDS = 86_400_000;
const HINT_LENGTH = 8;

/**
 * Makes an API key of the caller's business. `key` is shown this once; only its hash is stored.
 * @param input `permissions` beyond those of the caller are left out; left out themselves, the key gets all of
 *   the caller's. It expires in a year unless said otherwise.
 * @throws DomainError forbidden (keys make no keys), validation_failed when no permission is left or the expiry is past.
 */
export async function createApiKey(
  ctx: Context,
  input: z.input<typeof newApiKey>,
): Promise<{ apiKey: ApiKey; key: string }> {
  authorize(ctx, "api_key:write");
  const { userId } = signedInUser(ctx);
  const given = parseInput(newApiKey, input);
  const now = ctx.clock.now();
  const permissions = (given.permissions ?? PERMISSIONS).filter((permission) => can(ctx, permission));
  if (permissions.length === 0) throw invalid("permissions", "Choose a permission that you have yourself.");
  const expiresAt = given.expiresAt ?? new Date(now.getTime() + LIFETIME_DAYS * DAY_MILLISECONDS);
  if (expiresAt <= now) throw invalid("expiresAt", "Must be in the future.");
  const key = `${API_KEY_PREFIX}${randomText()}`;
  return inTenant(ctx, async (ctx) => {
    const row = await ctx.trx
      .insertInto("api_keys")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        created_by: userId,
        name: given.name,
        key_hash: fingerprint(key),
        key_hint: key.slice(0, HINT_LENGTH),
        permissions,
        created_at: now,
        expires_at: expiresAt,
      })
      .returning(API_KEY_COLUMNS)
      .executeTakeFirstOrThrow();
    await audit(ctx, "api_key.create", row.id, { name: given.name, permissions });
    return { apiKey: toApiKey(row), key };
  });
}
