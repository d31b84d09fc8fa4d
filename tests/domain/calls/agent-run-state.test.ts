import { expect, it } from "vitest";
import { createAgent, getAgent, startAgent, stopAgent, updateAgent } from "@/lib/domain/agents";
import { agentRunState, connectCall } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { makeTenant, type Tenant } from "../../support/context";
import { callStory, jobsOf, makeCallTenant, systemOf, tell } from "./call-story";
import { connectVendors } from "./fake-vendors";

const auditOf = (tenant: Tenant, id: string) =>
  inTenant(tenant.ctx, async ({ trx }) =>
    (
      await trx
        .selectFrom("audit_log")
        .select("action")
        .where("business_id", "=", tenant.businessId)
        .where("subject_id", "=", id)
        .where("action", "in", ["agent.start", "agent.stop"])
        .orderBy("occurred_at")
        .orderBy("id")
        .execute()
    ).map(({ action }) => action),
  );

const later = ({ clock }: Tenant, milliseconds: number) =>
  clock.set(new Date(clock.now().getTime() + milliseconds));

it("counts an agent's own calls, of now and of today", async () => {
  const tenant = await makeCallTenant();
  connectVendors(tenant);
  const agent = await createAgent(tenant.ctx, { name: "Ava" });
  later(tenant, 20_000);
  const other = await createAgent(tenant.ctx, { name: "Eva" });
  const [over, ongoing] = [callStory(tenant.number), callStory(tenant.number, "+12025550134")];
  for (const fact of [over.initiated, over.answered, over.hangup, ongoing.initiated, ongoing.answered])
    await tell(systemOf(tenant), fact);
  later(tenant, 100_000);
  const state = {
    agent,
    isStarted: true,
    isInWorkingHours: true,
    activeCalls: 1,
    callsToday: 2,
    uptimeMilliseconds: 120_000,
  };
  expect(await agentRunState(tenant.ctx, agent.id)).toEqual({ ...state, problems: [] });
  expect(await agentRunState(tenant.ctx, other.id)).toEqual({
    ...state,
    agent: other,
    activeCalls: 0,
    callsToday: 0,
    uptimeMilliseconds: 100_000,
    problems: ["No phone number leads to this agent. Add one under Phone."],
  });
  later(tenant, 24 * 3_600_000);
  expect(await agentRunState(tenant.ctx, agent.id)).toMatchObject({ activeCalls: 0, callsToday: 0 });
});

it("measures from the last start, which a second start does not move", async () => {
  const tenant = await makeTenant();
  const { id } = await createAgent(tenant.ctx, { name: "Ava" });
  later(tenant, 60_000);
  await stopAgent(tenant.ctx, id);
  expect(await stopAgent(tenant.ctx, id)).toMatchObject({ status: "inactive", startedAt: null });
  expect(await agentRunState(tenant.ctx, id)).toMatchObject({
    isStarted: false,
    uptimeMilliseconds: 0,
    problems: [],
  });
  later(tenant, 60_000);
  const started = await startAgent(tenant.ctx, id);
  expect(started).toMatchObject({ status: "active", startedAt: tenant.ctx.clock.now() });
  later(tenant, 5_000);
  expect(await startAgent(tenant.ctx, id)).toEqual(started);
  expect(await agentRunState(tenant.ctx, id)).toMatchObject({ uptimeMilliseconds: 5_000 });
  expect(await auditOf(tenant, id)).toEqual(["agent.stop", "agent.start"]);
  await updateAgent(tenant.ctx, { id, status: "inactive" });
  expect(await getAgent(tenant.ctx, id)).toMatchObject({ startedAt: null });
});

it("sends the callers of a stopped agent to the fallback number, and those of a started one to it again", async () => {
  const tenant = await makeCallTenant();
  const vendors = connectVendors(tenant);
  const { id } = await createAgent(tenant.ctx, { name: "Ava", fallbackNumbers: ["+12025550199"] });
  const ring = async (from: string) => {
    const before = vendors.commands.length;
    const result = await tell(systemOf(tenant), callStory(tenant.number, from).initiated);
    if (!result.matched) throw new Error("The call was not matched");
    await connectCall(jobsOf(tenant), { callId: result.callId });
    return vendors.commands.slice(before).map(({ command, detail }) => [command, detail]);
  };
  await stopAgent(tenant.ctx, id);
  expect(await ring("+12025550135")).toEqual([
    ["answer", undefined],
    ["transfer", "+12025550199"],
  ]);
  await startAgent(tenant.ctx, id);
  expect(await ring("+12025550136")).toEqual([
    ["answer", undefined],
    ["transfer", expect.stringMatching(/^sip:/)],
  ]);
});

it("tells what the voice vendor refused, and which vendor is missing", async () => {
  const tenant = await makeCallTenant();
  const { id } = await createAgent(tenant.ctx, { name: "Ava" });
  tenant.ports.telephony = { ...tenant.ports.telephony, isConfigured: false };
  tenant.ports.voice = { ...tenant.ports.voice, isConfigured: false };
  expect(await agentRunState(tenant.ctx, id)).toMatchObject({
    problems: [
      "No phone carrier is connected. Connect your own Twilio account, or ask whoever runs Frontdesk for you to connect one.",
      "Connect Retell to let it speak.",
    ],
  });
  connectVendors(tenant);
  await inTenant(tenant.ctx, ({ trx }) =>
    trx
      .updateTable("agents")
      .set({ sync_status: "error", sync_error: "Voice not found" })
      .where("id", "=", id)
      .execute(),
  );
  expect(await agentRunState(tenant.ctx, id)).toMatchObject({
    problems: ["The voice vendor did not take it: Voice not found"],
  });
});

it("is for its own business, and starting for managers", async () => {
  const tenant = await makeTenant();
  const { id } = await createAgent(tenant.ctx, { name: "Ava" });
  const other = await makeTenant();
  for (const verb of [agentRunState, startAgent, stopAgent])
    await expect(verb(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
  const member = await tenant.as("member");
  for (const verb of [startAgent, stopAgent])
    await expect(verb(member, id)).rejects.toMatchObject({ code: "forbidden" });
  expect(await agentRunState(member, id)).toMatchObject({ isStarted: true });
});
