import { sql } from "kysely";
import { authorize, type Context, inTenant } from "@/lib/domain/context";

/**
 * Who answers for the caller's business: its owner, else its first member.
 * @returns the person's number and e-mail address.
 * @throws DomainError forbidden.
 */
export async function getOwner(ctx: Context): Promise<{ number: number; email: string }> {
  authorize(ctx, "business:read");
  return inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("members")
      .innerJoin("users", "users.id", "members.user_id")
      .select(["users.number", "users.email"])
      .where("members.business_id", "=", business.id)
      .orderBy(sql`members.role = 'owner'`, "desc")
      .orderBy("members.created_at")
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
}
