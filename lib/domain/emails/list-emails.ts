import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { countOf, countUpTo, hasOneOf, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
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

function pageOf(ctx: TenantContext, query: ListEmailsInput) {
  const { leadId, status } = query;
  let ids = customerMails(ctx).select("mails.id").where(hasOneOf("mails.status", status));
  if (leadId !== undefined) ids = ids.where("mails.lead_id", "=", leadId);
  const total = leadId === undefined ? countOf(ctx, "emails", { status }) : countUpTo(query, ids);
  return {
    places: placesOf(query, ids.orderBy("mails.created_at", "desc").orderBy("mails.id", "desc"), total),
    total,
  };
}

/**
 * E-mails to customers, newest first: what people and programs wrote, and what was sent about appointments. Notices to
 * the owner and account mails are none of them.
 * @throws DomainError forbidden.
 */
export async function listEmails(ctx: Context, input: ListEmailsInput): Promise<Page<Email>> {
  authorize(ctx, "call:read");
  const query = parseInput(listEmailsInput, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, query);
    const rows = withContent(customerMails(ctx))
      .innerJoin(places.as("place"), "place.id", "mails.id")
      .select("place.total")
      .orderBy("mails.created_at", "desc")
      .orderBy("mails.id", "desc");
    return readPage(ctx, query, { rows, total }, emailOf);
  });
}
