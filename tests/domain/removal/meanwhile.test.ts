import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { storeRecording } from "@/lib/domain/calls";
import { type Context, createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import { VendorError } from "@/lib/domain/ports";
import { syncAgent } from "@/lib/domain/receptionist";
import { removeBusiness } from "@/lib/domain/removal";
import { jobHandlers } from "@/lib/wiring/job-handlers";
import { makeTenant, NOW } from "../../support/context";
import { jobsOf, spokenCall, systemOf, tell } from "../calls/call-story";

const work = (ctx: Context) =>
  drainJobs(
    createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null }),
    jobHandlers,
  );

describe("what is made outside while its business is deleted", () => {
  it("is removed, too: a receptionist at the voice vendor", async () => {
    const { ctx, ports } = await makeTenant();
    const { id: agentId } = await createAgent(ctx, { name: "Ava" });
    const made = { agentId: `agent_${agentId}`, llmId: `llm_${agentId}` };
    ports.voice = {
      ...ports.voice,
      isConfigured: true,
      saveAgent: async () => {
        await removeBusiness(ctx);
        return { ...made, voiceProblem: null };
      },
    };
    expect(await syncAgent(ctx, { agentId })).toBeNull();
    await work(ctx);
    expect(ports.removedAgents).toEqual([made]);
  });

  it.each(["before", "while"])(
    "is removed, too: a receptionist whose making was never answered, %s it is deleted",
    async (when) => {
      const { ctx, ports, clock } = await makeTenant();
      const { id: agentId } = await createAgent(ctx, { name: "Ava" });
      const made = { agentId: `agent_${agentId}`, llmId: `llm_${agentId}` };
      ports.voice = {
        ...ports.voice,
        isConfigured: true,
        findAgents: async (reference) => (reference === agentId ? [made] : []),
        saveAgent: async () => {
          if (when === "while") await removeBusiness(ctx);
          throw new VendorError("retell", "no answer", { isRetryable: true });
        },
      };
      await expect(syncAgent(ctx, { agentId })).rejects.toThrow("no answer");
      if (when === "before") await removeBusiness(ctx);
      await work(ctx);
      expect(ports.removedAgents).toEqual([]);
      clock.set(new Date(Date.parse(NOW) + 10_000));
      await work(ctx);
      expect(ports.removedAgents).toEqual([made]);
    },
  );

  it("is removed, too: a recording", async () => {
    const { tenant, story, callId } = await spokenCall();
    const { ctx, ports } = tenant;
    await tell(systemOf(tenant), { ...story.ended, recordingUrl: "https://vendor.example.com/a.wav" });
    await tell(systemOf(tenant), story.hangup);
    ports.downloads = {
      get: async () => {
        tenant.clock.set(new Date(Date.parse(NOW) + 5 * 3_600_000));
        await removeBusiness(ctx);
        return { status: 200, contentType: "audio/wav", content: new Uint8Array([1]) };
      },
    };
    await storeRecording(jobsOf(tenant), { callId });
    expect(ports.stored.size).toBe(1);
    await work(ctx);
    expect(ports.stored.size).toBe(0);
  });
});
