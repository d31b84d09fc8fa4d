import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { planUsage } from "@/lib/domain/limits";
import { makeTenant, type Tenant, testDatabase } from "../../support/context";
import { at, callStory, makeCallTenant, type StoryEvent, systemOf, tell } from "../calls/call-story";
import { used } from "./used";

const NAMES = [
  "initiated",
  "answered",
  "bridged",
  "hangup",
  "started",
  "asked",
  "ended",
  "analyzed",
] as const;

/** The exact sums, before they are rounded up to minutes. */
async function seconds({ businessId }: Tenant): Promise<Record<string, number>> {
  const { kysely } = await testDatabase();
  const rows = await asService(kysely, (trx) =>
    trx
      .selectFrom("usage_changes")
      .select(["thing", "month"])
      .select((eb) => eb.fn.sum<string>("delta").as("sum"))
      .where("business_id", "=", businessId)
      .groupBy(["thing", "month"])
      .execute(),
  );
  return Object.fromEntries(rows.map(({ thing, sum }) => [thing, Number(sum)]));
}

/** A call that was answered at an instant and lasted ten seconds. */
async function callAt(tenant: Tenant & { number: string }, answeredAt: Date): Promise<void> {
  const story = callStory(tenant.number);
  const move = (event: StoryEvent, offsetSeconds: number): StoryEvent => ({
    ...(event as Extract<StoryEvent, { occurredAt: Date }>),
    occurredAt: new Date(answeredAt.getTime() + offsetSeconds * 1000),
  });
  await tell(systemOf(tenant), move(story.initiated, -1));
  await tell(systemOf(tenant), move(story.answered, 0));
  await tell(systemOf(tenant), move(story.hangup, 10));
}

describe("the minutes of calls", () => {
  it("are the same for the same calls, in whichever order and however often they are reported", {
    timeout: 120_000,
  }, async () => {
    const tenant = await makeCallTenant();
    let calls = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...NAMES, ...NAMES], { minLength: NAMES.length * 2 }),
        async (order) => {
          const story = callStory(tenant.number);
          for (const name of order) await tell(systemOf(tenant), story[name]);
          calls += 1;
          // Answered at 1 and hung up at 61; the receptionist spoke from 3 to 60.
          expect(await seconds(tenant)).toEqual({ call_seconds: 60 * calls, ai_seconds: 57 * calls });
        },
      ),
      { numRuns: 20 },
    );
    expect(await used(tenant)).toMatchObject({ callMinutes: 20, aiMinutes: 19, messages: 0 });
  });

  it("count no call that nobody answered, and none that goes on", async () => {
    const tenant = await makeCallTenant();
    const [missed, running] = [callStory(tenant.number), callStory(tenant.number, "+12025550134")];
    for (const event of [missed.initiated, missed.hangup]) await tell(systemOf(tenant), event);
    for (const event of [running.initiated, running.answered, running.started])
      await tell(systemOf(tenant), event);
    expect(await seconds(tenant)).toEqual({});
  });

  it("follow an end that is reported late, and stop where the call did", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    for (const event of [story.initiated, story.answered, story.started, story.hangup])
      await tell(systemOf(tenant), event);
    // Nobody has said yet when the receptionist left: it cannot have been later than the end.
    expect(await seconds(tenant)).toEqual({ call_seconds: 60, ai_seconds: 58 });
    await tell(systemOf(tenant), { ...story.ended, endedAt: at(20) } as StoryEvent);
    expect(await seconds(tenant)).toEqual({ call_seconds: 60, ai_seconds: 17 });
    await tell(systemOf(tenant), { ...story.hangup, occurredAt: at(41) } as StoryEvent);
    expect(await seconds(tenant)).toEqual({ call_seconds: 40, ai_seconds: 17 });
  });

  it("are rounded up once, in the sum", async () => {
    const tenant = await makeCallTenant();
    for (let call = 0; call < 3; call += 1) await callAt(tenant, at(call * 600));
    expect(await seconds(tenant)).toEqual({ call_seconds: 30 });
    expect(await used(tenant)).toMatchObject({ callMinutes: 1 });
  });

  it("are each business's own", async () => {
    const [tenant, other] = [await makeCallTenant(), await makeCallTenant()];
    await callAt(tenant, at(0));
    expect(await used(other)).toMatchObject({ callMinutes: 0 });
    await expect(planUsage(await other.as("member"))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the month", () => {
  // [zone, the last moment of a month, when the next month begins]
  const EDGES = [
    ["America/New_York", "2026-04-01T03:59:59Z", "2026-04-01T04:00:00Z", "2026-05-01T04:00:00Z"],
    // Clocks go back on November 1.
    ["America/New_York", "2026-11-01T03:59:59Z", "2026-11-01T04:00:00Z", "2026-12-01T05:00:00Z"],
    ["Asia/Kathmandu", "2026-03-31T18:14:59Z", "2026-03-31T18:15:00Z", "2026-04-30T18:15:00Z"],
    // Half an hour of summer time.
    ["Australia/Lord_Howe", "2026-03-31T12:59:59Z", "2026-03-31T13:00:00Z", "2026-04-30T13:30:00Z"],
    ["Pacific/Kiritimati", "2026-03-31T09:59:59Z", "2026-03-31T10:00:00Z", "2026-04-30T10:00:00Z"],
  ] as const;

  it.each(EDGES)("turns on the wall clock of %s", async (timeZone, last, first, end) => {
    const tenant = await makeCallTenant();
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("businesses")
        .set({ time_zone: timeZone })
        .where("id", "=", tenant.businessId)
        .execute(),
    );
    // A call counts in the month in which it was answered, though it ends in the next.
    await callAt(tenant, new Date(last));
    await callAt(tenant, new Date(first));
    await callAt(tenant, new Date(Date.parse(first) + 60_000));
    tenant.clock.set(last);
    expect(await used(tenant)).toMatchObject({ callMinutes: 1 });
    expect((await planUsage(tenant.ctx)).resetsAt).toEqual(new Date(first));
    tenant.clock.set(first);
    expect(await used(tenant)).toMatchObject({ callMinutes: 1 });
    const { rows, resetsAt } = await planUsage(tenant.ctx);
    expect(resetsAt).toEqual(new Date(end));
    expect(rows.find(({ thing }) => thing === "callMinutes")).toMatchObject({ used: 1, limit: 60 });
  });
});

it("what somebody has at once is counted from what is there", async () => {
  const tenant = await makeTenant();
  await tenant.as("member");
  expect(await used(tenant)).toEqual({
    callMinutes: 0,
    aiMinutes: 0,
    messages: 0,
    numbers: 0,
    seats: 2,
    agents: 0,
  });
});
