import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cancelAppointment } from "@/lib/domain/appointments";
import { bookAsCustomer, bookOnPage } from "@/lib/domain/public-booking";
import { nextNumber } from "../../support/numbers";
import { at } from "../appointments/open-business";
import { bookedBefore } from "./booked-before";
import { onPage, openPage } from "./open-page";

const minutes = (count: number) => count * 60;

describe("limits of a business", () => {
  it.each([
    { what: "60 in the last hour", count: 60, minutesAgo: 50, waitSeconds: minutes(10) },
    { what: "300 in the last day", count: 300, minutesAgo: 61, waitSeconds: minutes(24 * 60 - 61) },
  ])(
    "after $what nobody books before the oldest of them is out",
    async ({ count, minutesAgo, waitSeconds }) => {
      const page = await openPage();
      await bookedBefore(page, count - 1, minutesAgo);
      await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
      await expect(bookOnPage(page.outside, onPage(page.slug, at("11:00")))).rejects.toMatchObject({
        code: "rate_limited",
        detail: { retryAfterSeconds: waitSeconds },
      });
      page.clock.set(new Date(page.clock.now().getTime() + waitSeconds * 1000));
      await bookOnPage(page.outside, onPage(page.slug, at("11:00")));
    },
  );

  it("hold for the open endpoints as well, and for no other business", async () => {
    const [page, other] = [await openPage(), await openPage()];
    await bookedBefore(page, 60, 1);
    const wish = { startsAt: at("10:00"), customer: { name: "Ana" } };
    await expect(
      bookAsCustomer(page.outside, { ...wish, calendarId: page.calendarId }),
    ).rejects.toMatchObject({ code: "rate_limited" });
    await bookAsCustomer(other.outside, { ...wish, calendarId: other.calendarId });
  });
});

describe("limits of one customer", () => {
  it("ten a day, by number or by address", async () => {
    const page = await openPage();
    const [phone, email] = [nextNumber(), `${randomUUID()}@example.com`];
    await bookedBefore(page, 10, 60, { phone });
    await bookedBefore(page, 10, 60, { mailbox: email });
    for (const booker of [{ phone }, { email }, { phone: nextNumber(), email: email.toUpperCase() }]) {
      await expect(
        bookOnPage(page.outside, { ...onPage(page.slug, at("10:00")), ...booker }),
      ).rejects.toMatchObject({ code: "rate_limited", detail: { retryAfterSeconds: minutes(23 * 60) } });
    }
    await bookOnPage(page.outside, { ...onPage(page.slug, at("10:00")), phone: nextNumber() });
  });

  it("five to come; one that is cancelled makes room", async () => {
    const page = await openPage();
    const phone = nextNumber();
    const book = (time: string) =>
      bookOnPage(page.outside, { ...onPage(page.slug, at(time)), phone, email: "" });
    const booked = [];
    for (const time of ["09:00", "10:00", "11:00", "12:00", "13:00"]) booked.push(await book(time));
    await expect(book("14:00")).rejects.toMatchObject({
      code: "rate_limited",
      message: expect.stringContaining("5 appointments are booked with this number already"),
    });
    await cancelAppointment(page.ctx, { id: booked[2]?.id ?? "" });
    await book("14:00");
  });

  it("at once, no more than one after the other", async () => {
    const page = await openPage();
    const phone = nextNumber();
    const times = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"];
    const results = await Promise.allSettled(
      times.map((time) => bookOnPage(page.outside, { ...onPage(page.slug, at(time)), phone, email: "" })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  });

  it("twenty a day for an address over all businesses", async () => {
    const email = `${randomUUID()}@example.com`;
    for (let i = 0; i < 4; i += 1) await bookedBefore(await openPage(), 5, 60, { mailbox: email });
    const page = await openPage();
    await expect(
      bookOnPage(page.outside, { ...onPage(page.slug, at("10:00")), email }),
    ).rejects.toMatchObject({ code: "rate_limited" });
  });
});
