import { normalisePhone } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { dialCountries, dialRefusal } from "@/lib/domain/numbers";
import { isOptedOut } from "./opt-outs";

/** Why nothing can be written to somebody. */
export type TextHindrance = "no_phone" | "no_carrier" | "no_number" | "opted_out" | "not_reachable";

export interface OwnNumber {
  e164: string;
  agentId: string | null;
}

/** The number that the business writes from: its oldest one in use; null where it has none. */
export async function ownNumber({ trx, business }: TenantContext): Promise<OwnNumber | null> {
  const row = await trx
    .selectFrom("numbers")
    .select(["e164", "agent_id"])
    .where("business_id", "=", business.id)
    .where("status", "=", "active")
    .where("provider", "=", "telnyx")
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
    .where("status", "!=", "released")
    .executeTakeFirst();
  return row !== undefined;
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
  if (!ctx.ports.telephony.isConfigured) return "no_carrier";
  return inTenant(ctx, async (ctx) => {
    if (!(await ownNumber(ctx))) return "no_number";
    if (await isOptedOut(ctx, normal.e164)) return "opted_out";
    const isRefused = dialRefusal(normal.e164, await dialCountries(ctx)) !== null;
    return isRefused || (await isOwnNumber(ctx, normal.e164)) ? "not_reachable" : null;
  });
}
