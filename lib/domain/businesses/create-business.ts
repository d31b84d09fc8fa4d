import type { z } from "zod";
import { asSystem, audit, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { createBusinessRows } from "./create-business-rows";
import { type Business, newBusiness } from "./schema";
import { storedPhone } from "./stored-phone";

/**
 * Makes a business that the signed-in person owns. A session without a business works in it from then on.
 * @param input `hours` default to Monday to Friday, nine to five; `timeZone` to UTC.
 * @throws DomainError forbidden for keys and strangers and for a fourth one before the person's address is verified,
 * quota_exceeded, rate_limited, validation_failed.
 */
export async function createBusiness(ctx: Context, input: z.input<typeof newBusiness>): Promise<Business> {
  const { actor } = ctx;
  if (actor.kind !== "user")
    throw new DomainError("forbidden", "Only a signed-in person can make a business.");
  const { name, companyName, address, phone, timeZone = "UTC", hours } = parseInput(newBusiness, input);
  const place = { companyName, address: address || null, phone: storedPhone(phone) };
  return asSystem(ctx, "a person makes a business", async (system) => {
    const business = await createBusinessRows(system, {
      name,
      timeZone,
      ...place,
      ownerUserId: actor.userId,
      ...(hours ? { hours } : {}),
    });
    await system.trx
      .updateTable("sessions")
      .set({ business_id: business.id })
      .where("id", "=", actor.sessionId)
      .where("user_id", "=", actor.userId)
      .where("business_id", "is", null)
      .execute();
    const scoped = { ...system, actor, business: { id: business.id, role: "owner" as const } };
    system.effects.workedIn = business.id;
    await audit(scoped, "business.create", business.id, { name });
    return business;
  });
}
