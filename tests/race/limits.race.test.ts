import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import { sendEmail } from "@/lib/domain/emails";
import { addNumber } from "@/lib/domain/numbers";
import { bookOnPage, manageToken, moveAsCustomer } from "@/lib/domain/public-booking";
import { sendText } from "@/lib/domain/texts";
import { at } from "../domain/appointments/open-business";
import { callStory, makeCallTenant, systemOf, tell } from "../domain/calls/call-story";
import { haveUsed, sellPlans, used } from "../domain/limits/used";
import { bookedBefore } from "../domain/public-booking/booked-before";
import { onPage, openPage } from "../domain/public-booking/open-page";
import { office } from "../domain/texts/text-office";
import { makeTenant } from "../support/context";
import { nextNumber } from "../support/numbers";
import { onPostgres } from "../support/on-postgres";

onPostgres({ connections: 20 });

const outcomes = async (wishes: Promise<unknown>[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(wishes)) {
    const outcome = settled.status === "fulfilled" ? "done" : (settled.reason.code ?? settled.reason.message);
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
};

describe("at once", () => {
  it("twenty texts and e-mails at the last three messages are three", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 197);
    const wishes = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? sendText(tenant.ctx, { phone: `+120255502${10 + index}`, content: "Hello" })
        : sendEmail(tenant.ctx, { to: `c${index}@customer.example`, subject: "Hello", content: "Hello" }),
    );
    expect(await outcomes(wishes)).toEqual({ done: 3, quota_exceeded: 17 });
    expect(await used(tenant)).toMatchObject({ messages: 200 });
  });

  it("ten receptionists and ten numbers are as many as the plan has", async () => {
    const tenant = await makeTenant();
    sellPlans(tenant);
    const agents = Array.from({ length: 10 }, (_, index) => createAgent(tenant.ctx, { name: `A${index}` }));
    expect(await outcomes(agents)).toEqual({ done: 2, quota_exceeded: 8 });
    const numbers = Array.from({ length: 10 }, () => addNumber(tenant.ctx, { e164: nextNumber() }));
    expect(await outcomes(numbers)).toEqual({ done: 1, quota_exceeded: 9 });
    expect(await used(tenant)).toMatchObject({ agents: 2, numbers: 1 });
  });

  it("ten moves by a link that has two left are two", async () => {
    const page = await openPage();
    const { id } = await bookOnPage(page.outside, onPage(page.slug, at("10:00")));
    await inTenant(page.ctx, ({ trx }) =>
      trx.updateTable("appointments").set({ sequence: 18 }).where("id", "=", id).execute(),
    );
    const moves = Array.from({ length: 10 }, (_, index) =>
      moveAsCustomer(page.outside, manageToken(id), new Date(at("10:30").getTime() + index * 15 * 60_000)),
    );
    expect(await outcomes(moves)).toEqual({ done: 2, conflict: 8 });
  });

  it("many calls that end, each told several times, lose no second and invent none", async () => {
    const tenant = await makeCallTenant();
    // Two at a time for each of six calls: fewer than there are connections, so that none waits for one too long.
    const stories = Array.from({ length: 6 }, (_, index) =>
      callStory(tenant.number, `+1202555${3000 + index}`),
    );
    for (const story of stories) await tell(systemOf(tenant), story.initiated);
    const pairs = stories.map(async ({ hangup, answered, started, ended }) => {
      for (const pair of [
        [hangup, answered],
        [started, hangup],
        [ended, hangup],
        [ended, answered],
      ] as const)
        await Promise.all(pair.map((report) => tell(systemOf(tenant), report)));
    });
    expect(await outcomes(pairs)).toEqual({ done: 6 });
    expect(await used(tenant)).toMatchObject({ callMinutes: 6, aiMinutes: Math.ceil((6 * 57) / 60) });
  });

  it("bookings by one mailbox at eight businesses are as many as are left of its twenty a day", async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, () => openPage()));
    const earlier = { mailbox: "ana@customer.example" };
    for (const page of pages.slice(0, 6)) await bookedBefore(page, 3, 60, earlier);
    const wishes = pages.map(({ outside, slug }, index) =>
      bookOnPage(outside, { ...onPage(slug, at("10:00")), email: `ana+${index}@customer.example` }),
    );
    expect(await outcomes(wishes)).toEqual({ done: 2, rate_limited: 6 });
  });
});
