import { authorize, type Context, inTenant } from "@/lib/domain/context";

/** A mail as it was sent, or waits to be. */
export interface MailRecord {
  id: string;
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachmentNames: string[];
  status: "queued" | "sent" | "failed";
  /** `mailbox`: it was kept here because no mail server is set up. */
  transport: "smtp" | "mailbox" | null;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

const namesOf = (attachments: unknown): string[] =>
  Array.isArray(attachments)
    ? attachments.flatMap((item: unknown) =>
        typeof item === "object" && item !== null && "filename" in item ? [String(item.filename)] : [],
      )
    : [];

/** The newest mails of the business, from `since` on. Those who may change the business see them. */
export async function listMails(
  ctx: Context,
  { since, limit = 100 }: { since?: Date; limit?: number } = {},
): Promise<MailRecord[]> {
  authorize(ctx, "business:write");
  return inTenant(ctx, async ({ trx, business }) => {
    let mails = trx.selectFrom("mails").selectAll().where("business_id", "=", business.id);
    if (since) mails = mails.where("created_at", ">=", since);
    const rows = await mails.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      to: row.to_address,
      subject: row.subject,
      text: row.text_body,
      html: row.html_body,
      attachmentNames: namesOf(row.attachments),
      status: row.status === "sent" || row.status === "failed" ? row.status : "queued",
      transport: row.transport === "smtp" || row.transport === "mailbox" ? row.transport : null,
      error: row.error,
      createdAt: row.created_at,
      sentAt: row.sent_at,
    }));
  });
}
