import { asSystem, type Context } from "@/lib/domain/context";

const DAY_MS = 86_400_000;
/** For all businesses of one owner: each booking lets one address be written to, which nobody has shown to be theirs. */
const MOST_A_DAY = 500;

/**
 * Whether mail may still go to addresses that customers of this business typed: its owner's customers, at whichever of
 * their businesses, booked at most 500 times for themselves within a day. Not inside a transaction of the business, which
 * sees no other.
 */
export async function isOwnerUnderLimit(ctx: Context): Promise<boolean> {
  const { business, clock } = ctx;
  if (!business) return false;
  const beyond = await asSystem(ctx, "how often an owner's customers book", ({ trx }) =>
    trx
      .selectFrom("public_bookings")
      .innerJoin("members as owned", "owned.business_id", "public_bookings.business_id")
      .innerJoin("members as owner", "owner.user_id", "owned.user_id")
      .select("public_bookings.id")
      .where("owner.business_id", "=", business.id)
      .where("owner.role", "=", "owner")
      .where("owned.role", "=", "owner")
      .where("public_bookings.created_at", ">", new Date(clock.now().getTime() - DAY_MS))
      .offset(MOST_A_DAY)
      .limit(1)
      .executeTakeFirst(),
  );
  return beyond === undefined;
}
