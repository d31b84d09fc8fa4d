import type { TenantContext } from "@/lib/domain/context";
import { DELIVERY_STATUSES } from "@/lib/domain/conversations";
import { notFound } from "@/lib/domain/errors";
import { wordOf } from "@/lib/domain/parse";
import { REMINDER_METHODS, type Reminder, type ReminderMethod } from "./schema";

const TWIN_MILLISECONDS = 60_000;

/** A reminder is a message that names its appointment; a text knows how it went itself, an e-mail's mail does. */
const selectReminders = ({ trx, business }: TenantContext) =>
  trx
    .selectFrom("messages")
    .innerJoin("conversations", (join) =>
      join
        .onRef("conversations.id", "=", "messages.conversation_id")
        .onRef("conversations.business_id", "=", "messages.business_id"),
    )
    .leftJoin("mails", (join) =>
      join.onRef("mails.id", "=", "messages.mail_id").onRef("mails.business_id", "=", "messages.business_id"),
    )
    .select([
      "messages.id",
      "messages.appointment_id",
      "messages.content",
      "messages.sent_at",
      "messages.phone",
      "messages.delivery_status",
      "messages.delivery_error",
      "conversations.channel",
      "mails.to_address",
      "mails.status",
      "mails.error",
    ])
    .where("messages.business_id", "=", business.id)
    .where("messages.appointment_id", "is not", null);

type Row = Awaited<ReturnType<ReturnType<typeof selectReminders>["executeTakeFirstOrThrow"]>>;

const toReminder = (row: Row): Reminder => ({
  id: row.id,
  appointmentId: row.appointment_id ?? "",
  method: wordOf(REMINDER_METHODS, row.channel),
  message: row.content,
  to: row.to_address ?? row.phone ?? "",
  status: wordOf(DELIVERY_STATUSES, row.status ?? row.delivery_status ?? "queued"),
  error: row.to_address === null ? row.delivery_error : row.error,
  createdAt: row.sent_at,
});

/** One reminder of the business at hand. @throws DomainError not_found. */
export async function loadReminder(ctx: TenantContext, id: string): Promise<Reminder> {
  const row = await selectReminders(ctx).where("messages.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("message");
  return toReminder(row);
}

/** The same reminder of less than a minute ago that did not fail; null where there is none. */
export async function reminderJustSent(
  ctx: TenantContext,
  { appointmentId, method, message }: { appointmentId: string; method: ReminderMethod; message: string },
): Promise<Reminder | null> {
  const row = await selectReminders(ctx)
    .where("messages.appointment_id", "=", appointmentId)
    .where("messages.sent_at", ">", new Date(ctx.clock.now().getTime() - TWIN_MILLISECONDS))
    .where("messages.content", "=", message)
    .where("conversations.channel", "=", method)
    .orderBy("messages.sent_at", "desc")
    .executeTakeFirst();
  const reminder = row ? toReminder(row) : null;
  return reminder?.status === "failed" ? null : reminder;
}
