import { beforeEach, describe, expect, it } from "vitest";
import { type Agent, createAgent, startAgent, stopAgent, updateAgent } from "@/lib/domain/agents";
import { agentRunState, connectCall, getCall } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { assignNumber, listNumbers } from "@/lib/domain/numbers";
import { syncAgent } from "@/lib/domain/receptionist";
import type { Tenant } from "../../support/context";
import { at, callStory, jobsOf, makeCallTenant, systemOf, tell } from "./call-story";
import { connectVendors, outOfReach } from "./fake-vendors";

const FALLBACK = "+12025550199";
/** The tests happen on a Monday at nine. */
const MONDAYS = [{ dayOfWeek: 1, opensAt: "09:00", closesAt: "17:00" }];
const TUESDAYS = [{ dayOfWeek: 2, opensAt: "09:00", closesAt: "17:00" }];

let tenant: Tenant & { number: string };
let vendors: ReturnType<typeof connectVendors>;
let first: Agent;
let second: Agent;

beforeEach(async () => {
  tenant = await makeCallTenant();
  vendors = connectVendors(tenant);
  first = await createAgent(tenant.ctx, { name: "Ava", fallbackNumbers: [FALLBACK] });
  tenant.clock.set(at(1));
  second = await createAgent(tenant.ctx, { name: "Eva" });
});

const giveNumberTo = async (agentId: string | null) => {
  const [number] = await listNumbers(tenant.ctx);
  await assignNumber(tenant.ctx, { id: number?.id ?? "", agentId });
};

let lastCaller = 2_025_550_140;
async function ring() {
  lastCaller += 1;
  const result = await tell(systemOf(tenant), callStory(tenant.number, `+1${lastCaller}`).initiated);
  if (!result.matched) throw new Error("The call was not matched");
  const { callId } = result;
  return {
    connect: () => connectCall(jobsOf(tenant), { callId }),
    call: () => getCall(tenant.ctx, callId),
  };
}

/** Who answers a call, and where it was sent: to the voice vendor, a number, or an apology. */
async function answered() {
  const before = vendors.commands.length;
  const call = await ring();
  await call.connect();
  const sent = vendors.commands.slice(before).map(({ command, detail }) => [command, detail]);
  const { agentId, agentVersion } = await call.call();
  const isSpoken = sent.some(([, detail]) => detail?.startsWith("sip:"));
  return { agentId, agentVersion, isSpoken, sent };
}

describe("a call", () => {
  it("goes to the oldest, and to the number's own once it has one", async () => {
    expect(await answered()).toMatchObject({ agentId: first.id, agentVersion: 1, isSpoken: true });
    await giveNumberTo(second.id);
    expect(await answered()).toMatchObject({ agentId: second.id, isSpoken: true });
    await giveNumberTo(null);
    expect(await answered()).toMatchObject({ agentId: first.id, isSpoken: true });
  });

  it("goes to another one while the number's own is stopped, and back", async () => {
    await giveNumberTo(second.id);
    await stopAgent(tenant.ctx, second.id);
    expect(await answered()).toMatchObject({ agentId: first.id, isSpoken: true });
    await startAgent(tenant.ctx, second.id);
    expect(await answered()).toMatchObject({ agentId: second.id, isSpoken: true });
  });

  it("goes to another one outside the own one's hours, by the zone of the business", async () => {
    await giveNumberTo(second.id);
    await updateAgent(tenant.ctx, { id: second.id, workingHours: MONDAYS });
    expect(await answered()).toMatchObject({ agentId: second.id, agentVersion: 2, isSpoken: true });
    tenant.clock.set("2026-03-02T22:00:00Z");
    expect(await answered()).toMatchObject({ agentId: first.id, agentVersion: 1, isSpoken: true });
    tenant.clock.set("2026-03-09T13:00:00Z");
    expect(await answered()).toMatchObject({ agentId: second.id, isSpoken: true });
  });

  it("goes to the fallback numbers of the number's own where nobody is at work", async () => {
    await giveNumberTo(first.id);
    await stopAgent(tenant.ctx, first.id);
    await updateAgent(tenant.ctx, { id: second.id, workingHours: TUESDAYS });
    expect(await answered()).toMatchObject({
      agentId: first.id,
      agentVersion: null,
      sent: [
        ["answer", undefined],
        ["transfer", FALLBACK],
      ],
    });
    await updateAgent(tenant.ctx, { id: first.id, fallbackNumbers: [] });
    expect((await answered()).sent.map(([command]) => command)).toEqual(["answer", "speak"]);
  });
});

