import type { Selectable } from "kysely";
import { z } from "zod";
import type { Leads } from "@/lib/db/types";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { wordOf } from "@/lib/domain/parse";
import { LEAD_SOURCES, LEAD_STATUSES, type Lead, scoreReason, TEMPERATURES, URGENCIES } from "./schema";

const reasons = z.array(scoreReason);

export const toLead = (row: Selectable<Leads>): Lead => ({
  id: row.id,
  businessId: row.business_id,
  contactId: row.contact_id,
  conversationId: row.conversation_id,
  assignedUserId: row.assigned_user_id,
  name: row.name,
  phone: row.phone,
  email: row.email,
  company: row.company,
  reason: row.reason,
  serviceInterest: row.service_interest,
  status: wordOf(LEAD_STATUSES, row.status),
  source: wordOf(LEAD_SOURCES, row.source),
  temperature: wordOf(TEMPERATURES, row.temperature),
  urgency: wordOf(URGENCIES, row.urgency),
  isTemperatureSet: row.is_temperature_set,
  isUrgencySet: row.is_urgency_set,
  scoreReasons: reasons.parse(row.score_reasons),
  score: row.score,
  notes: row.notes,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The leads of the business at hand, to be narrowed and then read; those merged into another are not among them. */
export const leadRows = (ctx: TenantContext) =>
  ctx.trx.selectFrom("leads").where("business_id", "=", ctx.business.id).where("merged_into_id", "is", null);

const leadRow = (ctx: TenantContext, id: string) => leadRows(ctx).selectAll().where("id", "=", id);

/** A lead of the business at hand. @throws DomainError not_found, also for one that was merged into another. */
export async function loadLead(ctx: TenantContext, id: string): Promise<Lead> {
  const row = isId(id) ? await leadRow(ctx, id).executeTakeFirst() : undefined;
  if (!row) throw notFound("lead");
  return toLead(row);
}

/** The same, locked until the transaction ends. @throws DomainError not_found. */
export async function lockLead(ctx: TenantContext, id: string): Promise<Lead> {
  const row = isId(id) ? await leadRow(ctx, id).forUpdate().executeTakeFirst() : undefined;
  if (!row) throw notFound("lead");
  return toLead(row);
}
