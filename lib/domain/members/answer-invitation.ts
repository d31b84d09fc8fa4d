import { signedInUser } from "@/lib/domain/access";
import { asSystem, audit, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { isId, newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { unverifiedAddress } from "@/lib/domain/verified-address";
import { invitationByToken, invitationOf, openInvitations } from "./invitation-row";
import { type Invitation, type InvitationAnswer, invitationAnswer, MOST_ROWS } from "./schema";

interface Person {
  id: string;
  email: string;
  email_verified_at: Date | null;
}

const loadPerson = ({ trx }: SystemContext, userId: string): Promise<Person> =>
  trx
    .selectFrom("users")
    .select(["id", "email", "email_verified_at"])
    .where("id", "=", userId)
    .forUpdate()
    .executeTakeFirstOrThrow();

/**
 * The open invitations to the signed-in person's address, newest first. None before it is verified: who invites an address
 * is nobody else's to know. @throws DomainError unauthenticated, forbidden for keys.
 */
export async function listMyInvitations(ctx: Context): Promise<Invitation[]> {
  const { userId } = signedInUser(ctx);
  return asSystem(ctx, "invitations to a person", async (system) => {
    const rows = await openInvitations(system.trx, system.clock.now())
      .innerJoin("users as invited", "invited.email", "invitations.email")
      .where("invited.id", "=", userId)
      .where("invited.email_verified_at", "is not", null)
      .orderBy("invitations.created_at", "desc")
      .limit(MOST_ROWS)
      .execute();
    return rows.map(invitationOf);
  });
}

/** What a link invites to; null where it is no longer good. Whoever has the link may ask. */
export const invitationAt = (ctx: Context, token: string): Promise<Invitation | null> =>
  asSystem(ctx, "an invitation by its link", async ({ trx, clock }) => {
    const found = await invitationByToken(trx, token, clock.now());
    return found?.invitation ?? null;
  });

const elsewhere = (email: string) =>
  new DomainError("forbidden", `This invitation is for ${email}. Sign in with that address to answer it.`);

/** An invitation that the person may answer. @throws DomainError not_found, forbidden. */
async function addressed(
  { trx, clock }: SystemContext,
  person: Person,
  answer: { id: string } | { token: string },
): Promise<{ invitation: Invitation; isMailed: boolean }> {
  if ("token" in answer) {
    const found = await invitationByToken(trx, answer.token, clock.now());
    if (!found) throw notFound("invitation");
    if (found.invitation.email !== person.email) throw elsewhere(found.invitation.email);
    return found;
  }
  const row = isId(answer.id)
    ? await openInvitations(trx, clock.now())
        .where("invitations.id", "=", answer.id)
        .where("invitations.email", "=", person.email)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("invitation");
  if (!person.email_verified_at) throw unverifiedAddress(", or use the link in the invitation's mail");
  return { invitation: invitationOf(row), isMailed: false };
}

/** Ends an invitation. @throws DomainError not_found where somebody else did meanwhile. */
async function end(
  { trx, clock }: SystemContext,
  id: string,
  outcome: { end_reason: "accepted" | "declined"; accepted_by?: string },
): Promise<void> {
  const ended = await trx
    .updateTable("invitations")
    .set({ ...outcome, ended_at: clock.now() })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!ended) throw notFound("invitation");
}

/**
 * Makes a person a member by an invitation, in the transaction at hand. Whoever works there already keeps their role.
 * The mailed link proves the address.
 */
export async function join(
  ctx: SystemContext,
  person: Person,
  { invitation, isMailed }: { invitation: Invitation; isMailed: boolean },
): Promise<void> {
  const now = ctx.clock.now();
  await end(ctx, invitation.id, { end_reason: "accepted", accepted_by: person.id });
  await ctx.trx
    .insertInto("members")
    .values({
      id: newId(now),
      business_id: invitation.businessId,
      user_id: person.id,
      role: invitation.role,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["business_id", "user_id"]).doNothing())
    .execute();
  if (isMailed && !person.email_verified_at)
    await ctx.trx
      .updateTable("users")
      .set({ email_verified_at: now, updated_at: now })
      .where("id", "=", person.id)
      .execute();
  const scoped = forBusiness(ctx, invitation.businessId);
  await audit(scoped, "member.join", invitation.id, { userId: person.id, role: invitation.role });
  announce({ ...scoped, trx: ctx.trx }, "member");
}

/**
 * The signed-in person joins a business. By id they must have verified their address; the link is for that address, too.
 * @returns the business's id.
 * @throws DomainError unauthenticated, forbidden (also as above), not_found for an invitation that is another's or over.
 */
export async function acceptInvitation(
  ctx: Context,
  input: InvitationAnswer,
): Promise<{ businessId: string }> {
  const { userId } = signedInUser(ctx);
  const answer = parseInput(invitationAnswer, input);
  return asSystem(ctx, "a person joins a business", async (system) => {
    const person = await loadPerson(system, userId);
    const found = await addressed(system, person, answer);
    await join({ ...system, actor: ctx.actor }, person, found);
    return { businessId: found.invitation.businessId };
  });
}

/** The signed-in person declines to join. @throws DomainError as `acceptInvitation`. */
export async function declineInvitation(ctx: Context, input: InvitationAnswer): Promise<void> {
  const { userId } = signedInUser(ctx);
  const answer = parseInput(invitationAnswer, input);
  await asSystem(ctx, "a person declines an invitation", async (system) => {
    const { invitation } = await addressed(system, await loadPerson(system, userId), answer);
    await end(system, invitation.id, { end_reason: "declined" });
    const scoped = { ...forBusiness(system, invitation.businessId), actor: ctx.actor };
    await audit(scoped, "member.decline", invitation.id);
    announce(scoped, "member");
  });
}
