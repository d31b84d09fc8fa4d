import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { conversationsOfLead } from "@/lib/domain/conversations";
import { notFound } from "@/lib/domain/errors";
import { countOf, countUpTo, hasOneOf, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { type ListTextsInput, listTextsInput, type TextMessage, textOf } from "./schema";

/** One text message of the business at hand. @throws DomainError not_found. */
export async function loadText({ trx, business }: TenantContext, id: string): Promise<TextMessage> {
  const row = await trx
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .selectAll("messages")
    .select("conversations.lead_id")
    .where("messages.business_id", "=", business.id)
    .where("messages.phone", "is not", null)
    .where("messages.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("message");
  return textOf(row);
}

function pageOf(ctx: TenantContext, query: z.output<typeof listTextsInput>) {
  const { leadId, status } = query;
  let ids = ctx.trx
    .selectFrom("messages")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("phone", "is not", null)
    .where(hasOneOf("delivery_status", status));
  if (leadId !== undefined) ids = ids.where("conversation_id", "in", conversationsOfLead(ctx, leadId));
  const total = leadId === undefined ? countOf(ctx, "texts", { status }) : countUpTo(query, ids);
  return { places: placesOf(query, ids.orderBy("sent_at", "desc").orderBy("id", "desc"), total), total };
}

/** Text messages both ways, newest first. @throws DomainError forbidden. */
export async function listTexts(ctx: Context, input: ListTextsInput): Promise<Page<TextMessage>> {
  authorize(ctx, "call:read");
  const query = parseInput(listTextsInput, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, query);
    const rows = ctx.trx
      .selectFrom(places.as("place"))
      .innerJoin("messages", "messages.id", "place.id")
      .innerJoin("conversations", "conversations.id", "messages.conversation_id")
      .selectAll("messages")
      .select(["conversations.lead_id", "place.total"])
      .where("messages.business_id", "=", ctx.business.id)
      .orderBy("messages.sent_at", "desc")
      .orderBy("messages.id", "desc");
    return readPage(ctx, query, { rows, total }, textOf);
  });
}
