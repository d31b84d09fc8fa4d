import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { addNumber } from "@/lib/domain/numbers";
import { makeTenant } from "../../support/context";
import {
  at,
  CALLER,
  callStory,
  makeCallTenant,
  type StoryEvent,
  storedCall,
  systemOf,
  tell,
} from "./call-story";

type Story = ReturnType<typeof callStory>;
const NAMES = [
  "initiated",
  "answered",
  "bridged",
  "hangup",
  "started",
  "greeted",
  "asking",
  "asked",
  "ended",
  "lastUpdate",
  "analyzed",
] as const satisfies (keyof Story)[];
const RUNS = 30;

/** What two calls with other ids have in common. */
const comparable = (stored: unknown, story: Story): unknown =>
  JSON.parse(JSON.stringify(stored).replaceAll(story.tag, "TAG"));

describe("the reports of a call in any order, each of them twice", () => {
  it("lead to the same call", { timeout: 120_000 }, async () => {
    const tenant = await makeCallTenant();
    const straight = callStory(tenant.number);
    for (const name of NAMES) await tell(systemOf(tenant), straight[name]);
    const expected = comparable(await storedCall(tenant, straight.initiated.sessionId), straight);
    expect(expected).toMatchObject([
      {
        call: {
          status: "completed",
          from_number: CALLER,
          to_number: tenant.number,
          provider: "telnyx",
          started_at: at(0).toISOString(),
          answered_at: at(1).toISOString(),
          bridged_at: at(3).toISOString(),
          ended_at: at(61).toISOString(),
          duration_seconds: 60,
          disconnect_reason: "user_hangup",
        },
        conversation: {
          status: "closed",
          outcome: "answered",
          sentiment: "positive",
          summary: "Asked whether new patients are taken.",
          closed_at: at(61).toISOString(),
        },
        events: ["call.completed", "call.started"],
        contactPhone: CALLER,
      },
    ]);
    const withoutJobs = (state: unknown) =>
      Array.isArray(state) ? state.map(({ jobs, ...rest }: { jobs: unknown }) => rest) : state;

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...NAMES, ...NAMES], { minLength: NAMES.length * 2 }),
        async (order) => {
          const story = callStory(tenant.number);
          for (const name of order) await tell(systemOf(tenant), story[name]);
          const stored = comparable(await storedCall(tenant, story.initiated.sessionId), story);
          expect(withoutJobs(stored)).toEqual(withoutJobs(expected));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it("lead to the same call with the legs that we dial and our own id in the metadata", {
    timeout: 120_000,
  }, async () => {
    const tenant = await makeCallTenant();
    const names = [...NAMES, "dialled", "dialledAnswered", "dialledHangup"] as const;
    const run = async (order: readonly (typeof names)[number][]) => {
      const story = callStory(tenant.number);
      const first = await tell(systemOf(tenant), story.initiated);
      const callId = first.matched ? first.callId : undefined;
      for (const name of order) {
        const event: StoryEvent = story[name];
        await tell(
          systemOf(tenant),
          "voiceCallId" in event ? { ...event, callId, businessId: tenant.businessId } : event,
        );
      }
      return comparable(await storedCall(tenant, story.initiated.sessionId), story);
    };
    const expected = await run(names);
    expect(expected).toMatchObject([
      { call: { status: "completed", duration_seconds: 60 }, jobs: ["call.connect", "call.recording"] },
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...names, ...names], { minLength: names.length * 2 }),
        async (order) => {
          const withoutLateOrders = (state: unknown) =>
            JSON.parse(JSON.stringify(state).replaceAll('"call.command",', ""));
          expect(withoutLateOrders(await run(order))).toEqual(expected);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("what is said while a call runs", () => {
  const turnsOf = async (tenant: Awaited<ReturnType<typeof makeCallTenant>>, story: Story) =>
    (await storedCall(tenant, story.initiated.sessionId)).map(({ turns }) =>
      turns.map((turn) => (turn as { content: string }).content),
    );

  it("is there at once, grows, and goes back for no late or repeated update", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    const told = async (...names: (keyof Story)[]) => {
      for (const name of names) await tell(systemOf(tenant), story[name] as StoryEvent);
      return (await turnsOf(tenant, story))[0];
    };
    expect(await told("initiated", "answered", "started")).toEqual([]);
    expect(await told("greeted")).toEqual(["Harbor Dental, how can I help?"]);
    expect(await told("asking")).toEqual(["Harbor Dental, how can I help?", "Do you take"]);
    expect(await told("asked", "asking", "greeted", "asked")).toEqual([
      "Harbor Dental, how can I help?",
      "Do you take new patients?",
    ]);
    expect(await storedCall(tenant, story.initiated.sessionId)).toMatchObject([
      { call: { status: "in_progress", ended_at: null }, conversation: { status: "active" } },
    ]);
    expect(await told("ended", "lastUpdate", "asked")).toHaveLength(2);
    expect(await told("analyzed", "lastUpdate", "greeted")).toHaveLength(3);
    expect(await storedCall(tenant, story.initiated.sessionId)).toMatchObject([
      { call: { status: "completed" }, conversation: { status: "closed", outcome: "answered" } },
    ]);
  });

  it("is told to open pages of the business, and to no other", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    await tell(systemOf(tenant), story.greeted);
    expect(tenant.ports.published).toContainEqual({
      businessId: tenant.businessId,
      topics: expect.arrayContaining(["call"]),
    });
    expect(new Set(tenant.ports.published.map(({ businessId }) => businessId))).toEqual(
      new Set([tenant.businessId]),
    );
  });

  it("keeps the turns that stand: an update writes only what is new", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    const idsOf = () =>
      inTenant(tenant.ctx, async ({ trx }) =>
        (await trx.selectFrom("messages").select("id").orderBy("position").execute()).map(({ id }) => id),
      );
    await tell(systemOf(tenant), story.asked);
    const before = await idsOf();
    await tell(systemOf(tenant), story.lastUpdate);
    const after = await idsOf();
    expect(after).toHaveLength(3);
    expect(after.slice(0, 2)).toEqual(before);
  });
});

describe("a leg that we dialled, reported before anything else of its call", () => {
  it.each(["dialled", "dialledAnswered", "dialledHangup"] as const)("is of that call: %s", async (name) => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    const ids = new Set<string>();
    for (const next of [name, "started", "initiated", "ended", "hangup"] as const) {
      const result = await tell(systemOf(tenant), story[next]);
      ids.add(result.matched ? result.callId : "nobody");
    }
    expect(ids.size).toBe(1);
    expect(await storedCall(tenant, story.initiated.sessionId)).toMatchObject([
      { call: { status: "completed", voice_call_id: story.voiceCallId } },
    ]);
  });
});

describe("a report of nobody's call", () => {
  it("is not matched and writes nothing", async () => {
    const tenant = await makeCallTenant();
    const story = callStory("+12025559999");
    expect(await tell(systemOf(tenant), story.initiated)).toEqual({ matched: false });
    expect(await tell(systemOf(tenant), story.started)).toEqual({ matched: false });
    expect(
      await tell(systemOf(tenant), { type: "ended", voiceCallId: "conv_123", transcriptText: "Hello" }),
    ).toEqual({
      matched: false,
    });
    expect(await storedCall(tenant, story.initiated.sessionId)).toEqual([]);
  });

  it("does not reach the call of another business by an id in its metadata", async () => {
    const [mine, other] = [await makeCallTenant(), await makeTenant()];
    const story = callStory(mine.number);
    const first = await tell(systemOf(mine), story.initiated);
    const forged = {
      ...story.ended,
      voiceCallId: "call_forged",
      callId: first.matched ? first.callId : null,
      businessId: other.businessId,
      toNumber: null,
    };
    expect(await tell(systemOf(mine), forged)).toEqual({ matched: false });
    expect(await storedCall(mine, story.initiated.sessionId)).toMatchObject([
      { call: { status: "ringing", voice_call_id: null }, turns: [] },
    ]);
  });
});

describe("a call again from the same number", () => {
  it("is another call", async () => {
    const tenant = await makeCallTenant();
    const [one, two] = [callStory(tenant.number), callStory(tenant.number)];
    for (const story of [one, two]) for (const name of NAMES) await tell(systemOf(tenant), story[name]);
    const calls = [
      ...(await storedCall(tenant, one.initiated.sessionId)),
      ...(await storedCall(tenant, two.initiated.sessionId)),
    ];
    expect(calls.map(({ call }) => call.voice_call_id)).toEqual([one.voiceCallId, two.voiceCallId]);
  });

  it("is told apart by the number called", async () => {
    const tenant = await makeCallTenant();
    const other = `${tenant.number}9`;
    await addNumber(tenant.ctx, { e164: other });
    const [one, two] = [callStory(tenant.number), callStory(other)];
    await tell(systemOf(tenant), one.initiated);
    await tell(systemOf(tenant), two.started);
    expect(await storedCall(tenant, one.initiated.sessionId)).toMatchObject([
      { call: { voice_call_id: null } },
    ]);
  });
});
