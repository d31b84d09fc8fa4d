import type { TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

/**
 * Anybody can register with an invented address and write to strangers in any name. So nothing that was written leaves
 * for a business before its owner has shown that an address is theirs; in the local mailbox nothing leaves at all.
 * @returns why nothing can be sent; null where it can.
 */
export async function unverifiedRefusal({
  trx,
  business,
  ports,
}: TenantContext): Promise<DomainError | null> {
  if (ports.mail.transport !== "smtp") return null;
  const verified = await trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select("users.id")
    .where("members.business_id", "=", business.id)
    .where("members.role", "=", "owner")
    .where("users.email_verified_at", "is not", null)
    .executeTakeFirst();
  if (verified) return null;
  return new DomainError(
    "forbidden",
    "Verify your e-mail address first: the owner of this business signs in, chooses “Confirm it” on the home page and enters the code that is mailed to them.",
  );
}
