import { describe, expect, it } from "vitest";
import {
  compareAgentVersions,
  createAgent,
  discardAgentDraft,
  getAgent,
  getAgentDraft,
  listAgentVersions,
  publishAgentDraft,
  rollBackAgent,
  saveAgentDraft,
  updateAgent,
} from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { makeTenant, NOW, type Tenant } from "../../support/context";

async function officeWithAgent() {
  const tenant = await makeTenant();
  const agent = await createAgent(tenant.ctx, { name: "Ava", greeting: "Hello.", instructions: "Be brief." });
  return { tenant, agent, ctx: tenant.ctx, id: agent.id };
}

const history = async (tenant: Tenant, agentId: string) => {
  const { items } = await listAgentVersions(tenant.ctx, { agentId, page: 1, limit: 20 });
  return items.map(({ version, isLive, settings, restoredVersion }) => [
    version,
    isLive,
    settings.greeting,
    restoredVersion,
  ]);
};

const rows = (tenant: Tenant) =>
  inTenant(tenant.ctx, async ({ trx }) => ({
    syncs: await trx.selectFrom("jobs").select("payload").where("kind", "=", "agent.sync").execute(),
    acts: (await trx.selectFrom("audit_log").select("action").orderBy("action").execute()).map(
      ({ action }) => action,
    ),
    drafts: await trx.selectFrom("agent_versions").select("id").where("status", "=", "draft").execute(),
  }));

