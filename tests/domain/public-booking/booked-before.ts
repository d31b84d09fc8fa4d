import { randomUUID } from "node:crypto";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { Booker } from "@/lib/domain/public-booking/booker";
import type { openPage } from "./open-page";

type Page = Awaited<ReturnType<typeof openPage>>;

/** What was booked there before: as many as said, minutes ago, by one booker or by a different one each. */
export async function bookedBefore(
  page: Page,
  count: number,
  minutesAgo: number,
  booker: Partial<Booker> = {},
): Promise<void> {
  const startsAt = new Date("2026-02-03T15:00:00Z");
  const endsAt = new Date("2026-02-03T15:30:00Z");
  const created = new Date(page.clock.now().getTime() - minutesAgo * 60_000);
  await inTenant(page.ctx, async ({ trx }) => {
    const appointments = Array.from({ length: count }, () => newId(created));
    await trx
      .insertInto("appointments")
      .values(
        appointments.map((id) => ({
          id,
          business_id: page.businessId,
          calendar_id: page.calendarId,
          resource_id: page.calendarId,
          status: "cancelled",
          starts_at: startsAt,
          ends_at: endsAt,
          during: `[${startsAt.toISOString()},${endsAt.toISOString()})`,
          created_at: created,
          updated_at: created,
        })),
      )
      .execute();
    await trx
      .insertInto("public_bookings")
      .values(
        appointments.map((appointmentId) => ({
          id: newId(created),
          business_id: page.businessId,
          appointment_id: appointmentId,
          phone: booker.phone ?? null,
          mailbox: booker.mailbox ?? `${randomUUID()}@example.com`,
          network: booker.network ?? null,
          created_at: created,
        })),
      )
      .execute();
  });
}
