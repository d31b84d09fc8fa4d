import { normalisePhone } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { carriersOf, hasUnusedAccount } from "@/lib/domain/integrations";
import { messagesRefusal } from "@/lib/domain/limits";
import { dialCountries, dialRefusal } from "@/lib/domain/numbers";
import { isOptedOut } from "./opt-outs";

/** Why nothing can be written to somebody. */
export type TextHindrance =
  | "no_phone"
  | "no_carrier"
  | "unused_account"
  | "no_number"
  | "opted_out"
  | "own_number"
  | "not_reachable";

/** The words for each, wherever it is told. */
export const HINDRANCE_WORDS: Record<TextHindrance, string> = {
  no_phone: "There is no phone number to write to.",
  no_carrier:
    "Text messages cannot be sent yet: no phone carrier is connected. Ask whoever runs Frontdesk for you to connect one, or connect your own Twilio account under “Connections”.",
  unused_account:
    "Text messages cannot be sent now: your Twilio account is connected, but not in use. What has to be mended stands under “Connections”, which owners and admins see.",
  no_number: "This business has no phone number to write from. Add one first.",
  opted_out: "Whoever has this number asked for no more texts. They can text START to undo it.",
  own_number: "This is your own number.",
  not_reachable:
    "No text is sent to this number: it is of a kind that costs extra, or in a country that is not called.",
};

/**
 * A hindrance as the error that refuses to write.
 * @param field of the input that says to whom: it is invalid, except where the business lacks something.
 */
export function textRefusal(hindrance: TextHindrance, field: string): DomainError {
  const words = HINDRANCE_WORDS[hindrance];
  return ["no_carrier", "unused_account", "no_number"].includes(hindrance)
    ? new DomainError("unavailable", words, { subject: "number" })
    : invalid(field, words);
}

export interface OwnNumber {
  e164: string;
  agentId: string | null;
}

/** The number that the business writes from: its oldest one at a carrier that takes texts; null where it has none. */
export async function ownNumber(ctx: TenantContext): Promise<OwnNumber | null> {
  const { trx, business } = ctx;
  const row = await trx
    .selectFrom("numbers")
    .select(["e164", "agent_id"])
    .where("business_id", "=", business.id)
    .where("status", "=", "active")
    .where("provider", "in", ["", ...(await carriersOf(ctx))])
    .orderBy("created_at")
    .orderBy("id")
    .executeTakeFirst();
  return row ? { e164: row.e164, agentId: row.agent_id } : null;
}

/** Whether a number is the business's own. */
export async function isOwnNumber({ trx, business }: TenantContext, phone: string): Promise<boolean> {
  const row = await trx
    .selectFrom("numbers")
    .select("id")
    .where("business_id", "=", business.id)
    .where("e164", "=", phone)
    .where("status", "=", "active")
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Why no text is taken for a phone in E.164; null for one that may be, also where a number is never dialled.
 * @param from the number that it would be written from, as `ownNumber` has it.
 */
export async function hindranceTo(
  ctx: TenantContext,
  e164: string,
  from: OwnNumber | null,
): Promise<TextHindrance | null> {
  if (!from && (await hasUnusedAccount(ctx, "twilio"))) return "unused_account";
  if (!from) return (await carriersOf(ctx)).length === 0 ? "no_carrier" : "no_number";
  if (await isOptedOut(ctx, e164)) return "opted_out";
  return (await isOwnNumber(ctx, e164)) ? "own_number" : null;
}

/**
 * Why no text can be written to a phone right now; null where one can.
 * @param phone in any spelling; null where none is known.
 * @throws DomainError forbidden.
 */
export async function textHindrance(ctx: Context, phone: string | null): Promise<TextHindrance | null> {
  authorize(ctx, "call:read");
  const normal = phone === null ? null : normalisePhone(phone);
  if (!normal) return "no_phone";
  return inTenant(ctx, async (ctx) => {
    const hindrance = await hindranceTo(ctx, normal.e164, await ownNumber(ctx));
    if (hindrance !== null) return hindrance;
    return dialRefusal(normal.e164, await dialCountries(ctx)) === null ? null : "not_reachable";
  });
}

/**
 * Why somebody who is about to write a text to a phone cannot, in words; null where they can. Unlike a hindrance, it also
 * knows of the plan's messages of the month.
 * @throws DomainError forbidden.
 */
export async function writeTextProblem(ctx: Context, phone: string | null): Promise<string | null> {
  const hindrance = await textHindrance(ctx, phone);
  if (hindrance !== null) return HINDRANCE_WORDS[hindrance];
  return (await inTenant(ctx, messagesRefusal))?.message ?? null;
}
