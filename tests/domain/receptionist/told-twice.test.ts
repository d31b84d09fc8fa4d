import { describe, expect, it } from "vitest";
import { createAgent, getAgent, removeAgent } from "@/lib/domain/agents";
import { connectCall } from "@/lib/domain/calls";
import { type Context, createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import { type VendorAgent, VendorError } from "@/lib/domain/ports";
import { syncAgent } from "@/lib/domain/receptionist";
import { jobHandlers } from "@/lib/wiring/job-handlers";
import { NOW } from "../../support/context";
import { callStory, jobsOf, makeCallTenant, systemOf, tell } from "../calls/call-story";
import { connectVendors } from "../calls/fake-vendors";

const noAnswer = new VendorError("retell", "no answer", { isRetryable: true });
const work = (ctx: Context) =>
  drainJobs(
    createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null }),
    jobHandlers,
  );

type Making = (made: VendorAgent) => Promise<void>;

/** A business whose phone rings, and a vendor that makes the n-th agent as the n-th of these lets it. */
async function office(...makings: Making[]) {
  const tenant = await makeCallTenant();
  const { registered } = connectVendors(tenant);
  const { id: agentId } = await createAgent(tenant.ctx, { name: "Ava" });
  const there: VendorAgent[] = [];
  let tries = 0;
  const idsOf = (n: number): VendorAgent => ({
    agentId: `agent_${n}_${agentId}`,
    llmId: `llm_${n}_${agentId}`,
  });
  tenant.ports.voice = {
    ...tenant.ports.voice,
    findAgents: async (reference) => (reference === agentId ? [...there] : []),
    saveAgent: async ({ reference }, existing) => {
      // Jobs of other tests in the same database are done here, too.
      if (reference !== agentId) throw new VendorError("retell", "Not here", { isRetryable: false });
      if (existing) return { ...existing, voiceProblem: null };
      tries += 1;
      const made = idsOf(tries);
      await makings[tries - 1]?.(made);
      there.push(made);
      return { ...made, voiceProblem: null };
    },
    removeAgent: async (gone) => {
      const at = there.findIndex(({ agentId }) => agentId === gone.agentId);
      if (at >= 0) there.splice(at, 1);
    },
  };
  const story = callStory(tenant.number);
  const ring = async () => {
    const result = await tell(systemOf(tenant), story.initiated);
    if (!result.matched) throw new Error("The call was not matched");
    await connectCall(jobsOf(tenant), { callId: result.callId });
  };
  const later = async (seconds: number) => {
    tenant.clock.set(new Date(Date.parse(NOW) + seconds * 1000));
    await work(tenant.ctx);
  };
  const vendorIds = async () => (await getAgent(tenant.ctx, agentId)).voiceVendorAgentId;
  return { tenant, ctx: tenant.ctx, agentId, there, registered, idsOf, ring, later, vendorIds };
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return {
    begun,
    open: () => open(),
    wait: async () => {
      begin();
      await opened;
    },
  };
}

describe("a call that rings while another worker tells the voice vendor of its receptionist", () => {
  it("has the receptionist at once, and what the other made too late is removed", async () => {
    const first = gate();
    const { ctx, agentId, there, registered, idsOf, ring, later, vendorIds } = await office(first.wait);
    const late = syncAgent(ctx, { agentId });
    await first.begun;
    await expect(syncAgent(ctx, { agentId })).rejects.toMatchObject({ isRetryable: true });
    await ring();
    expect(registered.map((call) => call.agentId)).toEqual([idsOf(2).agentId]);
    first.open();
    expect(await late).toMatchObject({ voiceVendorAgentId: idsOf(2).agentId });
    expect(there).toEqual([idsOf(2), idsOf(1)]);
    await later(0);
    expect(there).toEqual([idsOf(2)]);
    expect(await vendorIds()).toBe(idsOf(2).agentId);
  });

  it("has it also where the other is done first: one of the two stays, and the row names it", async () => {
    const [first, second] = [gate(), gate()];
    const { ctx, agentId, there, registered, idsOf, ring, later, vendorIds } = await office(
      first.wait,
      second.wait,
    );
    const early = syncAgent(ctx, { agentId });
    await first.begun;
    const ringing = ring();
    await second.begun;
    first.open();
    await early;
    second.open();
    await ringing;
    expect(registered.map((call) => call.agentId)).toEqual([idsOf(2).agentId]);
    await later(60);
    expect(there).toEqual([idsOf(2)]);
    expect(await vendorIds()).toBe(idsOf(2).agentId);
  });

  it("has none where its own try fails, and the next telling takes over what the other made", async () => {
    const [first, second] = [gate(), gate()];
    const { ctx, agentId, there, registered, idsOf, ring, later, vendorIds } = await office(
      first.wait,
      async () => {
        await second.wait();
        throw noAnswer;
      },
    );
    const early = syncAgent(ctx, { agentId });
    await first.begun;
    const ringing = ring();
    await second.begun;
    first.open();
    await early;
    second.open();
    await ringing;
    expect(registered).toEqual([]);
    await later(60);
    expect(there).toEqual([idsOf(1)]);
    expect(await vendorIds()).toBe(idsOf(1).agentId);
  });

  it("removes what the other made without an answer, and never the one in use", async () => {
    const first = gate();
    const { ctx, agentId, there, idsOf, ring, later, vendorIds } = await office(async (made) => {
      await first.wait();
      there.push(made);
      throw noAnswer;
    });
    const late = syncAgent(ctx, { agentId });
    await first.begun;
    await ring();
    first.open();
    await expect(late).rejects.toBe(noAnswer);
    expect(there).toEqual([idsOf(2), idsOf(1)]);
    await later(60);
    expect(there).toEqual([idsOf(2)]);
    expect(await vendorIds()).toBe(idsOf(2).agentId);
  });
});

describe("several agents at the vendor that are one receptionist's", () => {
  const twoThere = async () => {
    const made = await office(async () => Promise.reject(noAnswer));
    await expect(syncAgent(made.ctx, { agentId: made.agentId })).rejects.toBe(noAnswer);
    made.there.push(made.idsOf(8), made.idsOf(9));
    return made;
  };

  it("are not taken for it: it gets one of its own, and they are removed", async () => {
    const { ctx, agentId, there, idsOf, later, vendorIds } = await twoThere();
    await later(10);
    expect(await vendorIds()).toBe(idsOf(2).agentId);
    await later(60);
    expect(there).toEqual([idsOf(2)]);
    expect(await syncAgent(ctx, { agentId })).toMatchObject({ syncStatus: "synced" });
  });

  it("all go with it", async () => {
    const { ctx, agentId, there, later } = await twoThere();
    await removeAgent(ctx, agentId);
    await later(10);
    expect(there).toEqual([]);
  });
});
