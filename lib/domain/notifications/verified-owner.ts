import type { TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { connectedAccount } from "@/lib/domain/integrations";

/**
 * Anybody can register with an invented address and write to strangers in any name. So nothing that was written leaves
 * for a business by our mail server before its owner has shown that an address is theirs. In the local mailbox nothing
 * leaves at all.
 * @returns why nothing can be sent by our mail server; null where it can.
 */
export async function unverifiedOwner(ctx: TenantContext): Promise<DomainError | null> {
  const { trx, business, ports } = ctx;
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

/** The same of mail to customers: who writes by a mail server of their own, from their own address, needs no leave of ours. */
export async function unverifiedRefusal(ctx: TenantContext): Promise<DomainError | null> {
  const refusal = await unverifiedOwner(ctx);
  return refusal && (await connectedAccount(ctx, "email")) ? null : refusal;
}
