import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { type Email, emailOf, type ListEmailsInput, listEmailsInput } from "./schema";

const customerMails = ({ trx, business }: TenantContext) =>
  trx
    .selectFrom("mails")
    .where("mails.business_id", "=", business.id)
    .where("mails.is_for_customer", "=", true);

const withContent = (mails: ReturnType<typeof customerMails>) =>
  mails
    .leftJoin("messages", (join) =>
      join.onRef("messages.mail_id", "=", "mails.id").onRef("messages.business_id", "=", "mails.business_id"),
    )
    .selectAll("mails")
    .select("messages.content");

/** One e-mail to a customer of the business at hand. @throws DomainError not_found. */
export async function loadEmail(ctx: TenantContext, id: string): Promise<Email> {
  const row = await withContent(customerMails(ctx).where("mails.id", "=", id)).executeTakeFirst();
  if (!row) throw notFound("message");
  return emailOf(row);
}

/**
 * E-mails to customers, newest first: what people and programs wrote, and what was sent about appointments. Notices to
 * the owner and account mails are none of them.
 * @throws DomainError forbidden.
 */
export async function listEmails(ctx: Context, input: ListEmailsInput): Promise<Page<Email>> {
  authorize(ctx, "call:read");
  const { page, limit, leadId, status } = parseInput(listEmailsInput, input);
  if (status?.length === 0) return { items: [], total: 0, page, limit };
  return inTenant(ctx, async (ctx) => {
    let mails = customerMails(ctx);
    if (leadId !== undefined) mails = mails.where("mails.lead_id", "=", leadId);
    if (status) mails = mails.where("mails.status", "in", status);
    const { total } = await mails
      .select((eb) => eb.fn.countAll<string>().as("total"))
      .executeTakeFirstOrThrow();
    const rows = await withContent(mails)
      .orderBy("mails.created_at", "desc")
      .orderBy("mails.id", "desc")
      .limit(limit)
      .offset(offsetOf({ page, limit }))
      .execute();
    return { items: rows.map(emailOf), total: Number(total), page, limit };
  });
}
