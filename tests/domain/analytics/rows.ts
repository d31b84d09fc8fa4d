import type { AppointmentStatus } from "@/lib/domain/appointments";
import type { CallStatus } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { LeadSource, LeadStatus, ScoreReason } from "@/lib/domain/leads";
import type { Tenant } from "../../support/context";

type Owner = Pick<Tenant, "ctx" | "businessId">;

/** A call that was spoken for so many seconds; nobody spoke without. */
export const writeCall = (
  { ctx, businessId }: Owner,
  call: { startedAt: string; status?: CallStatus; seconds?: number },
): Promise<void> =>
  inTenant(ctx, async ({ trx }) => {
    const [id, conversationId] = [newId(new Date()), newId(new Date())];
    const stamp = { created_at: call.startedAt, updated_at: call.startedAt };
    await trx
      .insertInto("conversations")
      .values({ id: conversationId, business_id: businessId, channel: "voice", ...stamp })
      .execute();
    await trx
      .insertInto("calls")
      .values({
        id,
        business_id: businessId,
        conversation_id: conversationId,
        provider: "telnyx",
        status: call.status ?? "completed",
        started_at: call.startedAt,
        duration_seconds: call.seconds ?? null,
        ...stamp,
      })
      .execute();
  });

/** A lead, new, cold and of the web unless said otherwise. @returns its id. */
export const writeLead = (
  { ctx, businessId }: Owner,
  lead: {
    createdAt: string;
    status?: LeadStatus;
    source?: LeadSource;
    score?: number;
    reasons?: ScoreReason[];
    mergedInto?: string;
  },
): Promise<string> =>
  inTenant(ctx, async ({ trx }) => {
    const id = newId(new Date());
    await trx
      .insertInto("leads")
      .values({
        id,
        business_id: businessId,
        status: lead.status ?? "new",
        source: lead.source ?? "web",
        score: lead.score ?? 0,
        score_reasons: JSON.stringify(lead.reasons ?? []),
        merged_into_id: lead.mergedInto ?? null,
        created_at: lead.createdAt,
        updated_at: lead.createdAt,
      })
      .execute();
    return id;
  });

/** An appointment of half an hour in a calendar of its own, booked when it starts unless said otherwise. */
export const writeAppointment = (
  { ctx, businessId }: Owner,
  appointment: {
    startsAt: string;
    status: AppointmentStatus;
    createdAt?: string;
    priceMinor?: number;
    currency?: string;
    isRemoved?: boolean;
  },
): Promise<void> =>
  inTenant(ctx, async ({ trx }) => {
    const calendarId = newId(new Date());
    const { startsAt, status, priceMinor, createdAt = startsAt } = appointment;
    const endsAt = new Date(Date.parse(startsAt) + 1_800_000).toISOString();
    const stamp = { created_at: createdAt, updated_at: createdAt };
    await trx
      .insertInto("calendars")
      .values({ id: calendarId, business_id: businessId, name: "Room", ...stamp })
      .execute();
    await trx
      .insertInto("appointments")
      .values({
        id: newId(new Date()),
        business_id: businessId,
        calendar_id: calendarId,
        resource_id: calendarId,
        status,
        held_until: status === "held" ? endsAt : null,
        starts_at: startsAt,
        ends_at: endsAt,
        during: `[${startsAt},${endsAt})`,
        price_minor: priceMinor ?? null,
        price_currency: priceMinor === undefined ? null : (appointment.currency ?? "usd"),
        removed_at: appointment.isRemoved ? createdAt : null,
        ...stamp,
      })
      .execute();
  });