describe("a version", () => {
  it("is written for a new agent, with who published it and every setting but the status", async () => {
    const { tenant, agent, ctx, id } = await officeWithAgent();
    const page = await listAgentVersions(ctx, { agentId: id, page: 1, limit: 20 });
    expect(page).toMatchObject({ total: 1, page: 1, limit: 20 });
    const { businessId, status, startedAt, syncStatus, syncError, createdAt, updatedAt, version, ...rest } =
      agent;
    const { id: agentId, syncedVersion, voiceVendorAgentId, ...settings } = rest;
    expect(page.items).toEqual([
      {
        agentId: id,
        version: 1,
        isLive: true,
        settings,
        restoredVersion: null,
        publishedAt: new Date(NOW),
        publishedBy: { userId: tenant.userId, name: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  it("follows each change that is saved at once, and none that changes no setting", async () => {
    const { tenant, ctx, id } = await officeWithAgent();
    expect(await updateAgent(ctx, { id, greeting: "Good day." })).toMatchObject({ version: 2 });
    expect(await updateAgent(ctx, { id, greeting: "Good day.", status: "inactive" })).toMatchObject({
      version: 2,
      status: "inactive",
    });
    expect(await history(tenant, id)).toEqual([
      [2, true, "Good day.", null],
      [1, false, "Hello.", null],
    ]);
  });

  it("is the business's own", async () => {
    const { id } = await officeWithAgent();
    const other = await makeTenant();
    const list = { agentId: id, page: 1, limit: 20 };
    for (const attempt of [
      () => listAgentVersions(other.ctx, list),
      () => getAgentDraft(other.ctx, id),
      () => saveAgentDraft(other.ctx, { id, name: "X" }),
      () => publishAgentDraft(other.ctx, id),
      () => discardAgentDraft(other.ctx, id),
      () => rollBackAgent(other.ctx, { agentId: id, toVersion: 1 }),
      () => compareAgentVersions(other.ctx, { agentId: id, from: 1, to: "live" }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("a draft", () => {
  it("changes nothing that is live until it is published, then becomes the next version", async () => {
    const { tenant, agent, ctx, id } = await officeWithAgent();
    await saveAgentDraft(ctx, { id, greeting: "Good day." });
    const draft = await saveAgentDraft(ctx, { id, voiceSpeed: 1.2 });
    expect(draft).toMatchObject({
      agentId: id,
      changed: ["greeting", "voiceSpeed"],
      settings: { name: "Ava", greeting: "Good day.", voiceSpeed: 1.2 },
    });
    expect(await getAgentDraft(await tenant.as("guest"), id)).toEqual(draft);
    expect(await getAgent(ctx, id)).toEqual(agent);
    expect((await rows(tenant)).syncs).toHaveLength(1);

    const live = await publishAgentDraft(ctx, id);
    expect(live).toMatchObject({ version: 2, greeting: "Good day.", voiceSpeed: 1.2, syncStatus: "pending" });
    expect(await getAgent(ctx, id)).toEqual(live);
    expect(await getAgentDraft(ctx, id)).toBeNull();
    expect(await history(tenant, id)).toEqual([
      [2, true, "Good day.", null],
      [1, false, "Hello.", null],
    ]);
    const { syncs, acts } = await rows(tenant);
    expect(syncs).toHaveLength(1);
    expect(acts).toEqual(["agent.create", "agent.draft_save", "agent.draft_save", "agent.publish"]);
    await expect(publishAgentDraft(ctx, id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves alone what was changed beside it", async () => {
    const { ctx, id } = await officeWithAgent();
    await saveAgentDraft(ctx, { id, greeting: "Good day." });
    await updateAgent(ctx, { id, instructions: "Be kind." });
    expect(await publishAgentDraft(ctx, id)).toMatchObject({
      version: 3,
      greeting: "Good day.",
      instructions: "Be kind.",
    });
  });

  it("is gone when it is discarded or set back to what is live", async () => {
    const { tenant, ctx, id } = await officeWithAgent();
    await saveAgentDraft(ctx, { id, greeting: "Good day.", voiceId: "11labs-Adrian" });
    expect(await saveAgentDraft(ctx, { id, greeting: "Hello." })).toMatchObject({ changed: ["voiceId"] });
    expect(await saveAgentDraft(ctx, { id, voiceId: null })).toBeNull();
    expect((await rows(tenant)).drafts).toEqual([]);
    await saveAgentDraft(ctx, { id, greeting: "Good day." });
    await discardAgentDraft(ctx, id);
    await discardAgentDraft(ctx, id);
    expect(await getAgentDraft(ctx, id)).toBeNull();
    expect(await getAgent(ctx, id)).toMatchObject({ version: 1, greeting: "Hello." });
  });

  it("says nothing would change where the same was made live meanwhile, and publishes no version for it", async () => {
    const { ctx, id } = await officeWithAgent();
    await saveAgentDraft(ctx, { id, greeting: "Good day." });
    await updateAgent(ctx, { id, greeting: "Good day." });
    expect(await getAgentDraft(ctx, id)).toMatchObject({ changed: [] });
    expect(await publishAgentDraft(ctx, id)).toMatchObject({ version: 2 });
    expect(await getAgentDraft(ctx, id)).toBeNull();
  });

  it("is for managers to change, and is checked like the agent itself", async () => {
    const { tenant, ctx, id } = await officeWithAgent();
    const member = await tenant.as("member");
    for (const attempt of [
      () => saveAgentDraft(member, { id, name: "X" }),
      () => publishAgentDraft(member, id),
      () => discardAgentDraft(member, id),
      () => rollBackAgent(member, { agentId: id, toVersion: 1 }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(saveAgentDraft(ctx, { id, name: " ", voiceSpeed: 9 })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { name: [expect.any(String)], voiceSpeed: [expect.any(String)] } },
    });
    expect((await rows(tenant)).drafts).toEqual([]);
  });
});

describe("rolling back", () => {
  it("brings old settings back as a new version, once, and keeps status and draft", async () => {
    const { tenant, ctx, id } = await officeWithAgent();
    await updateAgent(ctx, { id, greeting: "Good day.", status: "inactive" });
    await saveAgentDraft(ctx, { id, instructions: "Be kind." });
    const back = await rollBackAgent(ctx, { agentId: id, toVersion: 1 });
    expect(back).toMatchObject({ version: 3, greeting: "Hello.", status: "inactive", syncStatus: "pending" });
    expect(await rollBackAgent(ctx, { agentId: id, toVersion: 1 })).toMatchObject({ version: 3 });
    expect(await history(tenant, id)).toEqual([
      [3, true, "Hello.", 1],
      [2, false, "Good day.", null],
      [1, false, "Hello.", null],
    ]);
    expect(await getAgentDraft(ctx, id)).toMatchObject({
      changed: ["instructions"],
      settings: { greeting: "Hello." },
    });
    await expect(rollBackAgent(ctx, { agentId: id, toVersion: 9 })).rejects.toMatchObject({
      code: "not_found",
      message: "There is no version 9.",
    });
  });

  it("to a version older than a setting leaves that setting as it is", async () => {
    const { tenant, ctx, id } = await officeWithAgent();
    await inTenant(tenant.ctx, ({ trx, business, clock }) =>
      trx
        .insertInto("agent_versions")
        .values({
          id: newId(clock.now()),
          business_id: business.id,
          agent_id: id,
          version: 100,
          status: "retired",
          settings: JSON.stringify({ greeting: "Hi.", settingOfThePast: true }),
          published_at: clock.now(),
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute(),
    );
    expect(await rollBackAgent(ctx, { agentId: id, toVersion: 100 })).toMatchObject({
      greeting: "Hi.",
      instructions: "Be brief.",
    });
  });
});

describe("comparing", () => {
  it("tells two versions, what is live and the draft apart, word by word", async () => {
    const { ctx, id } = await officeWithAgent();
    await updateAgent(ctx, { id, instructions: "Be very brief.", escalationTriggers: ["fire", "blood"] });
    await saveAgentDraft(ctx, { id, voiceId: "11labs-Adrian" });
    expect(await compareAgentVersions(ctx, { agentId: id, from: 1, to: 2 })).toEqual([
      {
        setting: "instructions",
        label: "Instructions",
        before: "Be brief.",
        after: "Be very brief.",
        pieces: [
          { kind: "same", text: "Be " },
          { kind: "added", text: "very " },
          { kind: "same", text: "brief." },
        ],
      },
      {
        setting: "escalationTriggers",
        label: "Escalation triggers",
        before: [],
        after: ["fire", "blood"],
        pieces: [{ kind: "added", text: "fire\nblood" }],
      },
    ]);
    expect(await compareAgentVersions(ctx, { agentId: id, from: "live", to: "draft" })).toMatchObject([
      { setting: "voiceId", label: "Voice", before: null, after: "11labs-Adrian" },
    ]);
    expect(await compareAgentVersions(ctx, { agentId: id, from: "live", to: 2 })).toEqual([]);
    await discardAgentDraft(ctx, id);
    expect(await compareAgentVersions(ctx, { agentId: id, from: "live", to: "draft" })).toEqual([]);
    await expect(compareAgentVersions(ctx, { agentId: id, from: 1, to: 9 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
