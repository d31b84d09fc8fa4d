import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cancelAppointment } from "@/lib/domain/appointments";
import { type Context, inTenant } from "@/lib/domain/context";
import { bookAsCustomer, bookOnPage, cancelAsCustomer, readBookingPage } from "@/lib/domain/public-booking";
import { networkKey } from "@/lib/domain/public-booking/booker";
import { nextNumber } from "../../support/numbers";
import { at } from "../appointments/open-business";
import { bookedBefore } from "./booked-before";
import { onPage, openPage } from "./open-page";

type Page = Awaited<ReturnType<typeof openPage>>;

const HALF_HOUR_MS = 30 * 60_000;
const limited = { code: "rate_limited" };
const from = (ctx: Context, ip: string | null): Context => ({ ...ctx, ip });

/** How many of these bookings there are, half an hour after each other. */
async function booked({ outside, slug }: Page, wishes: object[]): Promise<number> {
  let count = 0;
  for (const [index, wish] of wishes.entries()) {
    const startsAt = new Date(at("10:00").getTime() + index * HALF_HOUR_MS);
    const work = bookOnPage(outside, { ...onPage(slug, startsAt), ...wish });
    await work.then(
      () => (count += 1),
      (error) => expect(error).toMatchObject(limited),
    );
  }
  return count;
}

describe("one mailbox", () => {
  it("is one booker, however its address is written", async () => {
    const name = randomUUID().replaceAll("-", "");
    const emails = ["", "+1", "+2", "+Spring", "+3+4", "+5", "+6"].map((tag) => `${name}${tag}@gmail.com`);
    const dotted = `${name.slice(0, 4)}.${name.slice(4)}@GoogleMail.com`;
    expect(
      await booked(
        await openPage(),
        [dotted, ...emails].map((email) => ({ email })),
      ),
    ).toBe(5);
  });

  it("books twenty times a day over all businesses, at once as well", async () => {
    const name = randomUUID();
    for (let i = 0; i < 2; i += 1)
      await bookedBefore(await openPage(), 9, 60, { mailbox: `${name}@example.com` });
    const pages = await Promise.all(["a", "b", "c", "d"].map(openPage));
    const results = await Promise.allSettled(
      pages.map(({ outside, slug }, index) =>
        bookOnPage(outside, { ...onPage(slug, at("10:00")), email: `${name}+${index}@example.com` }),
      ),
    );
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refused).toEqual([expect.objectContaining(limited), expect.objectContaining(limited)]);
  });
});

describe("one network", () => {
  it.each([
    { what: "10 in the last hour", count: 10, minutesAgo: 50, waitSeconds: 10 * 60 },
    { what: "20 in the last day", count: 20, minutesAgo: 61, waitSeconds: (24 * 60 - 61) * 60 },
  ])("after $what has to wait, and nobody else", async ({ count, minutesAgo, waitSeconds }) => {
    const page = await openPage();
    const network = networkKey(page.businessId, "2001:db8:1:2::7");
    await bookedBefore(page, count, minutesAgo, { network });
    const wish = { startsAt: at("10:00"), calendarId: page.calendarId, customer: { phone: nextNumber() } };
    const refusal = { ...limited, detail: { retryAfterSeconds: waitSeconds } };
    const same = from(page.outside, "2001:db8:1:2:ffff::1");
    await expect(bookOnPage(same, onPage(page.slug, at("10:00")))).rejects.toMatchObject(refusal);
    await expect(bookAsCustomer(same, wish)).rejects.toMatchObject(refusal);
    await bookAsCustomer(from(page.outside, "2001:db8:1:3::7"), wish);
    const other = await openPage();
    await bookOnPage(same, onPage(other.slug, at("10:00")));
  });

  it("that books and gives up again and again does not shut the page for others", async () => {
    const page = await openPage();
    const makeAndCancel = async () => {
      const { id } = await bookOnPage(from(page.outside, "198.51.100.7"), onPage(page.slug, at("10:00")));
      await cancelAsCustomer(page.outside, id);
    };
    for (let i = 0; i < 10; i += 1) await makeAndCancel();
    await expect(makeAndCancel()).rejects.toMatchObject(limited);
    await bookOnPage(from(page.outside, "203.0.113.9"), onPage(page.slug, at("10:00")));
  });

  it("counts neither for the business's own people nor where it is not known", async () => {
    const page = await openPage();
    const network = networkKey(page.businessId, "203.0.113.7");
    await bookedBefore(page, 10, 30, { network });
    const wish = { calendarId: page.calendarId, customer: { name: "Ana" } };
    await bookAsCustomer(page.ctx, { ...wish, startsAt: at("10:00") });
    await bookAsCustomer(from(page.outside, null), { ...wish, startsAt: at("11:00") });
    const guest = await page.as("guest");
    const stranger = (await openPage()).ctx;
    for (const ctx of [guest, stranger])
      await expect(bookAsCustomer(ctx, { ...wish, startsAt: at("12:00") })).rejects.toMatchObject(limited);
  });

  it("is kept as an HMAC of this business, for a day", async () => {
    const page = await openPage();
    const kept = () =>
      inTenant(page.ctx, ({ trx }) =>
        trx
          .selectFrom("public_bookings")
          .select(["network", "request_key", "request_hash"])
          .orderBy("created_at")
          .execute(),
      );
    await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
    const [first] = await kept();
    expect(first?.network).toMatch(/^[\w-]{43}$/);
    expect(first?.network).not.toBe(networkKey(randomUUID(), "203.0.113.7"));
    page.clock.set(new Date(page.clock.now().getTime() + 24 * 3_600_000));
    await bookOnPage(page.outside, onPage(page.slug, new Date(at("11:00").getTime() + 24 * 3_600_000)));
    expect((await kept())[0]).toEqual({ network: null, request_key: null, request_hash: null });
  });
});

