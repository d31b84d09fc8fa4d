import { describe, expect, it } from "vitest";
import {
  createAgent,
  createDefaultAgentRows,
  defaultAgent,
  getAgent,
  getAgentDraft,
  listAgentDrafts,
  listAgents,
  removeAgent,
  saveAgentDraft,
  settingsOf,
  updateAgent,
} from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import { VendorError, type VoiceAgentSpec } from "@/lib/domain/ports";
import { syncAgent } from "@/lib/domain/receptionist";
import { makeTenant, type Tenant } from "../../support/context";

const syncJobs = (tenant: Tenant) =>
  inTenant(tenant.ctx, ({ trx }) =>
    trx.selectFrom("jobs").select("payload").where("kind", "=", "agent.sync").execute(),
  );

/** A voice vendor in memory. */
function connectVoice(tenant: Tenant, saveAgent?: () => Promise<never>) {
  const saved: { spec: VoiceAgentSpec; existing: unknown }[] = [];
  tenant.ports.voice = {
    ...tenant.ports.voice,
    isConfigured: true,
    findAgents: async () => [],
    saveAgent:
      saveAgent ??
      (async (spec, existing) => {
        saved.push({ spec, existing });
        return { ...(existing ?? { agentId: "agent_1", llmId: "llm_1" }), voiceProblem: null };
      }),
  };
  return saved;
}

describe("the receptionist of a new business", () => {
  it("is active, greets with the business's name and is made known to the voice vendor", async () => {
    const tenant = await makeTenant();
    const agent = await inTenant(tenant.ctx, (ctx) =>
      createDefaultAgentRows(ctx, { businessName: "Harbor Dental" }),
    );
    expect(agent).toMatchObject({ name: "Receptionist", status: "active", syncStatus: "pending" });
    expect(agent.greeting).toContain("Harbor Dental");
    expect(await syncJobs(tenant)).toEqual([{ payload: { agentId: agent.id } }]);
    expect(await defaultAgent(tenant.ctx)).toEqual(agent);
  });
});

describe("how many receptionists a business has", () => {
  it("is fifty at most, at work or not and made at once, until one is removed", async () => {
    const { ctx } = await makeTenant();
    const made = await Promise.allSettled(
      Array.from({ length: 52 }, () => createAgent(ctx, { name: "Ava", status: "inactive" })),
    );
    const there = made.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(there).toHaveLength(50);
    const more = () => createAgent(ctx, { name: "One more", status: "inactive" });
    await expect(more()).rejects.toMatchObject({ code: "quota_exceeded" });
    await removeAgent(ctx, there[0]?.id ?? "");
    await more();
  });
});

