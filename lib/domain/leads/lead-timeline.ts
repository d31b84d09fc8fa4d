import { z } from "zod";
import type { AppointmentStatus } from "@/lib/domain/appointments";
import { APPOINTMENT_STATUSES } from "@/lib/domain/appointments";
import { getContact } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import {
  CHANNELS,
  type Channel,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  SENDERS,
  type Sender,
} from "@/lib/domain/conversations";
import { wordOf } from "@/lib/domain/parse";
import { personName } from "@/lib/domain/person-name";
import { loadLead } from "./lead-row";
import type { LeadSource } from "./schema";

const MOST_OF_A_KIND = 40;

/** How far a message of ours has got, and why no further. */
export interface MessageDelivery {
  status: DeliveryStatus;
  error: string | null;
}

/** Something that happened with a lead or the person behind it. */
export type LeadMoment = { id: string; at: Date } & (
  | { kind: "captured"; source: LeadSource }
  | { kind: "call"; callId: string; summary: string | null; outcome: string | null }
  | {
      kind: "message";
      channel: Channel;
      sender: Sender;
      /** Of an e-mail of ours. */
      subject: string | null;
      text: string;
      /** Null for what came in, and where the channel does not tell. An e-mail's is that of its mail. */
      delivery: MessageDelivery | null;
    }
  | { kind: "appointment"; startsAt: Date; title: string; status: AppointmentStatus }
  | { kind: "task"; title: string; isDone: boolean }
  | { kind: "change"; who: string | null; changes: Record<string, unknown> }
);

interface Subject {
  leadId: string | null;
  contactId: string | null;
}

/** The conversations of a lead and of the contact behind it. */
const conversationsOf = ({ trx, business }: TenantContext, { leadId, contactId }: Subject) =>
  trx
    .selectFrom("conversations")
    .where("conversations.business_id", "=", business.id)
    .where((any) =>
      any.or([any("conversations.lead_id", "=", leadId), any("conversations.contact_id", "=", contactId)]),
    );

async function callsOf(ctx: TenantContext, subject: Subject): Promise<LeadMoment[]> {
  const rows = await conversationsOf(ctx, subject)
    .innerJoin("calls", (join) =>
      join
        .onRef("calls.conversation_id", "=", "conversations.id")
        .onRef("calls.business_id", "=", "conversations.business_id"),
    )
    .select(["calls.id", "calls.started_at", "conversations.summary", "conversations.outcome"])
    .orderBy("calls.started_at", "desc")
    .limit(MOST_OF_A_KIND)
    .execute();
  return rows.map(({ id, started_at, summary, outcome }) => ({
    kind: "call",
    id,
    at: started_at,
    callId: id,
    summary,
    outcome,
  }));
}

const deliveryOf = (sender: string, status: string | null, error: string | null): MessageDelivery | null =>
  sender === "customer" || status === null ? null : { status: wordOf(DELIVERY_STATUSES, status), error };

async function messagesOf(ctx: TenantContext, subject: Subject): Promise<LeadMoment[]> {
  const rows = await conversationsOf(ctx, subject)
    .innerJoin("messages", (join) =>
      join
        .onRef("messages.conversation_id", "=", "conversations.id")
        .onRef("messages.business_id", "=", "conversations.business_id"),
    )
    .leftJoin("mails", (join) =>
      join.onRef("mails.id", "=", "messages.mail_id").onRef("mails.business_id", "=", "messages.business_id"),
    )
    .where("conversations.channel", "!=", "voice")
    .select([
      "messages.id",
      "messages.sent_at",
      "messages.sender",
      "messages.content",
      "messages.delivery_status",
      "messages.delivery_error",
      "conversations.channel",
      "mails.subject",
      "mails.status",
      "mails.error",
    ])
    .orderBy("messages.sent_at", "desc")
    .limit(MOST_OF_A_KIND)
    .execute();
  return rows.map((row) => ({
    kind: "message",
    id: row.id,
    at: row.sent_at,
    channel: wordOf(CHANNELS, row.channel),
    sender: wordOf(SENDERS, row.sender),
    subject: row.subject,
    text: row.content,
    delivery: deliveryOf(
      row.sender,
      row.status ?? row.delivery_status,
      row.status === null ? row.delivery_error : row.error,
    ),
  }));
}