describe("the key of a form", () => {
  it("is of what the form said: another time, place, number or address is refused, and no booking is shown", async () => {
    const page = await openPage();
    const form = { ...onPage(page.slug, at("10:00")), phone: nextNumber() };
    const { id } = await bookOnPage(page.outside, form);
    for (const change of [
      { startsAt: at("12:00") },
      { serviceId: page.serviceId },
      { calendarId: page.calendarId },
      { phone: nextNumber() },
      { email: `${randomUUID()}@example.com` },
      { email: "" },
    ])
      await expect(bookOnPage(page.outside, { ...form, ...change })).rejects.toMatchObject({
        code: "conflict",
        message: "This form has booked something else already. Open the page anew to book once more.",
      });
    expect((await bookOnPage(page.outside, { ...form, name: "Ana D.", notes: "At the back" })).id).toBe(id);
  });

  it("is free again after a day", async () => {
    const page = await openPage();
    const form = onPage(page.slug, at("10:00"));
    const { id } = await bookOnPage(page.outside, form);
    await cancelAppointment(page.ctx, { id });
    page.clock.set(new Date(page.clock.now().getTime() + 24 * 3_600_000));
    const startsAt = new Date(at("10:00").getTime() + 24 * 3_600_000);
    expect((await bookOnPage(page.outside, { ...form, startsAt })).id).not.toBe(id);
  });
});

describe("the address of a page", () => {
  it.each(["\u0000", "a\u0000b", "\ud800", "../..", "%00", "", "x".repeat(100_000)])(
    "%j is nobody's",
    async (slug) => {
      const { outside } = await openPage();
      await expect(readBookingPage(outside, slug)).rejects.toMatchObject({ code: "not_found" });
      await expect(bookOnPage(outside, onPage(slug, at("10:00")))).rejects.toMatchObject({
        code: "not_found",
      });
    },
  );
});

describe("a credential that is shown when an appointment is cancelled by its id", () => {
  it("counts in the business of the appointment only", async () => {
    const page = await openPage();
    const { id } = await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
    const key = (permissions: readonly "appointment:write"[]): Context => ({
      ...page.ctx,
      actor: { kind: "api_key", keyId: randomUUID(), permissions },
    });
    const forbidden = { code: "forbidden" };
    await expect(cancelAsCustomer(await page.as("guest"), id)).rejects.toMatchObject(forbidden);
    await expect(cancelAsCustomer(key([]), id)).rejects.toMatchObject(forbidden);
    const other = await openPage();
    for (const ctx of [key(["appointment:write"]), await page.as("member"), await other.as("guest")])
      expect(await cancelAsCustomer(ctx, id)).toMatchObject({ status: "cancelled" });
  });
});