describe("saving an agent", () => {
  it("changes what is given and tells the voice vendor again", async () => {
    const tenant = await makeTenant();
    const agent = await createAgent(tenant.ctx, { name: "Ava", greeting: "Hello", voiceId: "11labs-Adrian" });
    const saved = await updateAgent(tenant.ctx, { id: agent.id, instructions: "Be brief.", voiceId: null });
    expect(saved).toMatchObject({ name: "Ava", greeting: "Hello", instructions: "Be brief.", voiceId: null });
    expect(await syncJobs(tenant)).toEqual([{ payload: { agentId: agent.id } }]);
  });

  it("is for managers, and for their own business", async () => {
    const tenant = await makeTenant();
    const agent = await createAgent(tenant.ctx, { name: "Ava" });
    await expect(updateAgent(await tenant.as("member"), { id: agent.id, name: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await makeTenant();
    await expect(updateAgent(other.ctx, { id: agent.id, name: "X" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(getAgent(other.ctx, agent.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listAgents(other.ctx, { page: 1, limit: 10 })).toMatchObject({ items: [], total: 0 });
    expect(await getAgent(tenant.ctx, agent.id)).toEqual(agent);
  });

  it("refuses what is not valid, field by field", async () => {
    const tenant = await makeTenant();
    await expect(
      createAgent(tenant.ctx, { name: " ", fallbackNumbers: ["12345"], voiceSpeed: 9 }),
    ).rejects.toMatchObject({
      code: "validation_failed",
      detail: {
        fields: {
          name: [expect.any(String)],
          "fallbackNumbers.0": [expect.any(String)],
          voiceSpeed: [expect.any(String)],
        },
      },
    });
    expect(await listAgents(tenant.ctx, { page: 1, limit: 10 })).toMatchObject({ total: 0 });
  });
});

describe("a further agent", () => {
  it("has what is given, and the settings of the one that it copies", async () => {
    const tenant = await makeTenant();
    const model = await createAgent(tenant.ctx, {
      name: "Ava",
      instructions: "Be brief.",
      voiceSpeed: 1.2,
      workingHours: [{ dayOfWeek: 1, opensAt: "09:00", closesAt: "17:00" }],
    });
    const copy = await createAgent(tenant.ctx, {
      name: "Nora",
      greeting: "Hello",
      status: "inactive",
      copyOf: model.id,
    });
    expect(settingsOf(copy)).toEqual({ ...settingsOf(model), name: "Nora", greeting: "Hello" });
    expect(copy).toMatchObject({ status: "inactive", version: 1, startedAt: null, voiceVendorAgentId: null });
    await updateAgent(tenant.ctx, { id: copy.id, instructions: "Be kind." });
    expect(await getAgent(tenant.ctx, model.id)).toEqual(model);
  });

  it("copies none of another business, and no draft", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const model = await createAgent(tenant.ctx, { name: "Ava" });
    await saveAgentDraft(tenant.ctx, { id: model.id, instructions: "Be kind." });
    await expect(createAgent(other.ctx, { name: "Nora", copyOf: model.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await listAgents(other.ctx, { page: 1, limit: 10 })).toMatchObject({ total: 0 });
    const copy = await createAgent(tenant.ctx, { name: "Nora", copyOf: model.id });
    expect(copy.instructions).toBe("");
    expect(await listAgentDrafts(tenant.ctx)).toEqual([await getAgentDraft(tenant.ctx, model.id)]);
    expect(await listAgentDrafts(other.ctx)).toEqual([]);
  });
});

describe("the default agent", () => {
  it("is the oldest active one", async () => {
    const tenant = await makeTenant();
    expect(await defaultAgent(tenant.ctx)).toBeNull();
    const draft = await createAgent(tenant.ctx, { name: "Draft", status: "draft" });
    expect(await defaultAgent(tenant.ctx)).toEqual(draft);
    tenant.clock.set("2026-03-02T15:00:00Z");
    const active = await createAgent(tenant.ctx, { name: "Active" });
    expect(await defaultAgent(tenant.ctx)).toEqual(active);
  });
});

describe("the sync with the voice vendor", () => {
  it("stores the vendor's ids and uses them again", async () => {
    const tenant = await makeTenant();
    const saved = connectVoice(tenant);
    const { id: agentId } = await createAgent(tenant.ctx, { name: "Ava" });
    for (let i = 0; i < 2; i += 1) await syncAgent(tenant.ctx, { agentId });
    expect(saved.map(({ existing }) => existing)).toEqual([null, { agentId: "agent_1", llmId: "llm_1" }]);
    expect(saved[0]?.spec.tools.length).toBeGreaterThan(0);
    expect(await getAgent(tenant.ctx, agentId)).toMatchObject({
      voiceVendorAgentId: "agent_1",
      syncStatus: "synced",
      syncError: null,
      version: 1,
      syncedVersion: 1,
    });
  });

  it("leaves an agent pending that was saved meanwhile", async () => {
    const tenant = await makeTenant();
    const { id: agentId } = await createAgent(tenant.ctx, { name: "Ava" });
    tenant.ports.voice = {
      ...tenant.ports.voice,
      isConfigured: true,
      saveAgent: async () => {
        tenant.clock.set("2026-03-02T15:00:00Z");
        await updateAgent(tenant.ctx, { id: agentId, name: "Eva" });
        return { agentId: "agent_1", llmId: "llm_1", voiceProblem: null };
      },
    };
    expect(await syncAgent(tenant.ctx, { agentId })).toMatchObject({
      syncStatus: "pending",
      voiceVendorAgentId: "agent_1",
    });
  });

  it("tells what the vendor said, and throws only where trying again can help", async () => {
    const tenant = await makeTenant();
    const { id: agentId } = await createAgent(tenant.ctx, { name: "Ava" });
    connectVoice(tenant, () =>
      Promise.reject(new VendorError("retell", "No such voice", { isRetryable: false })),
    );
    expect(await syncAgent(tenant.ctx, { agentId })).toMatchObject({
      syncStatus: "error",
      syncError: "No such voice",
    });
    connectVoice(tenant, () => Promise.reject(new VendorError("retell", "Down", { isRetryable: true })));
    await expect(syncAgent(tenant.ctx, { agentId })).rejects.toThrow("Down");
    expect(await getAgent(tenant.ctx, agentId)).toMatchObject({ syncStatus: "error", syncError: "Down" });
  });

  it("says what is missing where no vendor is connected, and ignores an agent that is gone", async () => {
    const tenant = await makeTenant();
    const { id: agentId } = await createAgent(tenant.ctx, { name: "Ava" });
    expect(await syncAgent(tenant.ctx, { agentId })).toMatchObject({
      syncStatus: "pending",
      syncError: "Connect Retell to let the receptionist speak.",
    });
    expect(await syncAgent((await makeTenant()).ctx, { agentId })).toBeNull();
  });
});
