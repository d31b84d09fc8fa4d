import { beforeAll, describe, expect, it } from "vitest";
import { callForTool, getCall, listCallRecords, listCalls, listLive } from "@/lib/domain/calls";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { captureLead } from "@/lib/domain/leads";
import { anonymousContext, makeTenant } from "../../support/context";
import { at, callStory, makeCallTenant, systemOf, tell } from "./call-story";

const PAGE = { page: 1, limit: 10 };

describe("the calls of a business", () => {
  let tenant: Awaited<ReturnType<typeof makeCallTenant>>;
  const ids: Record<"done" | "missed" | "ringing", string> = { done: "", missed: "", ringing: "" };
  let leadId: string;

  beforeAll(async () => {
    tenant = await makeCallTenant();
    const system = systemOf(tenant);
    const [done, missed, ringing] = [
      callStory(tenant.number, "+12025550133"),
      callStory(tenant.number, "+12025550144"),
      callStory(tenant.number, "+12025550155"),
    ];
    const idOf = async (event: Parameters<typeof tell>[1]): Promise<string> => {
      const result = await tell(system, event);
      return result.matched ? result.callId : "";
    };
    await findOrCreateContact(tenant.ctx, { name: "Marta 100% Ruiz", phone: "+12025550144" });
    ids.done = await idOf(done.initiated);
    await tell(system, done.answered);
    await tell(system, done.hangup);
    await tell(system, done.analyzed);
    ids.missed = await idOf({ ...missed.initiated, occurredAt: at(100) });
    await tell(system, { ...missed.hangup, occurredAt: at(110) });
    ids.ringing = await idOf({ ...ringing.initiated, occurredAt: at(200) });
    const { conversationId } = await getCall(tenant.ctx, ids.done);
    leadId = (
      await captureLead(tenant.ctx, { name: "Ana", phone: "+12025550133", source: "call", conversationId })
    ).id;
  });
  const found = async (filter: object) =>
    (await listCalls(tenant.ctx, { ...PAGE, ...filter })).items.map(({ id }) => id);

  it("are listed newest first, with their number in all", async () => {
    const page = await listCalls(tenant.ctx, { page: 1, limit: 2 });
    expect(page).toMatchObject({ total: 3, page: 1, limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([ids.ringing, ids.missed]);
    expect(await listCalls(tenant.ctx, { page: 2, limit: 2 })).toMatchObject({ items: [{ id: ids.done }] });
  });

  it("are found by status, lead and time", async () => {
    expect(await found({ status: ["missed", "failed"] })).toEqual([ids.missed]);
    expect(await found({ status: [] })).toEqual([]);
    expect(await found({ leadId })).toEqual([ids.done]);
    expect(await found({ from: at(100), to: at(200) })).toEqual([ids.missed]);
  });

  it("are found by name, number and summary, taken literally", async () => {
    expect(await found({ search: "marta" })).toEqual([ids.missed]);
    expect(await found({ search: "100%" })).toEqual([ids.missed]);
    expect(await found({ search: "%" })).toEqual([ids.missed]);
    expect(await found({ search: "(202) 555-0133" })).toEqual([ids.done]);
    expect(await found({ search: "NEW PATIENTS" })).toEqual([ids.done]);
    expect(await found({ search: "'; drop table calls; --" })).toEqual([]);
  });

  it("show what was said", async () => {
    const records = await listCallRecords(tenant.ctx, { ...PAGE, leadId });
    expect(records.items).toMatchObject([
      {
        businessId: tenant.businessId,
        recordingUrl: null,
        transcript: "Agent: Harbor Dental, how can I help?\nCaller: Do you take new patients?\nAgent: We do.",
      },
    ]);
  });

  it("that ring or are spoken are live, until they are too old to be true", async () => {
    expect((await listLive(tenant.ctx)).map(({ id }) => id)).toEqual([ids.ringing]);
    const { clock } = tenant;
    clock.set(at(5 * 3_600));
    expect(await listLive(tenant.ctx)).toEqual([]);
    clock.set(at(0));
  });

  it("are read by every member, and look missing to other tenants", async () => {
    expect(await getCall(await tenant.as("guest"), ids.done)).toMatchObject({ id: ids.done, leadId });
    const other = await makeTenant();
    await expect(getCall(other.ctx, ids.done)).rejects.toMatchObject({ code: "not_found" });
    expect(await listCalls(other.ctx, PAGE)).toMatchObject({ items: [], total: 0 });
    await expect(listCalls(await anonymousContext(), PAGE)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are found for a tool by the vendor's id or ours, and by no other text", async () => {
    const system = systemOf(tenant);
    expect(await callForTool(system, { voiceCallId: "call_none", callId: ids.done })).toMatchObject({
      callId: ids.done,
      businessId: tenant.businessId,
    });
    expect(await callForTool(system, { voiceCallId: "call_none", callId: "not an id" })).toBeNull();
  });
});
