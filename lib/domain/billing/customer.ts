import { createHash } from "node:crypto";
import { getOwner } from "@/lib/domain/businesses";
import { type Context, inTenant } from "@/lib/domain/context";
import { asked, requirePayments } from "./ask-vendor";
import { loadBilling } from "./row";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The business's customer at the vendor, made at first need; the same one for whoever asks at the same time. */
export async function ensureCustomer(ctx: Context): Promise<string> {
  const payments = requirePayments(ctx);
  const known = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  if (known.customerId) return known.customerId;
  const { email } = await getOwner(ctx);
  const { id: businessId, name } = known.business;
  const made = await asked(() =>
    payments.createCustomer({
      businessId,
      name,
      email,
      intent: `customer:${businessId}:${digest(`${name}\n${email}`)}`,
    }),
  );
  return inTenant(ctx, async (ctx) => {
    await ctx.trx
      .updateTable("businesses")
      .set({ stripe_customer_id: made })
      .where("id", "=", businessId)
      .where("stripe_customer_id", "is", null)
      .execute();
    return (await loadBilling(ctx, businessId)).customerId ?? made;
  });
}
