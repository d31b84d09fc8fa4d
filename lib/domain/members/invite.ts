import {
  asSystem,
  audit,
  authorize,
  type Context,
  forBusiness,
  inTenant,
  type TenantContext,
} from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { isId, newId } from "@/lib/domain/ids";
import { requireRoomFor } from "@/lib/domain/limits";
import { queueMail, unverifiedOwner } from "@/lib/domain/notifications";
import { parseInput } from "@/lib/domain/parse";
import { fingerprint, randomText } from "@/lib/domain/secret-text";
import { tooOften } from "@/lib/domain/too-often";
import { invitationMail } from "./invitation-mail";
import { invitationOf, mailedToken, openInvitations } from "./invitation-row";
import { type Invitation, MOST_ROWS, type NewInvitation, newInvitation } from "./schema";

const LIFETIME_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;
/** Strangers are written to, in the name of whoever invites: neither a business nor a person is a mailing service. */
const MOST_A_DAY = 50;

/** @throws DomainError forbidden, rate_limited. */
async function requireLeave(ctx: TenantContext): Promise<void> {
  const { trx, business, clock, actor } = ctx;
  const refusal = await unverifiedOwner(ctx);
  if (refusal) throw refusal;
  const inviter = actor.kind === "user" ? actor.userId : null;
  // One after the other, so that the count holds; of a person over all their businesses.
  await trx.selectFrom("businesses").select("id").where("id", "=", business.id).forNoKeyUpdate().execute();
  if (inviter)
    await trx.selectFrom("users").select("id").where("id", "=", inviter).forNoKeyUpdate().execute();
  const oldest = await trx
    .selectFrom("invitations")
    .select("created_at")
    .where((eb) => eb.or([eb("business_id", "=", business.id), eb("invited_by", "=", inviter)]))
    .where("created_at", ">", new Date(clock.now().getTime() - DAY_MILLISECONDS))
    .orderBy("created_at", "desc")
    .offset(MOST_A_DAY - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    throw tooOften(
      clock,
      oldest.created_at,
      DAY_MILLISECONDS,
      (wait) => `${MOST_A_DAY} invitations were sent within a day. Try again in ${wait}.`,
    );
}

async function requireNoMember({ trx, business }: TenantContext, email: string): Promise<void> {
  const known = await trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select("members.id")
    .where("members.business_id", "=", business.id)
    .where("users.email", "=", email)
    .executeTakeFirst();
  if (!known) return;
  throw new DomainError("already_exists", "Whoever has this address works here already.", {
    subject: "member",
    fields: { email: ["Works here already."] },
  });
}

const loadOpen = async (ctx: TenantContext, id: string): Promise<Invitation> => {
  const row = await openInvitations(ctx.trx, ctx.clock.now())
    .where("invitations.business_id", "=", ctx.business.id)
    .where("invitations.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("invitation");
  return invitationOf(row);
};

/** Ends an open invitation of the business. @returns whether there was one. */
async function end(
  { trx, business, clock }: TenantContext,
  which: { column: "id" | "email"; value: string },
  reason: "cancelled" | "replaced",
): Promise<boolean> {
  const ended = await trx
    .updateTable("invitations")
    .set({ ended_at: clock.now(), end_reason: reason })
    .where("business_id", "=", business.id)
    .where(which.column, "=", which.value)
    .where("ended_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return ended !== undefined;
}

/**
 * Invites somebody by e-mail; a mail with a link goes out. An open invitation to the same address is replaced. It is open
 * for seven days.
 * @returns the invitation, and the token of a link that may be handed over otherwise; it is told once.
 * @throws DomainError forbidden (also while the owner is not verified and a mail server is set up), validation_failed, already_exists for a member, rate_limited,
 * quota_exceeded for one more person than the plan has.
 */
export async function inviteMember(
  ctx: Context,
  input: NewInvitation,
): Promise<{ invitation: Invitation; token: string }> {
  authorize(ctx, "member:write");
  const { email, role } = parseInput(newInvitation, input);
  if (role === "owner")
    throw new DomainError("forbidden", "A business has one owner, whose role is neither taken nor given.");
  const { business, actor } = ctx;
  if (!business) throw new DomainError("forbidden", "This credential belongs to no business.");
  // The mail is of no business, as a link into an account is: no other member may read it.
  return asSystem(ctx, "an invitation is mailed", async (system) => {
    const ctx = { ...forBusiness(system, business.id), actor };
    await requireLeave(ctx);
    await requireNoMember(ctx, email);
    await end(ctx, { column: "email", value: email }, "replaced");
    await requireRoomFor(ctx, "seats");
    const now = ctx.clock.now();
    const [id, token] = [newId(now), randomText()];
    await ctx.trx
      .insertInto("invitations")
      .values({
        id,
        business_id: ctx.business.id,
        email,
        role,
        token_hash: fingerprint(token),
        invited_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        expires_at: new Date(now.getTime() + LIFETIME_DAYS * DAY_MILLISECONDS),
        created_at: now,
      })
      .execute();
    const invitation = await loadOpen(ctx, id);
    await queueMail(
      { ...system, business: null },
      {
        dedupeKey: `invitation:${id}`,
        kind: "invitation",
        to: email,
        ...invitationMail(invitation, mailedToken(id)),
      },
    );
    await audit(ctx, "member.invite", id, { email, role });
    announce(ctx, "member");
    return { invitation, token };
  });
}

/** The open invitations of the business, newest first. @throws DomainError forbidden. */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  authorize(ctx, "member:write");
  return inTenant(ctx, async ({ trx, business, clock }) => {
    const rows = await openInvitations(trx, clock.now())
      .where("invitations.business_id", "=", business.id)
      .orderBy("invitations.created_at", "desc")
      .orderBy("invitations.id", "desc")
      .limit(MOST_ROWS)
      .execute();
    return rows.map(invitationOf);
  });
}

/** Takes an open invitation back. @throws DomainError forbidden, not_found. */
export async function cancelInvitation(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "member:write");
  await inTenant(ctx, async (ctx) => {
    if (!isId(id) || !(await end(ctx, { column: "id", value: id }, "cancelled")))
      throw notFound("invitation");
    await audit(ctx, "member.cancel_invitation", id);
    announce(ctx, "member");
  });
}
