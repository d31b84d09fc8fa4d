import type { ZodType, z } from "zod";
import { cancelAppointment, getAppointmentNumbered } from "@/lib/domain/appointments";
import type { TenantContext } from "@/lib/domain/context";
import { sendEmail } from "@/lib/domain/emails";
import { DomainError, type FieldErrors } from "@/lib/domain/errors";
import { createLead } from "@/lib/domain/leads";
import { parseInput } from "@/lib/domain/parse";
import { bookByWords } from "@/lib/domain/receptionist";
import { sendText } from "@/lib/domain/texts";
import { appointmentFacts, leadFacts } from "@/lib/domain/webhooks";
import { cancelBookingData, createBookingData, createLeadData, sendMessageData } from "./schema";

type Done = Record<string, unknown>;
type Action = (ctx: TenantContext, data: unknown) => Promise<Done>;

/** An action whose data has one shape. */
const action =
  <T>(schema: ZodType<T>, run: (ctx: TenantContext, data: T) => Promise<Done>): Action =>
  (ctx, data) =>
    run(ctx, parseInput(schema, data));

async function book(
  ctx: TenantContext,
  { customer: name, phone, email, date, ...words }: z.output<typeof createBookingData>,
): Promise<Done> {
  const booking = { ...words, startsAt: date, customer: { name, phone, email } };
  return appointmentFacts(await bookByWords(ctx, booking));
}

async function cancel(ctx: TenantContext, { id, reason }: z.output<typeof cancelBookingData>): Promise<Done> {
  const { id: appointmentId } = await getAppointmentNumbered(ctx, id);
  return appointmentFacts(await cancelAppointment(ctx, { id: appointmentId, reason: reason || undefined }));
}

async function send(ctx: TenantContext, message: z.output<typeof sendMessageData>): Promise<Done> {
  const { channel, to } = message;
  if (message.channel === "email") {
    const mail = await sendEmail(ctx, { to, subject: message.subject, content: message.text });
    return { id: mail.id, channel, to: mail.to, status: mail.status };
  }
  const sms = await sendText(ctx, { phone: to, content: message.text });
  return { id: sms.id, channel, to: sms.phone, status: sms.status };
}

/** What a program outside may have done. */
const ACTIONS = {
  create_booking: action(createBookingData, book),
  cancel_booking: action(cancelBookingData, cancel),
  create_lead: action(createLeadData, async (ctx, data) =>
    leadFacts(await createLead(ctx, { ...data, source: "api" })),
  ),
  send_message: action(sendMessageData, send),
};

/** What the verbs complain about, by the names that an action has for it. */
const FIELD_WORDS: Record<string, string> = {
  startsAt: "date",
  serviceId: "service",
  title: "service",
  content: "text",
  "customer.name": "customer",
  "customer.phone": "phone",
  "customer.email": "email",
};

const isAction = (name: string): name is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, name);

const inData = (fields: FieldErrors, channel: unknown): FieldErrors =>
  Object.fromEntries(
    Object.entries(fields).map(([name, messages]) => {
      const word = name === "phone" && channel === "sms" ? "to" : (FIELD_WORDS[name] ?? name);
      return [word === "_" ? "data" : `data.${word}`, messages];
    }),
  );

/**
 * Does what a program outside asks for, by the same verbs and rules as everybody, in the caller's transaction.
 * @returns what was made or changed.
 * @throws DomainError `validation_failed` for an action that there is none of, and what the verbs refuse; fields are named as
 * they stand in the request (`data.date`).
 */
export async function runAction(ctx: TenantContext, name: string, data: unknown): Promise<Done> {
  if (!isAction(name))
    throw new DomainError("validation_failed", `There is no action named ${name.slice(0, 50)}.`, {
      fields: { action: [`Use one of: ${Object.keys(ACTIONS).join(", ")}.`] },
    });
  try {
    return await ACTIONS[name](ctx, data);
  } catch (error) {
    if (!(error instanceof DomainError) || !error.detail.fields) throw error;
    const channel = typeof data === "object" && data !== null && "channel" in data ? data.channel : undefined;
    throw new DomainError(error.code, error.message, {
      ...error.detail,
      fields: inData(error.detail.fields, channel),
      cause: error,
    });
  }
}
