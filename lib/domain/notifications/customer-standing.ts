import type { TenantContext } from "@/lib/domain/context";
import { mailboxKey } from "@/lib/domain/mailbox-key";
import { unverifiedRefusal } from "./verified-owner";

const DAY_MS = 86_400_000;
/** A booking, its moves and its end, for the bookings that one mailbox may make in a day. */
const MOST_A_DAY = 20;

/**
 * Whether an address that somebody typed on the web may be written to: not for a business whose owner is not verified,
 * as anybody can make one and book at it in a stranger's name, and not without end.
 */
export async function mayBeWritten(ctx: TenantContext, email: string): Promise<boolean> {
  if (await unverifiedRefusal(ctx)) return false;
  const { count } = await ctx.trx
    .selectFrom("mails")
    .select((read) => read.fn.countAll<string>().as("count"))
    .where("business_id", "=", ctx.business.id)
    .where("is_for_customer", "=", true)
    .where("created_at", ">", new Date(ctx.clock.now().getTime() - DAY_MS))
    .where("mailbox", "=", mailboxKey(email))
    .executeTakeFirstOrThrow();
  return Number(count) < MOST_A_DAY;
}
