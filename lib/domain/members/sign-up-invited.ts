import { type NewPerson, registerPerson, type User } from "@/lib/domain/access";
import { asSystem, audit, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { join } from "./answer-invitation";
import { invitationByToken, invitationOf, openInvitations } from "./invitation-row";
import { MOST_ROWS } from "./schema";

const over = () =>
  new DomainError("not_found", "This invitation is no longer good. Ask for a new one.", {
    subject: "invitation",
  });

/** Has a new person, whose address is proven, join wherever else that address is invited to. */
async function joinOthers(system: SystemContext, user: User): Promise<void> {
  const others = await openInvitations(system.trx, system.clock.now())
    .where("invitations.email", "=", user.email)
    .orderBy("invitations.created_at")
    .limit(MOST_ROWS)
    .forUpdate("invitations")
    .execute();
  const person = { id: user.id, email: user.email, email_verified_at: user.emailVerifiedAt };
  for (const row of others) await join(system, person, { invitation: invitationOf(row), isMailed: false });
}

/**
 * Registers somebody who was invited, whether or not registration is open: they join that business and get none of their
 * own. Their address is the invited one; the mailed link proves it, else a code is mailed.
 * @param options.joinsAll the mailed link, as it proves the address, also joins the other businesses that invite it.
 * @param given the token of the link. An e-mail address, where one is given, must be the invited one.
 * @throws DomainError validation_failed, not_found for a token that is over, forbidden for another address,
 * already_exists for an address or a user name that is taken.
 */
export async function signUpInvited(
  ctx: Context,
  { token, ...person }: Omit<NewPerson, "email"> & { email?: string; token: string },
  { joinsAll = false }: { joinsAll?: boolean } = {},
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
    { isEmailProven: known.isMailed, isInvited: true },
    async (system, user) => {
      // Hashing took a while: it may be over by now.
      const found = await invitationByToken(system.trx, token, system.clock.now());
      if (!found) throw over();
      const { businessId } = found.invitation;
      await audit(forBusiness(system, businessId), "user.sign_up", user.id, { email });
      await join(system, { id: user.id, email, email_verified_at: user.emailVerifiedAt }, found);
      if (joinsAll && found.isMailed) await joinOthers(system, user);
      // Of several, this is where they came to work.
      await system.trx
        .updateTable("members")
        .set({ last_used_at: system.clock.now() })
        .where("business_id", "=", businessId)
        .where("user_id", "=", user.id)
        .execute();
      return { user, businessId };
    },
  );
}
