import { z } from "zod";
import { asSystem, type BusinessScope, type Context, inBusiness } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { signedInUser } from "./caller";
import { reread } from "./identity-cache";

const input = z.object({ businessId: z.string() });

/**
 * Has the session of the signed-in person work in another business of theirs from now on.
 * @throws DomainError not_found for every other business, suspended, unauthenticated, forbidden for keys.
 */
export async function switchBusiness(ctx: Context, given: z.input<typeof input>): Promise<BusinessScope> {
  const { userId, sessionId } = signedInUser(ctx);
  const { businessId } = parseInput(input, given);
  if (!isId(businessId)) throw notFound("business");
  const { business } = await inBusiness(ctx, businessId);
  if (!business) throw notFound("business");
  await asSystem(ctx, "a person goes on in another business", async ({ trx }) => {
    await trx
      .updateTable("sessions")
      .set({ business_id: business.id })
      .where("id", "=", sessionId)
      .where("user_id", "=", userId)
      .execute();
    await trx
      .updateTable("members")
      .set({ last_used_at: ctx.clock.now() })
      .where("business_id", "=", business.id)
      .where("user_id", "=", userId)
      .execute();
  });
  reread(sessionId);
  return business;
}
