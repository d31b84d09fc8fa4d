import { createHmac, timingSafeEqual } from "node:crypto";
import type { Trx } from "@/lib/db/tenant";
import { isId } from "@/lib/domain/ids";
import { wordOf } from "@/lib/domain/parse";
import { GRANTED_ROLES } from "@/lib/domain/permissions";
import { personName } from "@/lib/domain/person-name";
import { fingerprint } from "@/lib/domain/secret-text";
import { secret } from "@/lib/secrets";
import type { Invitation } from "./schema";

/** The open invitations, to be narrowed and then read. */
export const openInvitations = (trx: Trx, now: Date) =>
  trx
    .selectFrom("invitations")
    .innerJoin("businesses", "businesses.id", "invitations.business_id")
    .leftJoin("users", "users.id", "invitations.invited_by")
    .select([
      "invitations.id",
      "invitations.business_id",
      "businesses.name as business_name",
      "invitations.email",
      "invitations.role",
      "invitations.created_at",
      "invitations.expires_at",
      "users.first_name",
      "users.last_name",
      "users.username",
    ])
    .where("invitations.ended_at", "is", null)
    .where("invitations.expires_at", ">", now);

type InvitationRow = Awaited<ReturnType<ReturnType<typeof openInvitations>["executeTakeFirstOrThrow"]>>;

/** An invitation as the business and the invited see it, of its row with the names that belong to it. */
export const invitationOf = (row: InvitationRow): Invitation => ({
  id: row.id,
  businessId: row.business_id,
  businessName: row.business_name,
  email: row.email,
  role: wordOf(GRANTED_ROLES, row.role),
  invitedBy:
    row.username === null
      ? null
      : personName({
          firstName: row.first_name ?? "",
          lastName: row.last_name ?? "",
          username: row.username,
        }),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

const MAILED = "m.";

const sealOf = (id: string): string =>
  createHmac("sha256", secret("AUTH_SECRET")).update(`mailed invitation ${id}`).digest("base64url");

/**
 * The token of the mailed link. It is another than the one that whoever invites is shown: only who reads the mailbox has
 * it, so that it proves the address.
 */
export const mailedToken = (id: string): string => `${MAILED}${id}.${sealOf(id)}`;

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The open invitation of a token, and whether the token was mailed; undefined for a token of none. */
export async function invitationByToken(
  trx: Trx,
  token: string,
  now: Date,
): Promise<{ invitation: Invitation; isMailed: boolean } | undefined> {
  const isMailed = token.startsWith(MAILED);
  const id = token.slice(MAILED.length).split(".")[0] ?? "";
  if (isMailed && !(isId(id) && isSame(token, mailedToken(id)))) return undefined;
  const rows = openInvitations(trx, now);
  const row = await (isMailed
    ? rows.where("invitations.id", "=", id)
    : rows.where("invitations.token_hash", "=", fingerprint(token))
  ).executeTakeFirst();
  return row && { invitation: invitationOf(row), isMailed };
}
