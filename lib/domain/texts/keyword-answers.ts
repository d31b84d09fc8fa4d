import { sql } from "kysely";
import { getBusiness } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";
import { dialCountries, dialRefusal, findNumber } from "@/lib/domain/numbers";
import { type Keyword, keywordReply } from "./keywords";
import { optIn, optOut } from "./opt-outs";

const DAY_MILLISECONDS = 86_400_000;
/** Two machines that answer each other stop here. Whoever opts out is obeyed all the same. */
const MOST_A_DAY = { help: 3, all: 10 };

/** Numbers with fewer digits belong to machines: what they are sent, nobody reads. */
const FEWEST_DIGITS = 7;
export const isShortCode = (phone: string): boolean => phone.length - 1 < FEWEST_DIGITS;

/** How many keywords of a number were answered in the last day. */
async function answeredToday(
  { trx, business, clock }: TenantContext,
  phone: string,
): Promise<{ help: number; all: number }> {
  const rows = await trx
    .selectFrom("messages")
    .select(sql<string | null>`metadata ->> 'keywordReply'`.as("kind"))
    .where("business_id", "=", business.id)
    .where("phone", "=", phone)
    .where("sender", "=", "system")
    .where("sent_at", ">", new Date(clock.now().getTime() - DAY_MILLISECONDS))
    .where(sql<boolean>`metadata ? 'keywordReply'`)
    .limit(MOST_A_DAY.all)
    .execute();
  return { help: rows.filter(({ kind }) => kind === "help").length, all: rows.length };
}

/** Whether an answer makes sense there: not to a short code, a number of ours, or one that is never written to. */
async function isAnswerable(ctx: TenantContext, phone: string): Promise<boolean> {
  if (isShortCode(phone) || (await findNumber(ctx, phone))) return false;
  return dialRefusal(phone, await dialCountries(ctx)) === null;
}

/**
 * Does what a keyword asks for.
 * @returns the answer that its sender is owed; null for none: where nothing changed, to machines, and past the day's limit.
 */
export async function obeyKeyword(
  ctx: TenantContext,
  phone: string,
  { kind, word }: Keyword,
): Promise<string | null> {
  if (kind === "stop" && !(await optOut(ctx, phone, word))) return null;
  if (kind === "start" && !(await optIn(ctx, phone))) return null;
  if (!(await isAnswerable(ctx, phone))) return null;
  const answered = await answeredToday(ctx, phone);
  if (answered.all >= MOST_A_DAY.all || (kind === "help" && answered.help >= MOST_A_DAY.help)) return null;
  const business = await getBusiness(ctx);
  return keywordReply(kind, business.name, business.phone ?? business.email ?? "");
}
