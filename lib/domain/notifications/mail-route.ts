import type { Selectable } from "kysely";
import type { Mails } from "@/lib/db/types";
import { asSystem, type Context, forBusiness, inTenant, type SystemContext } from "@/lib/domain/context";
import { type AccountInUse, connectedAccount, noteAccountTrouble } from "@/lib/domain/integrations";
import { type MailPort, type SmtpPort, VendorError } from "@/lib/domain/ports";
import { unverifiedRefusal } from "./verified-owner";

/** Whose server carries a mail. */
export type MailRoute =
  | { port: MailPort; own: null }
  | { port: SmtpPort; own: { businessId: string; account: AccountInUse } };

type Mail = Pick<Selectable<Mails>, "business_id" | "is_for_customer" | "opt_out_url">;

/**
 * Mails to customers go out by the mail server that the business connected; all others, and those of a business without
 * one, by the installation's. What was written, unlike what is confirmed, must not leave by the latter for a business
 * whose owner is not verified, whatever it had connected when it was written.
 * @returns who carries the mail, or why nobody does.
 */
export async function mailRouteOf(
  system: SystemContext,
  mail: Mail,
): Promise<MailRoute | { refusal: string }> {
  if (mail.business_id === null || !mail.is_for_customer) return { port: system.ports.mail, own: null };
  const ctx = forBusiness(system, mail.business_id);
  const account = await connectedAccount(ctx, "email");
  if (account)
    return {
      port: system.ports.accounts.smtp(account),
      own: { businessId: mail.business_id, account },
    };
  const refusal = mail.opt_out_url === null ? null : await unverifiedRefusal(ctx);
  return refusal ? { refusal: refusal.message } : { port: system.ports.mail, own: null };
}

/**
 * After a business's own server refused a mail for good: whether it refuses the account itself, which is then not used
 * until it is mended.
 * @returns the problem of the account, or null where it is in order and the mail is the trouble.
 */
export async function accountProblem(ctx: Context, route: MailRoute): Promise<string | null> {
  if (!route.own) return null;
  const { businessId, account } = route.own;
  try {
    await route.port.verify();
    return null;
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) return null;
    const { message } = error;
    await asSystem(ctx, "note a refused mail account", (system) =>
      noteAccountTrouble(forBusiness(system, businessId), account, message),
    );
    return message;
  }
}

/** Whether mails to the customers of the business go out by a mail server of its own. */
export const hasOwnMailServer = (ctx: Context): Promise<boolean> =>
  inTenant(ctx, async (ctx) => (await connectedAccount(ctx, "email")) !== null);