async function appointmentsOf(
  { trx, business }: TenantContext,
  { leadId, contactId }: Subject,
): Promise<LeadMoment[]> {
  const rows = await trx
    .selectFrom("appointments")
    .select(["id", "created_at", "starts_at", "title", "status"])
    .where("business_id", "=", business.id)
    .where("status", "!=", "held")
    .where((any) => any.or([any("lead_id", "=", leadId), any("contact_id", "=", contactId)]))
    .orderBy("created_at", "desc")
    .limit(MOST_OF_A_KIND)
    .execute();
  return rows.map((row) => ({
    kind: "appointment",
    id: row.id,
    at: row.created_at,
    startsAt: row.starts_at,
    title: row.title,
    status: wordOf(APPOINTMENT_STATUSES, row.status),
  }));
}

async function tasksOf(
  { trx, business }: TenantContext,
  { leadId, contactId }: Subject,
): Promise<LeadMoment[]> {
  const rows = await trx
    .selectFrom("tasks")
    .select(["id", "created_at", "done_at", "title"])
    .where("business_id", "=", business.id)
    .where((any) => any.or([any("lead_id", "=", leadId), any("contact_id", "=", contactId)]))
    .orderBy("created_at", "desc")
    .limit(MOST_OF_A_KIND)
    .execute();
  return rows.map((row) => ({
    kind: "task",
    id: row.id,
    at: row.done_at ?? row.created_at,
    title: row.title,
    isDone: row.done_at !== null,
  }));
}

const userActor = z.object({ kind: z.literal("user"), userId: z.string() });
const changeSet = z.record(z.string(), z.unknown()).catch({});

async function changesOf({ trx, business }: TenantContext, { leadId }: Subject): Promise<LeadMoment[]> {
  const rows = await trx
    .selectFrom("audit_log")
    .select(["id", "occurred_at", "actor", "changes"])
    .where("business_id", "=", business.id)
    .where("subject_id", "=", leadId)
    .where("action", "=", "lead.update")
    .orderBy("occurred_at", "desc")
    .limit(MOST_OF_A_KIND)
    .execute();
  const userIds = rows.flatMap(({ actor }) => userActor.safeParse(actor).data?.userId ?? []);
  const users =
    userIds.length === 0
      ? []
      : await trx
          .selectFrom("members")
          .innerJoin("users", "users.id", "members.user_id")
          .select(["users.id", "users.first_name", "users.last_name", "users.username"])
          .where("members.business_id", "=", business.id)
          .where("users.id", "in", userIds)
          .execute();
  const names = new Map(
    users.map(({ id, first_name, last_name, username }) => [
      id,
      personName({ firstName: first_name, lastName: last_name, username }),
    ]),
  );
  return rows.map((row) => ({
    kind: "change",
    id: row.id,
    at: row.occurred_at,
    who: names.get(userActor.safeParse(row.actor).data?.userId ?? "") ?? null,
    changes: changeSet.parse(row.changes),
  }));
}

async function readAll(ctx: TenantContext, subject: Subject): Promise<LeadMoment[]> {
  const moments: LeadMoment[] = [];
  for (const read of [callsOf, messagesOf, appointmentsOf, tasksOf])
    moments.push(...(await read(ctx, subject)));
  return moments;
}

const inOrder = (moments: LeadMoment[]): LeadMoment[] =>
  moments.sort((one, other) => other.at.getTime() - one.at.getTime() || other.id.localeCompare(one.id));

/**
 * What happened with a lead and the person behind it, newest first: how it came, calls, messages, appointments,
 * tasks, and what people changed; of each kind the last forty.
 * @throws DomainError forbidden, not_found.
 */
export async function leadTimeline(ctx: Context, id: string): Promise<LeadMoment[]> {
  authorize(ctx, "lead:read");
  return inTenant(ctx, async (ctx) => {
    const lead = await loadLead(ctx, id);
    const subject = { leadId: lead.id, contactId: lead.contactId };
    const captured: LeadMoment = { kind: "captured", id: lead.id, at: lead.createdAt, source: lead.source };
    return inOrder([captured, ...(await readAll(ctx, subject)), ...(await changesOf(ctx, subject))]);
  });
}

/**
 * What happened with a contact, newest first: calls, messages, appointments and tasks; of each kind the last forty.
 * @throws DomainError forbidden, not_found.
 */
export async function contactTimeline(ctx: Context, contactId: string): Promise<LeadMoment[]> {
  await getContact(ctx, contactId);
  return inTenant(ctx, async (ctx) => inOrder(await readAll(ctx, { leadId: null, contactId })));
}
