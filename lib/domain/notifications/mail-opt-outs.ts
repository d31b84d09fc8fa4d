import { z } from "zod";
import type { Trx } from "@/lib/db/tenant";
import { getBusiness } from "@/lib/domain/businesses";
import { asSystem, type Context, forBusiness, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { appUrl } from "@/lib/env";
import { seal, unseal } from "@/lib/sealed";

const PURPOSE = "mail_opt_out";
const MAX_TOKEN_LENGTH = 2_000;
/** What stands in `opt_outs` where a text has its keyword. */
const KEYWORD = "UNSUBSCRIBE";
const choice = z.object({ purpose: z.literal(PURPOSE), businessId: z.uuid(), email: z.string() });
type Choice = z.infer<typeof choice>;

/** Where the recipient of a mail says whether they want more from this business; the token is theirs alone. */
export interface OptOutLinks {
  /** The page that asks. */
  page: string;
  /** The door that one POST is enough for (RFC 8058). */
  oneClick: string;
}

/** The links for one address of one business. They tell nobody else who it is, and work for ever. */
export function optOutLinks(businessId: string, email: string): OptOutLinks {
  const token = seal(JSON.stringify({ purpose: PURPOSE, businessId, email } satisfies Choice));
  return { page: `${appUrl()}/unsubscribe/${token}`, oneClick: `${appUrl()}/api/unsubscribe/${token}` };
}

/** @throws DomainError not_found for what is none of our links. */
function choiceOf(token: string): Choice {
  try {
    if (token.length <= MAX_TOKEN_LENGTH) return choice.parse(JSON.parse(unseal(token)));
  } catch {
    // Changed, cut off or made with another key: told below.
  }
  throw new DomainError("not_found", "This link is not complete. Open it again from the e-mail.");
}

/** Whether whoever has this address asked the business for no more e-mails. */
export async function isMailOptedOut(trx: Trx, businessId: string, email: string): Promise<boolean> {
  const row = await trx
    .selectFrom("opt_outs")
    .select("id")
    .where("business_id", "=", businessId)
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return row !== undefined;
}

/** Does something in the business that a link is about. Whoever has the link may. */
const withLink = <R>(
  ctx: Context,
  token: string,
  work: (ctx: TenantContext, email: string) => Promise<R>,
): Promise<R> => {
  const { businessId, email } = choiceOf(token);
  return asSystem(ctx, "a choice about e-mails", (system) => work(forBusiness(system, businessId), email));
};

/** What a link is about, and what was chosen so far. @throws DomainError not_found. */
export function readMailChoice(
  ctx: Context,
  token: string,
): Promise<{ businessName: string; email: string; isOptedOut: boolean }> {
  return withLink(ctx, token, async (ctx, email) => ({
    businessName: (await getBusiness(ctx)).name,
    email,
    isOptedOut: await isMailOptedOut(ctx.trx, ctx.business.id, email),
  }));
}

/** No more e-mails from this business to the address of the link. Twice is once. @throws DomainError not_found. */
export async function optOutOfMail(ctx: Context, token: string): Promise<void> {
  await withLink(ctx, token, async (ctx, email) => {
    await getBusiness(ctx);
    const now = ctx.clock.now();
    await ctx.trx
      .insertInto("opt_outs")
      .values({ id: newId(now), business_id: ctx.business.id, email, keyword: KEYWORD, created_at: now })
      .onConflict((conflict) => conflict.columns(["business_id", "email"]).doNothing())
      .execute();
  });
}

/** Takes `optOutOfMail` back. @throws DomainError not_found. */
export async function optInToMail(ctx: Context, token: string): Promise<void> {
  await withLink(ctx, token, async ({ trx, business }, email) => {
    await trx
      .deleteFrom("opt_outs")
      .where("business_id", "=", business.id)
      .where("email", "=", email)
      .execute();
  });
}
