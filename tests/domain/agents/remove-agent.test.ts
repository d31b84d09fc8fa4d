import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import {
  agentForCall,
  createAgent,
  defaultAgent,
  getAgent,
  getAgentOfCall,
  listAgentDrafts,
  listAgents,
  removeAgent,
  saveAgentDraft,
  startAgent,
  updateAgent,
} from "@/lib/domain/agents";
import { createCalendar, getCalendar } from "@/lib/domain/calendars";
import { getCall } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { newId } from "@/lib/domain/ids";
import { addNumber, assignNumber, listNumbers } from "@/lib/domain/numbers";
import { receptionistFacts, syncAgent } from "@/lib/domain/receptionist";
import { makeTenant, type Tenant, testDatabase } from "../../support/context";
import { nextNumber } from "../../support/numbers";
import { callStory, makeCallTenant, systemOf, tell } from "../calls/call-story";
import { connectVendors } from "../calls/fake-vendors";

async function office() {
  const tenant = await makeTenant();
  const ava = await createAgent(tenant.ctx, { name: "Ava", greeting: "Ava here." });
  return { tenant, ctx: tenant.ctx, ava };
}
const notFound = { code: "not_found" };

describe("a receptionist that is removed", () => {
  it("is found by nobody, and takes no call; the other one does", async () => {
    const { ctx, ava } = await office();
    const bo = await createAgent(ctx, { name: "Bo" });
    await removeAgent(ctx, ava.id);
    expect((await listAgents(ctx, { page: 1, limit: 10 })).items.map(({ id }) => id)).toEqual([bo.id]);
    expect((await defaultAgent(ctx))?.id).toBe(bo.id);
    expect((await inTenant(ctx, (ctx) => agentForCall(ctx, ava.id)))?.id).toBe(bo.id);
    for (const attempt of [
      getAgent(ctx, ava.id),
      updateAgent(ctx, { id: ava.id, name: "Back" }),
      startAgent(ctx, ava.id),
      saveAgentDraft(ctx, { id: ava.id, greeting: "Hi." }),
      removeAgent(ctx, ava.id),
      createAgent(ctx, { name: "Copy", copyOf: ava.id }),
      addNumber(ctx, { e164: nextNumber(), agentId: ava.id }),
      createCalendar(ctx, { name: "Hers", agentId: ava.id }),
      startConversation(ctx, { channel: "widget", agentId: ava.id }),
    ])
      await expect(attempt).rejects.toMatchObject(notFound);
  });

  it("may be the last one", async () => {
    const { ctx, ava } = await office();
    await removeAgent(ctx, ava.id);
    expect(await defaultAgent(ctx)).toBeNull();
    expect(await inTenant(ctx, (ctx) => agentForCall(ctx, null))).toBeNull();
    expect(await receptionistFacts(ctx, { callerNumber: null })).toMatchObject({
      greeting: expect.not.stringContaining("Ava"),
    });
  });

  it("leaves numbers and calendars behind, and takes its drafts along", async () => {
    const { ctx, ava } = await office();
    const { id } = await addNumber(ctx, { e164: nextNumber(), agentId: ava.id });
    const calendar = await createCalendar(ctx, { name: "Front", agentId: ava.id });
    await saveAgentDraft(ctx, { id: ava.id, greeting: "Hi." });
    await removeAgent(ctx, ava.id);
    expect(await listNumbers(ctx)).toMatchObject([{ id, agentId: null, status: "active" }]);
    expect(await getCalendar(ctx, calendar.id)).toMatchObject({ agentId: null });
    expect(await listAgentDrafts(ctx)).toEqual([]);
    await expect(assignNumber(ctx, { id, agentId: ava.id })).rejects.toMatchObject(notFound);
  });

  it("is removed by managers of its business only", async () => {
    const { tenant, ctx, ava } = await office();
    for (const role of ["member", "guest"] as const)
      await expect(removeAgent(await tenant.as(role), ava.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeAgent((await makeTenant()).ctx, ava.id)).rejects.toMatchObject(notFound);
    await removeAgent(await tenant.as("manager"), ava.id);
    await expect(getAgent(ctx, ava.id)).rejects.toMatchObject(notFound);
  });
});

describe("the voice vendor of a receptionist that is removed", () => {
  it("may still tell of a call that it has taken, which is its call", async () => {
    const tenant = await makeCallTenant();
    const { ctx } = tenant;
    connectVendors(tenant);
    const ava = await createAgent(ctx, { name: "Ava" });
    const synced = await syncAgent(ctx, { agentId: ava.id });
    await createAgent(ctx, { name: "Bo" });
    await removeAgent(ctx, ava.id);
    const { started } = callStory(tenant.number);
    const told = await tell(systemOf(tenant), { ...started, agentId: synced?.voiceVendorAgentId ?? null });
    if (!told.matched) throw new Error("The call was not matched");
    expect(await getCall(ctx, told.callId)).toMatchObject({ agentId: ava.id });
  });

  const callOf = async ({ ctx, businessId, clock }: Tenant, agentId: string): Promise<string> => {
    const { id } = await startConversation(ctx, { channel: "voice", contactId: null, agentId });
    const { kysely } = await testDatabase();
    const now = clock.now();
    const callId = newId(now);
    await asService(kysely, (trx) =>
      trx
        .insertInto("calls")
        .values({
          id: callId,
          business_id: businessId,
          conversation_id: id,
          provider: "telnyx",
          direction: "inbound",
          status: "in_progress",
          started_at: now,
          created_at: now,
          updated_at: now,
        })
        .execute(),
    );
    return callId;
  };
  const endCall = async (callId: string, at: Date) => {
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx.updateTable("calls").set({ ended_at: at, status: "completed" }).where("id", "=", callId).execute(),
    );
  };

  it("keeps it until its last call is over, which goes on with it", async () => {
    const { tenant, ctx, ava } = await office();
    connectVendors(tenant);
    const removed: unknown[] = [];
    tenant.ports.voice.removeAgent = async (ids) => void removed.push(ids);
    await syncAgent(ctx, { agentId: ava.id });
    const callId = await callOf(tenant, ava.id);
    await removeAgent(ctx, ava.id);
    await syncAgent(ctx, { agentId: ava.id });
    expect(removed).toEqual([]);
    expect(await getAgentOfCall(ctx, ava.id)).toMatchObject({ name: "Ava" });
    const [job] = await inTenant(ctx, ({ trx }) =>
      trx.selectFrom("jobs").select("run_at").where("kind", "=", "agent.sync").execute(),
    );
    expect(job?.run_at.getTime()).toBe(tenant.clock.now().getTime() + 600_000);
    await endCall(callId, tenant.clock.now());
    await syncAgent(ctx, { agentId: ava.id });
    expect(removed).toEqual([{ agentId: `agent_${tenant.businessId}`, llmId: `llm_${tenant.businessId}` }]);
    await syncAgent(ctx, { agentId: ava.id });
    expect(removed).toHaveLength(1);
  });
});
