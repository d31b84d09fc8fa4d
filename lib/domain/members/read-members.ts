import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { wordOf } from "@/lib/domain/parse";
import { ROLES } from "@/lib/domain/permissions";
import { personName } from "@/lib/domain/person-name";
import { type Member, MOST_ROWS } from "./schema";

const memberRows = ({ trx, business }: TenantContext) =>
  trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select([
      "members.id",
      "members.user_id",
      "members.role",
      "members.created_at",
      "users.email",
      "users.first_name",
      "users.last_name",
      "users.username",
    ])
    .where("members.business_id", "=", business.id);

type MemberRow = Awaited<ReturnType<ReturnType<typeof memberRows>["executeTakeFirstOrThrow"]>>;

const memberOf = (row: MemberRow): Member => ({
  id: row.id,
  userId: row.user_id,
  role: wordOf(ROLES, row.role),
  email: row.email,
  name: personName({ firstName: row.first_name, lastName: row.last_name, username: row.username }),
  createdAt: row.created_at,
});

/** Who works in the caller's business, by name. @throws DomainError forbidden. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  authorize(ctx, "member:read");
  return inTenant(ctx, async (ctx) => {
    const rows = await memberRows(ctx).orderBy("members.created_at").limit(MOST_ROWS).execute();
    return rows.map(memberOf).sort((one, other) => one.name.localeCompare(other.name));
  });
}

/** A member of the business at hand, locked for a change. @throws DomainError not_found. */
export async function lockMember(ctx: TenantContext, id: string): Promise<Member> {
  const row = isId(id)
    ? await memberRows(ctx).where("members.id", "=", id).forUpdate("members").executeTakeFirst()
    : undefined;
  if (!row) throw notFound("member");
  return memberOf(row);
}
