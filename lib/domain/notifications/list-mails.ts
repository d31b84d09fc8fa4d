import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { wordOf } from "@/lib/domain/parse";
import { bodyForBusiness } from "./own-link";

const STATUSES = ["queued", "sent", "failed", "held", "digested"] as const;

/** A mail as it was sent, or waits to be. */
export interface MailRecord {
  id: string;
  kind: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachmentNames: string[];
  /** `held`: the owner's quiet hours are not over; `digested`: told in the one mail after them. */
  status: (typeof STATUSES)[number];
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

/**
 * Mails of the business, newest first, from `since` on and older than the mail `before`. Those who may change the
 * business see them. Account mails belong to no business and are in no list.
 * @throws DomainError forbidden.
 */
export async function listMails(
  ctx: Context,
  { since, before, limit = 100 }: { since?: Date; before?: string | undefined; limit?: number } = {},
): Promise<MailRecord[]> {
  authorize(ctx, "business:write");
  return inTenant(ctx, async ({ trx, business, ports }) => {
    let mails = trx.selectFrom("mails").selectAll().where("business_id", "=", business.id);
    if (since) mails = mails.where("created_at", ">=", since);
    // Ids are made from the time of the mail, so they have its order.
    if (before) mails = mails.where("id", "<", before);
    const rows = await mails.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      to: row.to_address,
      subject: row.subject,
      // Until it is settled, it will go as mails go here.
      ...bodyForBusiness(row, row.transport ?? ports.mail.transport),
      attachmentNames: namesOf(row.attachments),
      status: wordOf(STATUSES, row.status),
      transport: row.transport === "smtp" || row.transport === "mailbox" ? row.transport : null,
      error: row.error,
      createdAt: row.created_at,
      sentAt: row.sent_at,
    }));
  });
}
