import { Retell } from "retell-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createContext, forBusiness } from "@/lib/domain/context";
import { syncAgent } from "@/lib/domain/receptionist";
import { ids } from "@/lib/editions/microbit/ids";
import { log } from "@/lib/log";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { testDatabase } from "../../../support/context";
import { recordingPorts } from "../../../support/ports";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import type { Office } from "../office";
import { assistantIn, create, LIST, ONE, openDesk, portsAt } from "./desk";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => vendors.emulators.retell.faults.clear());

const sdk = () =>
  new Retell({
    apiKey: vendors.emulators.retell.apiKey,
    baseURL: vendors.emulators.retell.baseUrl,
    maxRetries: 0,
    logLevel: "off",
  });
/** The agents that the vendor has of an assistant. */
const atVendor = async (id: string) => {
  const query = `(${ids.read("assistant").parse(id)})`;
  return (await sdk().agent.list({ filter_criteria: { query } })).items.map(({ agent_id }) => agent_id);
};
const later = ({ clock }: Office, seconds: number) =>
  clock.set(new Date(clock.now().getTime() + seconds * 1000));
/** The job, as the worker does it once it is due. */
async function work({ clock, businessId }: Office, id: string, patience = 3_000): Promise<void> {
  const ctx = createContext({
    requestId: "req_test",
    ip: null,
    actor: { kind: "system", reason: "job worker" },
    business: null,
    clock,
    ports: { ...recordingPorts(), ...portsAt(vendors, patience) },
    log: log(),
    database: await testDatabase(),
  });
  await syncAgent(forBusiness(ctx, businessId), { agentId: ids.read("assistant").parse(id) });
}
const waiting = async ({ businessId }: Office) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx
      .selectFrom("jobs")
      .select("payload")
      .where("business_id", "=", businessId)
      .where("kind", "=", "agent.sync")
      .execute(),
  );
};
const shown = async (office: Office, id: string) =>
  assistantIn((await office.ask(`GET ${ONE}`, { id })).body);

describe("a vendor that answers", () => {
  it("has the assistant by the time of the answer, and no job is left", async () => {
    const office = await openDesk(portsAt(vendors));
    const { id, callerai_id } = await create(office);
    expect(await atVendor(id)).toEqual([callerai_id]);
    expect(await waiting(office)).toEqual([]);
    await office.make(`PUT ${ONE}`, { id, body: { name: "Bo" } });
    expect((await sdk().agent.retrieve(callerai_id ?? "")).agent_name).toContain("Bo");
    await office.make(`DELETE ${ONE}`, { id });
    expect(await atVendor(id)).toEqual([]);
    expect(await waiting(office)).toEqual([]);
  });
});

describe("a vendor out of reach", () => {
  it.each(["fail", "drop"] as const)("loses nothing: %s", async (mode) => {
    const office = await openDesk(portsAt(vendors));
    vendors.emulators.retell.faults.set({ match: "create-", mode });
    const answer = await office.ask(`POST ${LIST}`, { body: { name: "Ava" } });
    expect(answer.status).toBe(201);
    const made = assistantIn(answer.body);
    expect(made).toMatchObject({ callerai_id: null, sync_status: "error", status: "active" });
    expect(made.sync_error).not.toBe("");
    expect(await waiting(office)).toHaveLength(1);
    vendors.emulators.retell.faults.clear();
    later(office, 11);
    await work(office, made.id);
    const { callerai_id } = await shown(office, made.id);
    expect(await atVendor(made.id)).toEqual([callerai_id]);
    expect(await waiting(office)).toEqual([]);
  });

  it("is told of a removal later", async () => {
    const office = await openDesk(portsAt(vendors));
    const { id, callerai_id } = await create(office);
    vendors.emulators.retell.faults.set({ match: "delete-", mode: "fail" });
    expect((await office.ask(`DELETE ${ONE}`, { id })).status).toBe(200);
    expect(await atVendor(id)).toEqual([callerai_id]);
    expect(await waiting(office)).toHaveLength(1);
    vendors.emulators.retell.faults.clear();
    await work(office, id);
    expect(await atVendor(id)).toEqual([]);
  });

  it("that is not connected leaves it pending, and says so", async () => {
    const office = await openDesk({
      voice: createRetellVoice({ apiKey: null, baseUrl: null, isEmulated: false }),
    });
    expect(await create(office)).toMatchObject({
      callerai_id: null,
      sync_status: "pending",
      sync_error: "Connect Retell to let the receptionist speak.",
    });
  });
});

