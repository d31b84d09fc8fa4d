import { createHash } from "node:crypto";
import type { BookAppointmentInput } from "@/lib/domain/appointments";
import type { TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import type { Booker } from "./booker";

/** For so long a form that is sent again is the same booking, and from where was booked is known. */
const REMEMBERED_MS = 86_400_000;

/** A form that was sent. */
export interface Form {
  requestKey: string;
  /** What it asks for, and for whom. */
  hash: string;
}

type Wish = Pick<BookAppointmentInput, "startsAt" | "serviceId" | "calendarId">;

/** @param requestKey made by the form; undefined for what comes through no form. */
export function formOf(
  requestKey: string | undefined,
  { startsAt, serviceId, calendarId }: Wish,
  { phone, mailbox }: Booker,
): Form | null {
  if (requestKey === undefined) return null;
  const said = JSON.stringify([startsAt.getTime(), serviceId ?? null, calendarId ?? null, phone, mailbox]);
  return { requestKey, hash: createHash("sha256").update(said).digest("base64url") };
}

const lastForgotten = ({ clock }: TenantContext): Date => new Date(clock.now().getTime() - REMEMBERED_MS);

/**
 * The appointment that a form has led to, within a day. Its key is nobody else's, so whoever has it may know.
 * @throws DomainError `conflict` for a form that asked for something else, or for somebody else.
 */
export async function bookedBefore(
  ctx: TenantContext,
  form: Form | null,
): Promise<{ id: string } | undefined> {
  if (!form) return undefined;
  const row = await ctx.trx
    .selectFrom("public_bookings")
    .select(["appointment_id", "request_hash"])
    .where("business_id", "=", ctx.business.id)
    .where("request_key", "=", form.requestKey)
    .where("created_at", ">", lastForgotten(ctx))
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.request_hash === form.hash) return { id: row.appointment_id };
  const message = "This form has booked something else already. Open the page anew to book once more.";
  throw new DomainError("conflict", message, { subject: "appointment" });
}

/** Writes down who booked, for the limits, and forgets from where and by which form was booked more than a day ago. */
export async function rememberBooking(
  ctx: TenantContext,
  appointmentId: string,
  booker: Booker,
  form: Form | null,
): Promise<void> {
  const { trx, business } = ctx;
  await trx
    .updateTable("public_bookings")
    .set({ network: null, request_key: null, request_hash: null })
    .where("business_id", "=", business.id)
    .where("created_at", "<=", lastForgotten(ctx))
    .where((row) => row.or([row("network", "is not", null), row("request_key", "is not", null)]))
    .execute();
  const now = ctx.clock.now();
  await trx
    .insertInto("public_bookings")
    .values({
      id: newId(now),
      business_id: business.id,
      appointment_id: appointmentId,
      request_key: form?.requestKey ?? null,
      request_hash: form?.hash ?? null,
      phone: booker.phone,
      mailbox: booker.mailbox,
      network: booker.network,
      created_at: now,
    })
    .execute();
}
