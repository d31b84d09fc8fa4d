import type { Trx } from "@/lib/db/tenant";
import type { Context } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { mailboxKey } from "@/lib/domain/mailbox-key";
import type { MailMessage } from "@/lib/domain/ports";

export interface NewMail {
  /** A second mail with the same key is dropped. */
  dedupeKey: string;
  /** What the mail is, in a word or two: `email_verification`, `call_summary`, … */
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments?: MailMessage["attachments"];
  /** Of a mail to a customer of the business. */
  customer?: {
    leadId: string | null;
    fromName: string;
    replyTo: string | null;
    /** Null: it is sent whether or not they want e-mails, as a confirmation is. */
    optOutUrl: string | null;
  };
}

/**
 * Writes a mail into the caller's transaction, in the business at hand or in none.
 * @param releaseAt until when it is held; null for one that is to be sent.
 * @returns the mail's id, or null when one with this key was there already.
 */
export async function insertMail(
  ctx: Context & { trx: Trx },
  mail: NewMail,
  releaseAt: Date | null,
): Promise<string | null> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .insertInto("mails")
    .values({
      id: newId(now),
      business_id: ctx.business?.id ?? null,
      dedupe_key: mail.dedupeKey,
      kind: mail.kind,
      to_address: mail.to,
      subject: mail.subject.replace(/\s+/g, " ").trim(),
      text_body: mail.text,
      html_body: mail.html,
      attachments: JSON.stringify(mail.attachments ?? []),
      is_for_customer: mail.customer !== undefined,
      mailbox: mail.customer ? mailboxKey(mail.to) : null,
      lead_id: mail.customer?.leadId ?? null,
      from_name: mail.customer?.fromName ?? null,
      reply_to: mail.customer?.replyTo ?? null,
      opt_out_url: mail.customer?.optOutUrl ?? null,
      status: releaseAt === null ? "queued" : "held",
      release_at: releaseAt,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("dedupe_key").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Writes a mail and the job that sends it into the caller's transaction, in the business at hand or in none.
 * @returns the mail's id, or null when one with this key was there already.
 */
export async function queueMail(ctx: Context & { trx: Trx }, mail: NewMail): Promise<string | null> {
  const id = await insertMail(ctx, mail, null);
  if (id === null) return null;
  await enqueue(ctx, { kind: "mail.send", payload: { mailId: id }, dedupeKey: `mail.send:${id}` });
  return id;
}
