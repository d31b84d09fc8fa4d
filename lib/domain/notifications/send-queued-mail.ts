import type { Selectable } from "kysely";
import { z } from "zod";
import type { Mails } from "@/lib/db/types";
import { asSystem, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { announce, enqueue } from "@/lib/domain/events";
import type { Attempt } from "@/lib/domain/jobs";
import { type MailMessage, type MailPort, VendorError } from "@/lib/domain/ports";
import { appUrl } from "@/lib/env";
import { isMailOptedOut } from "./mail-opt-outs";
import { accountProblem, type MailRoute, mailRouteOf } from "./mail-route";

type MailRow = Selectable<Mails>;
type Outcome = { status: "queued" | "sent" | "failed"; error: string | null };

/** Longer than a mail server can take over one mail: whoever had it by then was cut off. */
const SENDING_MILLISECONDS = 300_000;

const attachments = z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }));

const mailMessageOf = (mail: MailRow): MailMessage => ({
  to: mail.to_address,
  subject: mail.subject,
  text: mail.text_body,
  html: mail.html_body,
  messageId: `${mail.id}@${new URL(appUrl()).hostname}`,
  attachments: attachments.parse(mail.attachments),
  isAccountMail: mail.business_id === null,
  fromName: mail.from_name,
  replyTo: mail.reply_to,
  optOutUrl: mail.opt_out_url,
});

interface Taken {
  mail: MailRow;
  route: MailRoute;
}

/** What is written stands only as long as the mail is on its way. */
async function write(
  ctx: SystemContext,
  mail: MailRow,
  outcome: Outcome,
  transport: MailPort["transport"],
): Promise<void> {
  const isSent = outcome.status === "sent";
  await ctx.trx
    .updateTable("mails")
    .set({
      ...outcome,
      transport,
      sent_at: isSent ? ctx.clock.now() : null,
      sending_since: null,
    })
    .where("id", "=", mail.id)
    .where("status", "=", "queued")
    .execute();
  if (mail.business_id && mail.is_for_customer) announce(forBusiness(ctx, mail.business_id), "message");
}

/** Takes a queued mail to be sent; null where it is settled, or must wait. */
function take(ctx: Context, mailId: string): Promise<Taken | null> {
  return asSystem(ctx, "send a mail", async (system) => {
    const mail = await system.trx
      .selectFrom("mails")
      .selectAll()
      .where("id", "=", mailId)
      .where("status", "=", "queued")
      .forUpdate()
      .executeTakeFirst();
    if (!mail) return null;
    const now = system.clock.now();
    const freeAt = new Date((mail.sending_since?.getTime() ?? 0) + SENDING_MILLISECONDS);
    if (freeAt > now) {
      // Another worker has it, or had it and was cut off, which nobody can tell before.
      await enqueue(
        mail.business_id ? forBusiness(system, mail.business_id) : { ...system, business: null },
        {
          kind: "mail.send",
          payload: { mailId },
          dedupeKey: `mail.send:${mailId}:${freeAt.toISOString()}`,
          runAt: freeAt,
        },
      );
      return null;
    }
    if (
      mail.opt_out_url !== null &&
      mail.business_id !== null &&
      (await isMailOptedOut(system.trx, mail.business_id, mail.to_address))
    ) {
      const error = "Whoever has this address asked for no more e-mails.";
      await write(system, mail, { status: "failed", error }, system.ports.mail.transport);
      return null;
    }
    const route = await mailRouteOf(system, mail);
    if ("refusal" in route) {
      const outcome = { status: "failed" as const, error: route.refusal };
      await write(system, mail, outcome, system.ports.mail.transport);
      return null;
    }
    await system.trx
      .updateTable("mails")
      .set({ sending_since: now, transport: route.port.transport })
      .where("id", "=", mail.id)
      .execute();
    return { mail, route };
  });
}

/**
 * Job `mail.send`: hands a queued mail to the mail server that carries it. What is settled, or under way in another
 * worker, is left; one whose worker was cut off goes out again, under the same Message-ID, as SMTP prefers a second copy
 * to none (RFC 1047). It stays queued while it is tried, and fails with the reason once refused for good or out of
 * attempts. Where the business's own server refuses the account, the next attempt is the installation's.
 * @throws VendorError, retryable, when the server is out of reach or the next one has to try.
 */
export async function sendQueuedMail(
  ctx: Context,
  { mailId }: { mailId: string },
  attempt: Attempt = { isLast: false },
): Promise<void> {
  const taken = await take(ctx, mailId);
  if (!taken) return;
  const { mail, route } = taken;
  const settle = (outcome: Outcome) =>
    asSystem(ctx, "store how a mail went", (system) => write(system, mail, outcome, route.port.transport));
  try {
    await route.port.send(mailMessageOf(mail));
  } catch (thrown) {
    const error = await afterRefusal(ctx, route, thrown);
    const isFinal = error instanceof VendorError && !error.isRetryable;
    await settle({
      status: isFinal || attempt.isLast ? "failed" : "queued",
      // What a vendor's error says is worded for the business; any other may name what is only ours to know.
      error: error instanceof VendorError ? error.message : "It could not be sent.",
    });
    // What is thrown, the job's log tells.
    if (isFinal) {
      ctx.log.warn({ mailId, err: error }, "a mail was refused");
      return;
    }
    throw error;
  }
  await settle({ status: "sent", error: null });
}

/** What a failure comes to: a refusal of the account is none of the mail where another server can carry it. */
async function afterRefusal(ctx: Context, route: MailRoute, error: unknown): Promise<unknown> {
  if (!(error instanceof VendorError) || error.isRetryable) return error;
  const problem = await accountProblem(ctx, route);
  if (problem === null) return error;
  // A mailbox would keep it and call it sent.
  const isRetryable = ctx.ports.mail.transport === "smtp";
  return new VendorError(error.vendor, problem, { isRetryable, cause: error });
}
