import { z } from "zod";
import { asSystem, type Context } from "@/lib/domain/context";
import { VendorError } from "@/lib/domain/ports";
import { appUrl } from "@/lib/env";

const attachments = z.array(z.object({ filename: z.string(), contentType: z.string(), content: z.string() }));

/**
 * Job `mail.send`: sends a queued mail once. Its Message-ID stays the same over retries. What a mail server
 * refuses for good is recorded as failed and not tried again.
 * @throws VendorError, retryable, when the server is out of reach.
 */
export async function sendQueuedMail(ctx: Context, input: { mailId: string }): Promise<void> {
  const mail = await asSystem(ctx, "send a mail", ({ trx }) =>
    trx.selectFrom("mails").selectAll().where("id", "=", input.mailId).executeTakeFirst(),
  );
  if (!mail || mail.status === "sent") return;
  const settle = (outcome: { status: "sent" | "failed"; error: string | null }) =>
    asSystem(ctx, "store how a mail went", ({ trx, clock, ports }) =>
      trx
        .updateTable("mails")
        .set({
          ...outcome,
          transport: ports.mail.transport,
          sent_at: outcome.status === "sent" ? clock.now() : null,
        })
        .where("id", "=", mail.id)
        .execute(),
    );
  try {
    await ctx.ports.mail.send({
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text_body,
      html: mail.html_body,
      messageId: `${mail.id}@${new URL(appUrl()).hostname}`,
      attachments: attachments.parse(mail.attachments),
      isAccountMail: mail.business_id === null,
    });
  } catch (error) {
    await settle({ status: "failed", error: error instanceof Error ? error.message : String(error) });
    if (error instanceof VendorError && !error.isRetryable) return;
    throw error;
  }
  await settle({ status: "sent", error: null });
}
