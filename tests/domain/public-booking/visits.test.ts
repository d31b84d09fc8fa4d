import { describe, expect, it } from "vitest";
import {
  bookAsCustomer,
  bookingByToken,
  bookOnPage,
  cancelAsCustomer,
  cancelByToken,
  freeTimesOf,
  isOffered,
  manageToken,
  moveAsCustomer,
  readBookingPage,
  timesToMove,
} from "@/lib/domain/public-booking";
import { offeredSlots } from "@/lib/editions/microbit/available-slots";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { at } from "../appointments/open-business";
import { onPage, openPage } from "./open-page";

/** A page at which one thing of each kind may be done in a minute, on a clock that stands still. */
async function busyPage() {
  const page = await openPage();
  const { id } = await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
  const count = createMemoryLimiter({ now: () => page.clock.now() });
  const limiter = {
    take: (key: string, rule: { limit: number; windowSeconds: number }) =>
      count.take(key, { ...rule, limit: 1 }),
  };
  Object.assign(page.outside.ports, { limiter });
  return { ...page, id, token: manageToken(id), limiter };
}
type Busy = Awaited<ReturnType<typeof busyPage>>;

const LIMITED = { code: "rate_limited", detail: { retryAfterSeconds: 60 } };
const NOTHING = { serviceId: null, calendarId: null };

const SEARCHES: [string, (page: Busy) => Promise<unknown>][] = [
  ["free times on the page", ({ outside, slug }) => freeTimesOf(outside, slug, NOTHING)],
  [
    "a time that was chosen there",
    ({ outside, slug }) => isOffered(outside, slug, { ...NOTHING, startsAt: at("11:00") }),
  ],
  ["times to move to", ({ outside, token }) => timesToMove(outside, token)],
  [
    "the slots of a calendar",
    ({ outside, calendarId }) => offeredSlots(outside, { calendarId }, { duration_minutes: 30 }),
  ],
];
const CHANGES: [string, (page: Busy) => Promise<unknown>][] = [
  ["booking on the page", ({ outside, slug }) => bookOnPage(outside, onPage(slug, at("11:00")))],
  [
    "booking in a calendar",
    ({ outside, calendarId }) =>
      bookAsCustomer(outside, { calendarId, startsAt: at("12:00"), customer: { name: "Ana" } }),
  ],
  ["moving", ({ outside, token }) => moveAsCustomer(outside, token, at("13:00"))],
  ["cancelling by link", ({ outside, token }) => cancelByToken(outside, token)],
  ["cancelling by id", ({ outside, id }) => cancelAsCustomer(outside, id)],
];

describe("what strangers ask of one business in a minute, from any address and by any door", () => {
  it.each(SEARCHES)("counts: %s", async (_, ask) => {
    const page = await busyPage();
    await ask(page);
    for (const [, other] of SEARCHES) await expect(other(page)).rejects.toMatchObject(LIMITED);
    page.clock.set(new Date(page.clock.now().getTime() + 60_000));
    await ask(page);
  });

  it.each(CHANGES)("counts: %s", async (_, change) => {
    const page = await busyPage();
    await change(page);
    for (const [, other] of CHANGES) await expect(other(page)).rejects.toMatchObject(LIMITED);
  });

  it("does not count who reads, what another business is asked, or searches for changes", async () => {
    const [page, other] = [await busyPage(), await openPage()];
    Object.assign(other.outside.ports, { limiter: page.limiter });
    await freeTimesOf(page.outside, page.slug, NOTHING);
    await freeTimesOf(other.outside, other.slug, NOTHING);
    await moveAsCustomer(page.outside, page.token, at("13:00"));
    for (let i = 0; i < 3; i += 1) {
      expect((await readBookingPage(page.outside, page.slug)).business.phone).toBe("+12125550143");
      expect((await bookingByToken(page.outside, page.token)).status).toBe("pending");
    }
  });

  it("turns nobody away where the counter is out of reach", async () => {
    const page = await busyPage();
    Object.assign(page.limiter, { take: () => Promise.reject(new Error("no answer")) });
    for (let i = 0; i < 3; i += 1) await freeTimesOf(page.outside, page.slug, NOTHING);
  });
});
