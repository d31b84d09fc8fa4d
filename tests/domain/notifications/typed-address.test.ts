import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { updateBusiness } from "@/lib/domain/businesses";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { calendarFileByToken } from "@/lib/domain/notifications";
import { bookOnPage, manageToken } from "@/lib/domain/public-booking";
import { testDatabase } from "../../support/context";
import { at } from "../appointments/open-business";
import { onPage, openPage } from "../public-booking/open-page";
import { runNotices } from "./mailbox";

type Page = Awaited<ReturnType<typeof openPage>>;

async function mailsTo(page: Page, address: string) {
  await runNotices(page);
  return inTenant(page.ctx, ({ trx }) =>
    trx.selectFrom("mails").selectAll().where("to_address", "=", address).execute(),
  );
}

describe("mail to an address that somebody typed", () => {
  it("has no link by the name and the address of the business, its calendar file neither", async () => {
    const page = await openPage();
    await updateBusiness(page.ctx, {
      name: "You won! http://evil.example.com/claim",
      address: "Claim at https://evil.example.com/a",
      city: "evil.example.com",
    });
    const wish = onPage(page.slug, at("10:00"));
    const { id } = await bookOnPage(page.outside, wish);
    const mails = await mailsTo(page, wish.email);
    expect(mails).toMatchObject([{ from_name: "You won!", subject: "Your appointment request at You won!" }]);
    expect(JSON.stringify(mails)).not.toContain("evil");
    const { content } = await calendarFileByToken(page.outside, manageToken(id));
    expect(content).toContain("You won!");
    expect(content).not.toContain("evil");
  });

  it("names a business that is called by nothing but a link", async () => {
    const page = await openPage();
    await updateBusiness(page.ctx, { name: "evil.example.com" });
    const wish = onPage(page.slug, at("10:00"));
    await bookOnPage(page.outside, wish);
    const [mail] = await mailsTo(page, wish.email);
    expect(mail?.subject).toBe("Your appointment request at the business");
  });

  it("has no words of whoever booked beyond a name", async () => {
    const page = await openPage();
    const name = "your account is locked. Call +1 888 555 0100 now and say the code 4471 to our staff";
    const wish = { ...onPage(page.slug, at("10:00")), name, notes: "Your account is locked" };
    await bookOnPage(page.outside, wish);
    const mails = await mailsTo(page, wish.email);
    expect(mails[0]?.text_body).toContain("Hello,\n");
    expect(JSON.stringify(mails)).not.toMatch(/account is locked/i);
  });
});

describe("mail to typed addresses at all businesses of one owner", () => {
  /** Another business of the same owner, where so many bookings were made within the day. */
  async function besideBooked(page: Page, count: number): Promise<void> {
    const beside = await openPage();
    const { kysely } = await testDatabase();
    const now = page.clock.now();
    const endsAt = new Date(now.getTime() + 1_800_000);
    const business_id = beside.businessId;
    await asService(kysely, async (trx) => {
      const { user_id } = await trx
        .selectFrom("members")
        .select("user_id")
        .where("business_id", "=", page.businessId)
        .where("role", "=", "owner")
        .executeTakeFirstOrThrow();
      await trx
        .updateTable("members")
        .set({ user_id })
        .where("business_id", "=", business_id)
        .where("role", "=", "owner")
        .execute();
      const appointments = Array.from({ length: count }, () => newId(now));
      await trx
        .insertInto("appointments")
        .values(
          appointments.map((id) => ({
            id,
            business_id,
            calendar_id: beside.calendarId,
            resource_id: beside.calendarId,
            status: "cancelled",
            starts_at: now,
            ends_at: endsAt,
            during: `[${now.toISOString()},${endsAt.toISOString()})`,
            created_at: now,
            updated_at: now,
          })),
        )
        .execute();
      await trx
        .insertInto("public_bookings")
        .values(
          appointments.map((appointment_id) => ({
            id: newId(now),
            business_id,
            appointment_id,
            created_at: now,
          })),
        )
        .execute();
    });
  }

  it.each([
    { before: 499, mails: 1 },
    { before: 500, mails: 0 },
  ])("after $before bookings of a day: $mails", async ({ before, mails }) => {
    const [page, another] = [await openPage(), await openPage()];
    await besideBooked(page, before);
    const wish = onPage(page.slug, at("10:00"));
    await bookOnPage(page.outside, wish);
    expect(await mailsTo(page, wish.email)).toHaveLength(mails);
    await bookOnPage(another.outside, { ...wish, slug: another.slug });
    expect(await mailsTo(another, wish.email)).toHaveLength(1);
  });
});