describe("a call that rings while its receptionist leaves work", () => {
  it("is another one's from then on, with that one's version", async () => {
    await updateAgent(tenant.ctx, { id: second.id, greeting: "Good day." });
    const call = await ring();
    expect(await call.call()).toMatchObject({ agentId: first.id, agentVersion: null });
    await stopAgent(tenant.ctx, first.id);
    await call.connect();
    expect(await call.call()).toMatchObject({ agentId: second.id, agentVersion: 2 });
    expect(await agentRunState(tenant.ctx, first.id)).toMatchObject({ callsToday: 0 });
    expect(await agentRunState(tenant.ctx, second.id)).toMatchObject({ callsToday: 1, activeCalls: 1 });
  });

  it("stays with it once it is announced to the voice vendor", async () => {
    vendors.failures.set("transfer", outOfReach("telnyx"));
    const call = await ring();
    await expect(call.connect()).rejects.toThrow("telnyx is out of reach");
    vendors.failures.clear();
    await stopAgent(tenant.ctx, first.id);
    await call.connect();
    expect(await call.call()).toMatchObject({ agentId: first.id, agentVersion: 1 });
    expect(vendors.registered).toHaveLength(1);
  });

  it("stays with it while it speaks", async () => {
    const call = await ring();
    await call.connect();
    await stopAgent(tenant.ctx, first.id);
    await call.connect();
    expect(await call.call()).toMatchObject({ agentId: first.id });
    expect(await agentRunState(tenant.ctx, first.id)).toMatchObject({ activeCalls: 1, isStarted: false });
  });
});

it("counts a call that the voice vendor took by itself for the one that took it", async () => {
  await syncAgent(jobsOf(tenant), { agentId: second.id });
  const voiceVendorAgentId = `agent_${tenant.businessId}`;
  const { started } = callStory(tenant.number);
  const result = await tell(systemOf(tenant), { ...started, agentId: voiceVendorAgentId });
  if (!result.matched) throw new Error("The call was not matched");
  expect(await getCall(tenant.ctx, result.callId)).toMatchObject({ agentId: second.id });
});

describe("giving a number to a receptionist", () => {
  it("is for admins, within the business, and written down", async () => {
    const [number] = await listNumbers(tenant.ctx);
    const id = number?.id ?? "";
    const input = { id, agentId: second.id };
    await expect(assignNumber(await tenant.as("manager"), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await makeCallTenant();
    await expect(assignNumber(other.ctx, { id, agentId: null })).rejects.toMatchObject({ code: "not_found" });
    const [foreign] = await listNumbers(other.ctx);
    for (const attempt of [
      { id, agentId: id },
      { id: foreign?.id ?? "", agentId: second.id },
    ])
      await expect(assignNumber(tenant.ctx, attempt)).rejects.toMatchObject({ code: "not_found" });
    expect(await listNumbers(tenant.ctx)).toEqual([number]);
    expect(await assignNumber(await tenant.as("admin"), input)).toEqual({ ...number, agentId: second.id });
    const rows = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("audit_log").select("action").where("subject_id", "=", id).orderBy("id").execute(),
    );
    expect(rows).toEqual([{ action: "number.add" }, { action: "number.assign" }]);
  });
});

describe("what is said of a receptionist", () => {
  it("tells that it is outside its hours, and which ones no number leads to", async () => {
    await updateAgent(tenant.ctx, { id: first.id, workingHours: TUESDAYS });
    expect(await agentRunState(tenant.ctx, first.id)).toMatchObject({
      isStarted: true,
      isInWorkingHours: false,
      uptimeMilliseconds: 1_000,
      problems: ["It is outside its working hours now."],
    });
    expect(await agentRunState(tenant.ctx, second.id)).toMatchObject({
      isInWorkingHours: true,
      problems: [],
    });
    await updateAgent(tenant.ctx, { id: first.id, workingHours: null });
    expect(await agentRunState(tenant.ctx, second.id)).toMatchObject({
      problems: ["No phone number leads to this agent. Add one under Phone."],
    });
  });
});

describe("the calls of today", () => {
  it.each([
    ["America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"],
    ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"],
    ["America/Havana", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"],
    ["Asia/Kolkata", "2026-03-01T18:30:00Z", "2026-03-02T18:30:00Z"],
  ])(
    "in %s begin at its midnight and end at its next, also where the clock changes",
    async (zone, from, to) => {
      await inTenant(tenant.ctx, ({ trx }) =>
        trx.updateTable("businesses").set({ time_zone: zone }).where("id", "=", tenant.businessId).execute(),
      );
      const callAt = async (instant: number) => {
        tenant.clock.set(new Date(instant));
        lastCaller += 1;
        const { initiated } = callStory(tenant.number, `+1${lastCaller}`);
        await tell(systemOf(tenant), { ...initiated, occurredAt: new Date(instant) });
      };
      const counted = async (instant: number) => {
        tenant.clock.set(new Date(instant));
        return (await agentRunState(tenant.ctx, first.id)).callsToday;
      };
      const [start, end] = [Date.parse(from), Date.parse(to)];
      await callAt(start - 1);
      expect(await counted(start - 1)).toBe(1);
      await callAt(start);
      expect(await counted(start)).toBe(1);
      await callAt(end - 1);
      expect(await counted(end - 1)).toBe(2);
      expect(await counted(end)).toBe(0);
    },
  );
});
