import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { offsetOf, type Page, type PageInput } from "@/lib/domain/paging";

/** A mail as it was sent, or waits to be. */
export interface Mail {
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

/** The mails of the business, newest first. Those who may change the business see them. */
export async function listMails(ctx: Context, page: PageInput): Promise<Page<Mail>> {
  authorize(ctx, "business:write");
  return inTenant(ctx, async ({ trx, business }) => {
    const mails = trx.selectFrom("mails").where("business_id", "=", business.id);
    const { total } = await mails
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const rows = await mails
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(page.limit)
      .offset(offsetOf(page))
      .execute();
    const items = rows.map(
      (row): Mail => ({
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
      }),
    );
    return { items, total, page: page.page, limit: page.limit };
  });
}
