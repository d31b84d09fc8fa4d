import { asSystem, type Context, type TenantContext } from "@/lib/domain/context";
import { mailboxKey } from "@/lib/domain/mailbox-key";
import { unverifiedRefusal } from "./verified-owner";

const DAY_MS = 86_400_000;
/** A booking, its moves and its end, for the bookings that one mailbox may make in a day. */
const MOST_A_DAY = 20;

/**
 * Whether the mailbox of an appointment's customer had as much mail from all businesses in a day as one may have.
 */
export const isMailboxFull = (ctx: Context, appointmentId: string): Promise<boolean> =>
  asSystem(ctx, "how much mail a mailbox gets", async ({ trx, clock }) => {
    const appointment = await trx
      .selectFrom("appointments")
      .select("customer_email")
      .where("id", "=", appointmentId)
      .executeTakeFirst();
    if (!appointment?.customer_email) return false;
    const row = await trx
      .selectFrom("mails")
      .select("id")
      .where("is_for_customer", "=", true)
      .where("created_at", ">", new Date(clock.now().getTime() - DAY_MS))
      .where("mailbox", "=", mailboxKey(appointment.customer_email))
      .orderBy("created_at", "desc")
      .offset(MOST_A_DAY - 1)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });

/**
 * Whether an address that somebody typed on the web may be written to: not for a business whose owner is not verified,
 * as anybody can make one and book at it in a stranger's name.
 */
export const mayBeWritten = async (ctx: TenantContext): Promise<boolean> =>
  (await unverifiedRefusal(ctx)) === null;
