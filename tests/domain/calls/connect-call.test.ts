import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createAgent, updateAgent } from "@/lib/domain/agents";
import { connectCall, getCall, runCallCommand } from "@/lib/domain/calls";
import { findOrCreateContact, updateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { syncAgent } from "@/lib/domain/receptionist";
import { listTasks } from "@/lib/domain/tasks";
import { at, CALLER, callStory, jobsOf, makeCallTenant, systemOf, tell } from "./call-story";
import { connectVendors, outOfReach, refused } from "./fake-vendors";

const FALLBACK = "+12025550199";

async function ringingCall(options: { fallbackNumbers?: string[] } = {}) {
  const tenant = await makeCallTenant();
  const vendors = connectVendors(tenant);
  const agent = await createAgent(tenant.ctx, { name: "Receptionist", ...options });
  const story = callStory(tenant.number);
  const result = await tell(systemOf(tenant), story.initiated);
  if (!result.matched) throw new Error("The call was not matched");
  const { callId } = result;
  return {
    tenant,
    vendors,
    agent,
    story,
    callId,
    connect: () => connectCall(jobsOf(tenant), { callId }),
    call: () => getCall(tenant.ctx, callId),
    commands: () => vendors.commands.map(({ command, detail }) => [command, detail]),
    jobs: (command: string) =>
      inTenant(tenant.ctx, ({ trx }) =>
        trx
          .selectFrom("jobs")
          .select(["payload", "run_at"])
          .where("kind", "=", "call.command")
          .where(sql<boolean>`payload ->> 'command' = ${command}`)
          .execute(),
      ),
  };
}
type Ringing = Awaited<ReturnType<typeof ringingCall>>;

describe("a call that the receptionist takes", () => {
  let ringing: Ringing;
  beforeEach(async () => {
    ringing = await ringingCall();
    await ringing.connect();
  });

  it("is registered, answered and sent to the SIP address", async () => {
    const sip = `sip:call_${ringing.callId}_1@sip.retellai.com`;
    expect(ringing.commands()).toEqual([
      ["answer", undefined],
      ["transfer", sip],
    ]);
    expect(ringing.vendors.saved).toHaveLength(1);
    const { conversationId } = await ringing.call();
    expect(ringing.vendors.registered).toMatchObject([
      {
        fromNumber: CALLER,
        toNumber: ringing.tenant.number,
        metadata: {
          business_id: ringing.tenant.businessId,
          call_id: ringing.callId,
          conversation_id: conversationId,
        },
      },
    ]);
  });

  it("is taken once when the job runs again", async () => {
    await ringing.connect();
    expect(ringing.commands()).toHaveLength(2);
    expect(ringing.vendors.registered).toHaveLength(1);
  });

  it("keeps the version that the voice vendor knew, whatever is published afterwards", async () => {
    expect(await ringing.call()).toMatchObject({ agentId: ringing.agent.id, agentVersion: 1 });
    const published = await updateAgent(ringing.tenant.ctx, { id: ringing.agent.id, name: "Ava" });
    expect(published).toMatchObject({ version: 2, syncedVersion: 1 });
    const voiceCallId = `call_${ringing.callId}_1`;
    await tell(systemOf(ringing.tenant), { type: "started", voiceCallId, startedAt: at(2) });
    expect(await ringing.call()).toMatchObject({ agentVersion: 1 });
  });

  it("is known by the vendor's id from then on", async () => {
    const voiceCallId = `call_${ringing.callId}_1`;
    const result = await tell(systemOf(ringing.tenant), { type: "started", voiceCallId, startedAt: at(2) });
    expect(result).toMatchObject({ matched: true, callId: ringing.callId });
  });
});

describe("a call that the voice vendor took by itself", () => {
  it("keeps the version that the vendor was last told", async () => {
    const tenant = await makeCallTenant();
    connectVendors(tenant);
    const agent = await createAgent(tenant.ctx, { name: "Ava" });
    await syncAgent(jobsOf(tenant), { agentId: agent.id });
    await updateAgent(tenant.ctx, { id: agent.id, name: "Eva" });
    const story = callStory(tenant.number);
    const result = await tell(systemOf(tenant), story.started);
    if (!result.matched) throw new Error("The call was not matched");
    expect(await getCall(tenant.ctx, result.callId)).toMatchObject({ agentId: agent.id, agentVersion: 1 });
  });

  it("has none while it only rings", async () => {
    const ringing = await ringingCall();
    expect(await ringing.call()).toMatchObject({ agentId: ringing.agent.id, agentVersion: null });
  });
});

describe("a job that was cut off between two commands", () => {
  it("goes on with the same registration and the same command ids", async () => {
    const ringing = await ringingCall();
    ringing.vendors.failures.set("transfer", outOfReach("telnyx"));
    await expect(ringing.connect()).rejects.toThrow("telnyx is out of reach");
    const [answer] = ringing.vendors.commands;
    ringing.vendors.failures.clear();
    await ringing.connect();
    expect(ringing.vendors.registered).toHaveLength(1);
    expect(ringing.commands().map(([command]) => command)).toEqual(["answer", "transfer"]);
    expect(ringing.vendors.commands[0]).toEqual(answer);
    expect(new Set(ringing.vendors.commands.map(({ commandId }) => commandId)).size).toBe(2);
  });
});

describe("a call that the receptionist cannot take", () => {
  it("goes to the fallback number", async () => {
    const ringing = await ringingCall({ fallbackNumbers: [FALLBACK] });
    ringing.vendors.failures.set("registerCall", outOfReach("retell"));
    await ringing.connect();
    await ringing.connect();
    expect(ringing.commands()).toEqual([
      ["answer", undefined],
      ["transfer", FALLBACK],
    ]);
  });

  it("goes there, too, when the voice vendor is slow", async () => {
    const ringing = await ringingCall({ fallbackNumbers: [FALLBACK] });
    ringing.vendors.failures.set("registerCall", "never");
    await ringing.connect();
    expect(ringing.commands()).toContainEqual(["transfer", FALLBACK]);
  });

  it("gets an apology where there is no such number, and the owner one task", async () => {
    const ringing = await ringingCall();
    ringing.vendors.failures.set("saveAgent", refused("retell"));
    await ringing.connect();
    await ringing.connect();
    expect(ringing.commands().map(([command]) => command)).toEqual(["answer", "speak"]);
    expect(ringing.commands()[1]?.[1]).toContain("Harbor Dental");
    expect(await listTasks(ringing.tenant.ctx)).toMatchObject([
      { kind: "failed_call", urgency: "high", callId: ringing.callId, status: "open" },
    ]);
    expect(await ringing.jobs("hangup")).toMatchObject([{ run_at: at(15) }]);
  });

  it("is hung up on when the apology was spoken, and ends as failed", async () => {
    const ringing = await ringingCall();
    ringing.vendors.failures.set("registerCall", refused("retell"));
    await ringing.connect();
    const system = systemOf(ringing.tenant);
    await tell(system, { ...ringing.story.answered, type: "speak_ended" });
    expect(await ringing.jobs("hangup")).toHaveLength(2);
    for (let i = 0; i < 2; i += 1)
      await runCallCommand(jobsOf(ringing.tenant), { callId: ringing.callId, command: "hangup" });
    const hangups = ringing.vendors.commands.filter(({ command }) => command === "hangUp");
    expect(new Set(hangups.map(({ commandId }) => commandId)).size).toBe(1);
    await tell(system, ringing.story.hangup);
    expect(await ringing.call()).toMatchObject({ status: "failed" });
  });

  it("gets the apology when an inactive receptionist has the number", async () => {
    const ringing = await ringingCall();
    await updateAgent(ringing.tenant.ctx, { id: ringing.agent.id, status: "inactive" });
    await ringing.connect();
    expect(ringing.vendors.registered).toEqual([]);
    expect(ringing.commands().map(([command]) => command)).toEqual(["answer", "speak"]);
  });
});

describe("the leg to the receptionist that ends without an answer", () => {
  it("has the caller taken to the fallback number", async () => {
    const ringing = await ringingCall({ fallbackNumbers: [FALLBACK] });
    await ringing.connect();
    const system = systemOf(ringing.tenant);
    await tell(system, ringing.story.answered);
    await tell(system, ringing.story.dialledHangup);
    expect(await ringing.jobs("fallback")).toHaveLength(1);
    await runCallCommand(jobsOf(ringing.tenant), { callId: ringing.callId, command: "fallback" });
    expect(ringing.commands()).toContainEqual(["transfer", FALLBACK]);
    expect(await ringing.call()).toMatchObject({ status: "in_progress" });
  });

  it("changes nothing when its answer was only late", async () => {
    const ringing = await ringingCall({ fallbackNumbers: [FALLBACK] });
    await ringing.connect();
    const system = systemOf(ringing.tenant);
    await tell(system, ringing.story.answered);
    await tell(system, ringing.story.dialledHangup);
    await tell(system, ringing.story.dialledAnswered);
    await runCallCommand(jobsOf(ringing.tenant), { callId: ringing.callId, command: "fallback" });
    expect(ringing.commands()).not.toContainEqual(["transfer", FALLBACK]);
  });
});

describe("a caller who is gone or not wanted", () => {
  it("ends the call as missed when the answer is refused", async () => {
    const ringing = await ringingCall();
    ringing.vendors.failures.set("answer", refused("telnyx"));
    await ringing.connect();
    expect(ringing.commands()).toEqual([]);
    expect(await ringing.call()).toMatchObject({ status: "missed", endedAt: at(0) });
  });

  it("is not called back after hanging up first", async () => {
    const ringing = await ringingCall();
    await tell(systemOf(ringing.tenant), ringing.story.hangup);
    await ringing.connect();
    expect(ringing.commands()).toEqual([]);
    expect(ringing.vendors.registered).toEqual([]);
  });

  it("is hung up on when blocked", async () => {
    const tenant = await makeCallTenant();
    const vendors = connectVendors(tenant);
    await createAgent(tenant.ctx, { name: "Receptionist" });
    const contact = await findOrCreateContact(tenant.ctx, { phone: CALLER });
    await updateContact(tenant.ctx, { id: contact.id, isBlocked: true });
    const result = await tell(systemOf(tenant), callStory(tenant.number).initiated);
    if (!result.matched) throw new Error("The call was not matched");
    await connectCall(jobsOf(tenant), { callId: result.callId });
    expect(vendors.commands.map(({ command }) => command)).toEqual(["hangUp"]);
  });
});

describe("without a carrier", () => {
  it("leaves a task", async () => {
    const ringing = await ringingCall();
    ringing.tenant.ports.telephony = { ...ringing.tenant.ports.telephony, isConfigured: false };
    await ringing.connect();
    await ringing.connect();
    expect(await listTasks(ringing.tenant.ctx)).toMatchObject([{ kind: "failed_call" }]);
  });
});
