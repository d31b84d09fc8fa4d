import { randomBytes } from "node:crypto";
import type { SystemContext } from "@/lib/domain/context";
import { slugOf } from "./slug";

/**
 * An address on the web for a business of this name that no business has or ever had, in the transaction that makes the
 * business. One that is being taken elsewhere is waited for.
 */
export async function takeSlug({ trx, clock }: SystemContext, name: string): Promise<string> {
  const base = slugOf(name);
  for (let slug = base; ; slug = `${base}-${randomBytes(3).toString("hex")}`) {
    const taken = await trx
      .insertInto("business_slugs")
      .values({ slug, taken_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .returning("slug")
      .executeTakeFirst();
    if (taken) return taken.slug;
  }
}