describe("an answer that never comes", () => {
  it("leaves one agent, which the job finds again", async () => {
    const office = await openDesk(portsAt(vendors, 150));
    vendors.emulators.retell.faults.set({
      match: "create-agent",
      mode: "delay",
      milliseconds: 400,
      times: 1,
    });
    const made = await create(office);
    expect(made.callerai_id).toBeNull();
    await expect.poll(() => atVendor(made.id)).toHaveLength(1);
    const [arrived] = await atVendor(made.id);
    await expect(work(office, made.id)).rejects.toMatchObject({ isRetryable: true });
    later(office, 11);
    await work(office, made.id);
    expect(await shown(office, made.id)).toMatchObject({ callerai_id: arrived, sync_status: "synced" });
    expect(await atVendor(made.id)).toEqual([arrived]);
  });

  it("to one that is removed meanwhile leaves none", async () => {
    const office = await openDesk(portsAt(vendors, 150));
    vendors.emulators.retell.faults.set({
      match: "create-agent",
      mode: "delay",
      milliseconds: 400,
      times: 1,
    });
    const { id } = await create(office);
    await expect.poll(() => atVendor(id)).toHaveLength(1);
    expect((await office.ask(`DELETE ${ONE}`, { id })).status).toBe(200);
    later(office, 11);
    await work(office, id);
    expect(await atVendor(id)).toEqual([]);
  });

  it("holds nobody up for longer than three seconds, and what arrives then counts", async () => {
    const office = await openDesk(portsAt(vendors, 10_000));
    vendors.emulators.retell.faults.set({
      match: "create-agent",
      mode: "delay",
      milliseconds: 3_600,
      times: 1,
    });
    const before = performance.now();
    const made = await create(office);
    expect(performance.now() - before).toBeLessThan(3_600);
    expect(made).toMatchObject({ callerai_id: null, sync_status: "pending" });
    await expect(work(office, made.id)).rejects.toMatchObject({ isRetryable: true });
    await expect
      .poll(async () => (await shown(office, made.id)).sync_status, { timeout: 5_000 })
      .toBe("synced");
    expect(await atVendor(made.id)).toHaveLength(1);
  });
});

describe("many at once", () => {
  it("make one agent at the vendor", async () => {
    const office = await openDesk(portsAt(vendors));
    vendors.emulators.retell.faults.set({ match: "create-", mode: "fail" });
    const { id } = await create(office);
    vendors.emulators.retell.faults.clear();
    later(office, 11);
    const told = await Promise.allSettled(Array.from({ length: 8 }, () => work(office, id)));
    expect(told.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(await atVendor(id)).toHaveLength(1);
  });

  it("writes of one assistant come to one agent, and the last of them is what it says", async () => {
    const office = await openDesk(portsAt(vendors));
    const { id, callerai_id } = await create(office);
    await Promise.all(["Bo", "Cy", "Di"].map((name) => office.make(`PUT ${ONE}`, { id, body: { name } })));
    later(office, 61);
    await work(office, id);
    expect(await atVendor(id)).toEqual([callerai_id]);
    const live = await shown(office, id);
    expect(live.sync_status).toBe("synced");
    const { agent_name } = await sdk().agent.retrieve(callerai_id ?? "");
    expect(agent_name).toContain("name" in live ? String(live.name) : "");
  });
});
