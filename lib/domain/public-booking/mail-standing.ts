import type { TenantContext } from "@/lib/domain/context";

/** Whether a customer booked this for themselves, so that nobody vouches for the address they gave. */
export async function isPublicBooking(ctx: TenantContext, appointmentId: string): Promise<boolean> {
  const row = await ctx.trx
    .selectFrom("public_bookings")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("appointment_id", "=", appointmentId)
    .executeTakeFirst();
  return row !== undefined;
}
