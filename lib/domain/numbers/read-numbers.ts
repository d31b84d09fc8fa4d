import { asSystem, authorize, type Context, inTenant } from "@/lib/domain/context";
import { numberOf, type PhoneNumber } from "./schema";

/**
 * Whose number this is, whichever business it belongs to: for webhooks, which name only the number.
 * @param e164 the number called. @returns null for a number of nobody, one that was given up, and one that its carrier has
 * not confirmed.
 */
export const findNumber = (ctx: Context, e164: string): Promise<PhoneNumber | null> =>
  asSystem(ctx, "business by called number", async ({ trx }) => {
    const row = await trx
      .selectFrom("numbers")
      .selectAll()
      .where("e164", "=", e164)
      .where("status", "=", "active")
      .executeTakeFirst();
    return row ? numberOf(row) : null;
  });

/** The numbers of the business, oldest first. */
export async function listNumbers(ctx: Context): Promise<PhoneNumber[]> {
  authorize(ctx, "number:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = await trx
      .selectFrom("numbers")
      .selectAll()
      .where("business_id", "=", business.id)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map(numberOf);
  });
}
