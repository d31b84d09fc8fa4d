import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { conversationsOfLead } from "@/lib/domain/conversations";
import { countOf, countUpTo, hasOneOf, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { escapeLike } from "@/lib/domain/search";
import { callOf, callRows, withColumns } from "./call-rows";
import { type Call, type ListCallsInput, listCallsInput } from "./schema";

/** Names and summaries stand in other tables, without an index of their parts: the newest calls are looked through. */
const MOST_SEARCHED = 10_000;

const callsOf = ({ trx, business }: TenantContext) =>
  trx.selectFrom("calls").select("calls.id").where("calls.business_id", "=", business.id);

function found(ctx: TenantContext, search: string) {
  const pattern = `%${escapeLike(search)}%`;
  const digits = search.replace(/[^\d]/g, "");
  const newest = callsOf(ctx).orderBy("started_at", "desc").orderBy("id", "desc").limit(MOST_SEARCHED);
  return callRows(ctx.trx, ctx.business.id)
    .select("calls.id")
    .where("calls.id", "in", newest)
    .where((eb) =>
      eb.or([
        eb("contacts.name", "ilike", pattern),
        eb("calls.caller_name", "ilike", pattern),
        eb("conversations.summary", "ilike", pattern),
        ...(digits.length >= 3 ? [eb("calls.from_number", "like", `%${digits}%`)] : []),
      ]),
    );
}

function pageOf(ctx: TenantContext, filter: ListCallsInput) {
  const { status, from, to, leadId, search } = filter;
  let ids = callsOf(ctx).where(hasOneOf("status", status));
  if (from) ids = ids.where("started_at", ">=", from);
  if (to) ids = ids.where("started_at", "<", to);
  if (search) ids = ids.where("calls.id", "in", found(ctx, search));
  if (leadId !== undefined) ids = ids.where("conversation_id", "in", conversationsOfLead(ctx, leadId));
  const isByWordsAlone = !(from || to || search || leadId !== undefined);
  const total = isByWordsAlone ? countOf(ctx, "calls", { status }) : countUpTo(filter, ids);
  return { places: placesOf(filter, ids.orderBy("started_at", "desc").orderBy("id", "desc"), total), total };
}

/**
 * The calls of the business, newest first.
 * @param input `search` looks into name, number and summary of the newest 10,000.
 * @throws DomainError forbidden, validation_failed.
 */
export async function listCalls(ctx: Context, input: ListCallsInput): Promise<Page<Call>> {
  authorize(ctx, "call:read");
  const filter = parseInput(listCallsInput, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, filter);
    const rows = withColumns(callRows(ctx.trx, ctx.business.id))
      .innerJoin(places.as("place"), "place.id", "calls.id")
      .select("place.total")
      .orderBy("calls.started_at", "desc")
      .orderBy("calls.id", "desc");
    return readPage(ctx, filter, { rows, total }, callOf);
  });
}
