import { sql } from "kysely";
import { getBusiness } from "@/lib/domain/businesses";
import { findOrCreateContact } from "@/lib/domain/contacts";
import type { TenantContext } from "@/lib/domain/context";
import { appendMessage, threadWith } from "@/lib/domain/conversations";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { takeMessageOfPlan } from "@/lib/domain/limits";
import {
  composeMail,
  fromBusiness,
  isMailOptedOut,
  optOutLinks,
  queueMail,
  signature,
  unverifiedRefusal,
} from "@/lib/domain/notifications";
import type { MailMessage } from "@/lib/domain/ports";
import { tooOften } from "@/lib/domain/too-often";
import type { EmailKind } from "./schema";

/** A business is no mailing service: what is written by hand or by a program is bounded, confirmations are not. */
const MOST_A_DAY = 500;
const MOST_TO_ONE_A_DAY = 20;
const DAY_MILLISECONDS = 86_400_000;

/** Lets one after the other write e-mails of a business, so that the bounds hold and a customer has one thread. */
const takeTurns = async ({ trx, business }: TenantContext): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`emails ${business.id}`}, 0))`.execute(trx);
};

/** @throws DomainError rate_limited where so many went out within a day, to this address unless `to` is null. */
async function requireFewer(
  ctx: TenantContext,
  most: number,
  to: string | null,
  what: string,
): Promise<void> {
  const { trx, business, clock } = ctx;
  let query = trx
    .selectFrom("mails")
    .select("created_at")
    .where("business_id", "=", business.id)
    .where("is_for_customer", "=", true)
    .where("opt_out_url", "is not", null)
    .where("created_at", ">", new Date(clock.now().getTime() - DAY_MILLISECONDS));
  if (to !== null) query = query.where("to_address", "=", to);
  const oldest = await query
    .orderBy("created_at", "desc")
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    throw tooOften(
      clock,
      oldest.created_at,
      DAY_MILLISECONDS,
      (wait) => `${what} within a day. Try again in ${wait}.`,
    );
}

async function requireWithinBounds(ctx: TenantContext, to: string): Promise<void> {
  await requireFewer(ctx, MOST_TO_ONE_A_DAY, to, `${MOST_TO_ONE_A_DAY} e-mails went to this address`);
  await requireFewer(ctx, MOST_A_DAY, null, `This business sent ${MOST_A_DAY} e-mails`);
}

/** @throws DomainError validation_failed on `to` for whoever asked for no more e-mails. */
async function refuseOptedOut({ trx, business }: TenantContext, to: string): Promise<void> {
  if (!(await isMailOptedOut(trx, business.id, to))) return;
  throw invalid(
    "to",
    "Whoever has this address asked for no more e-mails. They can undo it with the link in any of them.",
  );
}

export interface NewEmail {
  to: string;
  /** Whose thread it belongs to; the contact with that address where it is null. */
  contactId: string | null;
  leadId: string | null;
  kind: EmailKind;
  subject: string;
  content: string;
  attachments?: MailMessage["attachments"];
}

/**
 * Writes an e-mail into the customer's thread, and the mail that carries it, into the caller's transaction.
 * @returns the ids of the mail and of the message.
 * @throws DomainError forbidden while the owner is not verified and a mail server is set up, validation_failed for an
 * address that opted out, rate_limited, quota_exceeded where the plan's messages are all sent.
 */
export async function writeEmail(
  ctx: TenantContext,
  email: NewEmail,
): Promise<{ mailId: string; messageId: string }> {
  const { to, leadId, content } = email;
  const refusal = await unverifiedRefusal(ctx);
  if (refusal) throw refusal;
  await takeTurns(ctx);
  await refuseOptedOut(ctx, to);
  await requireWithinBounds(ctx, to);
  await takeMessageOfPlan(ctx);
  const business = await getBusiness(ctx);
  const links = optOutLinks(business.id, to);
  const mailId = await queueMail(ctx, {
    dedupeKey: `email:${newId(ctx.clock.now())}`,
    kind: email.kind,
    to,
    subject: email.subject,
    ...composeMail({
      heading: "",
      paragraphs: [content],
      footer: signature(business),
      optOutUrl: links.page,
    }),
    attachments: email.attachments ?? [],
    customer: { ...(await fromBusiness(ctx, business)), leadId, optOutUrl: links.oneClick },
  });
  if (mailId === null) throw new Error("An e-mail's key was there already");
  const contactId = email.contactId ?? (await findOrCreateContact(ctx, { email: to })).id;
  const conversationId = await threadWith(ctx, { channel: "email", contactId, agentId: null, leadId });
  const message = await appendMessage(ctx, { conversationId, sender: "human", content, mailId });
  return { mailId, messageId: message.id };
}
