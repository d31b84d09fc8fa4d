import { randomUUID } from "node:crypto";
import type { KyselyPlugin } from "kysely";
import { describe, expect, it } from "vitest";
import type { Database } from "@/lib/db/client";
import { asService } from "@/lib/db/tenant";
import { runScript } from "@/lib/providers/emulators";
import { signRetell } from "@/lib/providers/retell/sign";
import { makeTelnyxKeys, signTelnyx } from "@/lib/providers/telnyx/sign";
import { lostDatabase } from "../api/rebuilt";
import { frontOffice } from "./front-office";
import { inboxOf, openPractice, recordOf } from "./practice";

const office = frontOffice();
const NOTHING = {
  calls: [],
  contacts: [],
  appointments: [],
  leads: [],
  tasks: [],
  mails: [],
  events: [],
  brokenJobs: [],
};
const UNAUTHORIZED = { error: expect.any(String), code: "token_invalid" };

async function deliver(path: string, rawBody: string, headers: Record<string, string>) {
  const answer = await fetch(`${office.app.origin}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: rawBody,
  });
  return { status: answer.status, body: await answer.json() };
}

/** How many rows there are of what a webhook may write. */
const rowCounts = () =>
  asService(office.database.kysely, async (trx) => {
    const counts: Record<string, number> = {};
    for (const table of ["inbox_events", "calls", "conversations", "jobs", "tool_calls"] as const) {
      const { count } = await trx
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      counts[table] = Number(count);
    }
    return counts;
  });

const incoming = (to: string) =>
  JSON.stringify({
    data: {
      record_type: "event",
      event_type: "call.initiated",
      id: randomUUID(),
      occurred_at: office.clock.now().toISOString(),
      payload: {
        call_control_id: `v3:${randomUUID()}`,
        call_leg_id: randomUUID(),
        call_session_id: randomUUID(),
        direction: "incoming",
        from: "+12025550133",
        to,
      },
    },
  });

describe("401", () => {
  it("refuses a webhook that Telnyx did not sign, and writes nothing", async () => {
    const { number } = await openPractice(office);
    const before = await rowCounts();
    const body = incoming(number);
    const forger = makeTelnyxKeys();
    const forged = signTelnyx(body, forger.privateKey, office.clock.now());
    for (const headers of [forged, {}, { ...forged, "telnyx-timestamp": "now" }])
      expect(await deliver("/api/webhooks/telnyx", body, headers)).toEqual({
        status: 401,
        body: UNAUTHORIZED,
      });
    expect(await rowCounts()).toEqual(before);
  });

  it("refuses webhooks and tools that Retell did not sign, and writes nothing", async () => {
    const { number } = await openPractice(office);
    const before = await rowCounts();
    const call = { call_id: "call_forged", to_number: number };
    const webhook = JSON.stringify({ event: "call_started", call });
    const tool = JSON.stringify({ name: "hold_slot", call, args: { starts_at: "2026-03-03T20:00:00Z" } });
    for (const [path, body] of [
      ["/api/webhooks/retell", webhook],
      ["/api/tools/hold_slot", tool],
    ] as const) {
      const forged = await signRetell(body, "key_of_somebody_else", office.clock.now());
      for (const headers of [forged, {}])
        expect(await deliver(path, body, headers)).toEqual({ status: 401, body: UNAUTHORIZED });
    }
    expect(await rowCounts()).toEqual(before);
  });

  it("refuses a changed body under a real signature, and a real delivery that is told again too late", async () => {
    const practice = await openPractice(office);
    const call = practice.ring();
    await call.connected;
    await call.hangUp();
    await office.settled(call);
    const kept = [office.vendors.telnyx.deliveries, office.vendors.retell.deliveries].map((deliveries) => {
      const last = deliveries.at(-1);
      if (!last) throw new Error("nothing was delivered");
      return last;
    });
    const before = await rowCounts();
    for (const { url, rawBody, headers } of kept) {
      const { pathname } = new URL(url);
      expect(await deliver(pathname, rawBody, headers)).toEqual({
        status: 200,
        body: { status: "duplicate" },
      });
      const changed = rawBody.replace(practice.number, "+12025550199");
      expect(changed).not.toBe(rawBody);
      expect((await deliver(pathname, changed, headers)).status).toBe(401);
    }
    office.clock.skip(301);
    for (const { url, rawBody, headers } of kept)
      expect((await deliver(new URL(url).pathname, rawBody, headers)).status).toBe(401);
    expect(await rowCounts()).toEqual(before);
  });
});

describe("a call to a number of nobody", () => {
  it("is kept as unmatched and writes nothing else", async () => {
    const practice = await openPractice(office);
    const before = await rowCounts();
    const unmatched = await inboxOf(office, null);
    const call = office.vendors.telnyx.placeCall({ from: "+12025550133", to: "+12025550100" });
    await expect.poll(() => office.app.served).toEqual([{ path: "/api/webhooks/telnyx", status: 200 }]);
    await call.hangUp();
    await office.settled(call);
    expect(await inboxOf(office, null)).toEqual(
      [...unmatched, "telnyx call.hangup unmatched", "telnyx call.initiated unmatched"].toSorted(),
    );
    expect(await rowCounts()).toEqual({ ...before, inbox_events: (before.inbox_events ?? 0) + 2 });
    expect(await recordOf(office, practice)).toEqual(NOTHING);
  });
});

/** The office's database, failing at the last statement of a webhook: everything before it must go, too. */
function failingLast(): Database {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      if (node.kind === "UpdateQueryNode" && JSON.stringify(node.table).includes("inbox_events"))
        throw new Error("the connection broke");
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { ...office.database, kysely: office.database.kysely.withPlugin(plugin) };
}

/** A spoiled database is for the next request, which shall be none of those that come at any time. */
const withoutUpdates = () =>
  office.vendors.retell.faults.set({ on: "webhook", match: "transcript_updated", mode: "drop" });

describe("5xx", () => {
  it("answers a webhook whose database fails, and the vendor's repeat takes effect once", async () => {
    const practice = await openPractice(office);
    withoutUpdates();
    office.spoiled.push(lostDatabase(), failingLast());
    const call = practice.ring();
    await call.connected;
    const first = office.vendors.telnyx.deliveries.filter(({ rawBody, event }) =>
      event === "call.initiated" ? rawBody.includes(call.callControlId) : false,
    );
    expect(first.map(({ status }) => status)).toEqual([503, 500, 200]);
    await runScript(call, ["Hi, do you take new patients?"]);
    office.spoiled.push(failingLast(), lostDatabase(), failingLast());
    await call.hangUp();
    await office.settled(call);
    const { calls, events, tasks, brokenJobs } = await recordOf(office, practice);
    expect(calls).toMatchObject([{ status: "completed", outcome: "answered", hasSummary: true }]);
    expect(calls[0]?.turns).toHaveLength(3);
    expect({ events, tasks, brokenJobs }).toEqual({
      events: ["call.completed", "call.started"],
      tasks: [],
      brokenJobs: [],
    });
    const types = await inboxOf(office, practice.businessId);
    expect(types).toHaveLength(11);
    expect(office.app.served.filter(({ status }) => status >= 500)).toHaveLength(5);
  });

  it("answers a tool whose database fails, and its repeat books once", async () => {
    const practice = await openPractice(office);
    withoutUpdates();
    const call = practice.ring();
    await runScript(call, [
      "I'd like to book a cleaning tomorrow after three",
      "The first one works",
      "Maya Torres",
      "Yes, that's the best one.",
      "no e-mail, thanks",
    ]);
    office.app.served.length = 0;
    office.spoiled.push(lostDatabase());
    expect((await call.say("Yes")).text).toMatch(/^You're booked for a cleaning on Tuesday, March 3 at 3 PM/);
    expect(office.app.served).toEqual([
      { path: "/api/tools/book_appointment", status: 503 },
      { path: "/api/tools/book_appointment", status: 200 },
    ]);
    await call.hangUp();
    await office.settled(call);
    const { appointments, leads } = await recordOf(office, practice);
    expect(appointments).toMatchObject([{ status: "confirmed", startsAt: "2026-03-03T20:00:00.000Z" }]);
    expect(leads).toHaveLength(1);
  });
});
