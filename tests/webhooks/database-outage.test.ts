import { expect, it } from "vitest";
import { runScript } from "@/lib/providers/emulators";
import { BOOKED, BOOKING, callerOnFile, HANDLED } from "./booking-call";
import { frontOffice } from "./front-office";
import { inboxOf, openPractice, recordOf } from "./practice";

/** The vendors repeat for longer than the database is gone. */
const office = frontOffice({ retryMilliseconds: [20, 40, 80, 160, 320, 640, 1_280] });
/** A job that was cut off is taken up again after its lease. */
const LEASE_SECONDS = 61;
/** Polls end when it is so; the limit is for what never is. */
const EVENTUALLY = { timeout: 45_000, interval: 5 };

const wasRefused = (path: string) => office.app.served.some((one) => one.path === path && one.status === 503);
const jobsWereRefused = () => office.outage.refused.jobs > 0;

it.each([
  {
    moment: "as it rings",
    before: 0,
    isOver: () => wasRefused("/api/webhooks/telnyx") && jobsWereRefused(),
  },
  {
    moment: "as the caller confirms",
    before: BOOKING.indexOf("Yes"),
    isOver: () => wasRefused("/api/tools/book_appointment") && jobsWereRefused(),
  },
  {
    moment: "as it ends",
    before: BOOKING.length - 1,
    isOver: () =>
      wasRefused("/api/webhooks/telnyx") && wasRefused("/api/webhooks/retell") && jobsWereRefused(),
  },
])("a call whose database is gone for a while $moment, ends as any other", async ({ before, isOver }) => {
  const practice = await openPractice(office);
  await callerOnFile(practice);
  const begin = async () => {
    office.app.served.length = 0;
    office.outage.begin(isOver);
    await expect.poll(jobsWereRefused, EVENTUALLY).toBe(true);
  };
  if (before === 0) await begin();
  const call = practice.ring();
  if (before > 0) {
    await runScript(call, BOOKING.slice(0, before));
    await begin();
  }
  const rest = runScript(call, BOOKING.slice(before));
  await expect.poll(() => office.outage.isOn, EVENTUALLY).toBe(false);
  // A call that was not let in has no job that was cut off, and must not seem to have rung for so long.
  if (before === 0) await rest;
  office.clock.skip(LEASE_SECONDS);
  await rest;
  await office.settled(call);
  expect(office.outage.refused.requests).toBeGreaterThan(0);
  expect(await recordOf(office, practice)).toEqual(BOOKED);
  expect(await inboxOf(office, practice.businessId)).toEqual(HANDLED);
});
