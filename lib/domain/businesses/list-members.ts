import { authorize, type Context, inTenant } from "@/lib/domain/context";

const MAX_ROWS = 200;

/** Someone who works in the business. */
export interface MemberName {
  userId: string;
  /** Their full name, else their user name. */
  name: string;
}

/** Who works in the caller's business, by name. @throws DomainError forbidden. */
export async function listMembers(ctx: Context): Promise<MemberName[]> {
  authorize(ctx, "member:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = await trx
      .selectFrom("members")
      .innerJoin("users", "users.id", "members.user_id")
      .select(["users.id", "users.first_name", "users.last_name", "users.username"])
      .where("members.business_id", "=", business.id)
      .orderBy("members.created_at")
      .limit(MAX_ROWS)
      .execute();
    return rows
      .map((row) => ({
        userId: row.id,
        name: `${row.first_name} ${row.last_name}`.trim() || row.username,
      }))
      .sort((one, other) => one.name.localeCompare(other.name));
  });
}
