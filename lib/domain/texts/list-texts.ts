import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { type ListTextsInput, listTextsInput, type TextMessage, textOf } from "./schema";

const selectTexts = ({ trx, business }: TenantContext) =>
  trx
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .where("messages.business_id", "=", business.id)
    .where("messages.phone", "is not", null);

/** One text message of the business at hand. @throws DomainError not_found. */
export async function loadText(ctx: TenantContext, id: string): Promise<TextMessage> {
  const row = await selectTexts(ctx)
    .selectAll("messages")
    .select("conversations.lead_id")
    .where("messages.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("message");
  return textOf(row);
}

/** Text messages both ways, newest first. @throws DomainError forbidden. */
export async function listTexts(ctx: Context, input: ListTextsInput): Promise<Page<TextMessage>> {
  authorize(ctx, "call:read");
  const { page, limit, leadId, status } = parseInput(listTextsInput, input);
  return inTenant(ctx, async (ctx) => {
    let texts = selectTexts(ctx);
    if (leadId !== undefined) texts = texts.where("conversations.lead_id", "=", leadId);
    if (status) texts = texts.where("messages.delivery_status", "in", status);
    const { total } = await texts
      .select((eb) => eb.fn.countAll<string>().as("total"))
      .executeTakeFirstOrThrow();
    const rows = await texts
      .selectAll("messages")
      .select("conversations.lead_id")
      .orderBy("messages.sent_at", "desc")
      .orderBy("messages.id", "desc")
      .limit(limit)
      .offset(offsetOf({ page, limit }))
      .execute();
    return { items: rows.map(textOf), total: Number(total), page, limit };
  });
}
