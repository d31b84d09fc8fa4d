import { type NewPerson, registerPerson, type User } from "@/lib/domain/access";
import { asSystem, audit, type Context, forBusiness } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { join } from "./answer-invitation";
import { invitationByToken } from "./invitation-row";

const over = () =>
  new DomainError("not_found", "This invitation is no longer good. Ask for a new one.", {
    subject: "invitation",
  });

/**
 * Registers somebody who was invited: they join that business and get none of their own. Their address is the invited
 * one; the mailed link proves it, else a code is mailed.
 * @param given the token of the link. An e-mail address, where one is given, must be the invited one.
 * @throws DomainError validation_failed, not_found for a token that is over, forbidden for another address,
 * already_exists for an address or a user name that is taken.
 */
export async function signUpInvited(
  ctx: Context,
  { token, ...person }: Omit<NewPerson, "email"> & { email?: string; token: string },
): Promise<{ user: User; businessId: string }> {
  const find = () =>
    asSystem(ctx, "an invitation by its link", ({ trx, clock }) =>
      invitationByToken(trx, token, clock.now()),
    );
  const known = await find();
  if (!known) throw over();
  const { email } = known.invitation;
  if (person.email !== undefined && person.email.trim().toLowerCase() !== email)
    throw new DomainError("forbidden", `This invitation is for ${email}. Sign up with that address.`);
  return registerPerson(
    ctx,
    { ...person, email },
    { isEmailProven: known.isMailed },
    async (system, user) => {
      // Hashing took a while: it may be over by now.
      const found = await invitationByToken(system.trx, token, system.clock.now());
      if (!found) throw over();
      const { businessId } = found.invitation;
      await audit(forBusiness(system, businessId), "user.sign_up", user.id, { email });
      await join(system, { id: user.id, email, email_verified_at: user.emailVerifiedAt }, found);
      return { user, businessId };
    },
  );
}
