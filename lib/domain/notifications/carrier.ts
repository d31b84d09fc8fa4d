import { isDeepStrictEqual } from "node:util";
import type { Selectable } from "kysely";
import type { Mails } from "@/lib/db/types";
import { asSystem, type Context, forBusiness, inTenant, type SystemContext } from "@/lib/domain/context";
import { connectedAccount, noteAccountTrouble } from "@/lib/domain/integrations";
import { type MailPort, type SmtpPort, VendorError } from "@/lib/domain/ports";
import { unverifiedRefusal } from "./verified-owner";

/** Whose server carries a mail. */
export type Carrier =
  | { port: MailPort; own: null }
  | { port: SmtpPort; own: { businessId: string; account: object } };

type Mail = Pick<Selectable<Mails>, "business_id" | "is_for_customer" | "opt_out_url">;

/**
 * Mails to customers go out by the mail server that the business connected; all others, and those of a business without
 * one, by the installation's. What was written, unlike what is confirmed, must not leave by the latter for a business
 * whose owner is not verified, whatever it had connected when it was written.
 * @returns who carries the mail, or why nobody does.
 */
export async function carrierOf(system: SystemContext, mail: Mail): Promise<Carrier | { refusal: string }> {
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
export async function accountProblem(ctx: Context, carrier: Carrier): Promise<string | null> {
  if (!carrier.own) return null;
  const { businessId, account } = carrier.own;
  try {
    await carrier.port.verify();
    return null;
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) return null;
    await asSystem(ctx, "note a refused mail account", async (system) => {
      const tenant = forBusiness(system, businessId);
      // Whoever mended it meanwhile is not to find it broken again.
      if (isDeepStrictEqual(await connectedAccount(tenant, "email"), account))
        await noteAccountTrouble(tenant, "email", error.message);
    });
    return error.message;
  }
}

/** Whether mails to the customers of the business go out by a mail server of its own. */
export const hasOwnMailServer = (ctx: Context): Promise<boolean> =>
  inTenant(ctx, async (ctx) => (await connectedAccount(ctx, "email")) !== null);
