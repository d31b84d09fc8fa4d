import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Retell } from "retell-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createApiKey, identify, startSession } from "@/lib/domain/access";
import { addClosure, createBusiness, getBusiness, listBusinesses } from "@/lib/domain/businesses";
import { type Context, createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import { findNumber } from "@/lib/domain/numbers";
import type { VendorAgent } from "@/lib/domain/ports";
import { removeBusiness } from "@/lib/domain/removal";
import { createDiskFiles, type DiskFiles } from "@/lib/providers/storage/disk";
import { jobHandlers } from "@/lib/wiring/job-handlers";
import { makeTenant, NOW, type Tenant, testDatabase } from "../../support/context";
import { startTestVendors, type TestVendors } from "../../support/vendors";
import { codeOf } from "../billing/shop";
import { dumpOf, tenantTables } from "./dump";
import { fill } from "./filled-business";

let vendors: TestVendors;
let folder: string;
let files: DiskFiles;
beforeAll(async () => {
  vendors = await startTestVendors();
  folder = await mkdtemp(path.join(tmpdir(), "removal-"));
  files = createDiskFiles({ folder, baseUrl: "http://localhost", signingKey: "k".repeat(32) });
});
afterAll(async () => {
  await vendors.close();
  await rm(folder, { recursive: true });
});

interface Full extends Tenant {
  agent: VendorAgent;
  path: string;
  customerId: string;
  subscriptionId: string;
}

const retell = () => {
  const { apiKey, baseUrl: baseURL } = vendors.emulators.retell;
  return new Retell({ apiKey, baseURL, maxRetries: 0, logLevel: "off" });
};
const stateOf = async (subscriptionId: string) =>
  (await vendors.payments.cancelSubscription(subscriptionId, "period_end")).subscription.state;

/** A business with a row in every table. */
async function filledBusiness(): Promise<Tenant> {
  const tenant = await makeTenant();
  const { businessId, userId } = tenant;
  const agent = { agentId: `agent_${businessId}`, llmId: `llm_${businessId}` };
  await fill({
    businessId,
    userId,
    agent,
    path: `recordings/${businessId}/a.wav`,
    customerId: `cus_${businessId}`,
  });
  return tenant;
}

/** The same with a recording, a receptionist at the vendor and a subscription that runs. */
async function fullBusiness(): Promise<Full> {
  const tenant = await makeTenant();
  const ports = { ...tenant.ports, voice: vendors.voice, payments: vendors.payments, files };
  const { businessId, userId } = tenant;
  const name = {
    reference: randomUUID(),
    name: "Desk",
    prompt: "P",
    greeting: "G",
    language: "en",
    voiceId: null,
    voiceLibraryId: null,
  };
  const agent = await vendors.voice.saveAgent(
    { ...name, voiceSpeed: 1, tools: [], webhookUrl: "https://app.example.com/hook" },
    null,
  );
  const customerId = await vendors.payments.createCustomer({
    businessId,
    name: "Harbor",
    email: "a@example.com",
    intent: randomUUID(),
  });
  const { subscription } = await vendors.payments.createSubscription({
    businessId,
    customerId,
    price: { plan: "basic", name: "Basic", amountMinor: 2900, currency: "usd" },
    intent: randomUUID(),
  });
  const recording = `recordings/${businessId}/${randomUUID()}.wav`;
  await files.put(recording, new Uint8Array([1, 2, 3]), "audio/wav");
  await fill({ businessId, userId, agent, path: recording, customerId });
  return {
    ...tenant,
    ctx: { ...tenant.ctx, ports },
    as: async (role) => ({ ...(await tenant.as(role)), ports }),
    agent,
    path: recording,
    customerId,
    subscriptionId: subscription.subscriptionId,
  };
}

const work = (ctx: Context) =>
  drainJobs(
    createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null }),
    jobHandlers,
  );
const jobsLeft = async (kind: string) =>
  asService((await testDatabase()).kysely, (trx) =>
    trx
      .selectFrom("jobs")
      .selectAll()
      .where("kind", "=", kind)
      .where("business_id", "is", null)
      .where("finished_at", "is", null)
      .execute(),
  );

describe("deleting a business", () => {
  it("leaves nothing of it in any table, on disk or at a vendor, and another as it was", async () => {
    const [gone, stays] = [await fullBusiness(), await fullBusiness()];
    const before = await dumpOf(stays.businessId);
    const filled = await dumpOf(gone.businessId);
    expect((await tenantTables()).filter((table) => filled[table]?.length === 0)).toEqual([]);

    await removeBusiness(gone.ctx);
    expect(Object.entries(await dumpOf(gone.businessId)).filter(([, rows]) => rows.length > 0)).toEqual([]);
    expect(await dumpOf(stays.businessId)).toEqual(before);

    await work(gone.ctx);
    expect([existsSync(path.join(folder, gone.path)), existsSync(path.join(folder, stays.path))]).toEqual([
      false,
      true,
    ]);
    await expect(retell().agent.retrieve(gone.agent.agentId)).rejects.toMatchObject({ status: 422 });
    await expect(retell().llm.retrieve(gone.agent.llmId)).rejects.toMatchObject({ status: 422 });
    expect((await retell().agent.retrieve(stays.agent.agentId)).agent_name).toMatch(/^Desk \(/);
    expect(await stateOf(gone.subscriptionId)).toMatch(/^(canceled|incomplete_expired)$/);
    expect(await stateOf(stays.subscriptionId)).toBe("incomplete");
    expect(await dumpOf(stays.businessId)).toEqual(before);
  });

  it("is told of in the audit log of no business, with who did it", async () => {
    const { ctx, businessId, userId } = await filledBusiness();
    await removeBusiness(ctx);
    const { kysely } = await testDatabase();
    const rows = await asService(kysely, (trx) =>
      trx.selectFrom("audit_log").selectAll().where("subject_id", "=", businessId).execute(),
    );
    expect(rows).toMatchObject([
      {
        business_id: null,
        action: "business.delete",
        actor: { kind: "user", userId },
        changes: { name: "Harbor Dental", number: expect.any(Number) },
      },
    ]);
  });

  it("is for its owner in person, once, and there must be one", async () => {
    const { ctx, as, businessId } = await filledBusiness();
    for (const role of ["admin", "manager", "member", "guest"] as const)
      expect(await codeOf(removeBusiness(await as(role)))).toBe("forbidden");
    const key = { kind: "api_key", keyId: randomUUID(), permissions: ["business:delete"] } as const;
    expect(await codeOf(removeBusiness({ ...ctx, actor: key }))).toBe("forbidden");
    expect((await dumpOf(businessId)).businesses).toHaveLength(1);
    await removeBusiness(ctx);
    expect(await codeOf(removeBusiness(ctx))).toBe("not_found");
  });

  it("waits for the calls that go on; one that nobody carries, or whose end was never told, is none", async () => {
    const { ctx, businessId } = await filledBusiness();
    const { kysely } = await testDatabase();
    const call = (values: { status?: string; provider?: string; started_at?: Date }) =>
      asService(kysely, (trx) =>
        trx
          .updateTable("calls")
          .set({ ended_at: null, ...values })
          .where("business_id", "=", businessId)
          .execute(),
      );
    for (const status of ["ringing", "in_progress", "transferred"]) {
      await call({ status });
      expect(await codeOf(removeBusiness(ctx))).toBe("conflict");
    }
    await call({ provider: "logged" });
    await call({ provider: "telnyx", started_at: new Date(Date.parse(NOW) - 5 * 3_600_000) });
    await removeBusiness(ctx);
  });

  it("ends its keys, has sessions work nowhere, and leaves people their other businesses", async () => {
    const { ctx, userId, businessId, ports } = await makeTenant();
    const nobody = createContext({ ...ctx, actor: { kind: "anonymous" }, business: null });
    const { key } = await createApiKey(ctx, { name: "Key", permissions: ["call:read"] });
    const { session } = await startSession(nobody, { userId, kind: "token" });
    const credential = { kind: "session", sessionId: session.id } as const;
    const { actor, business } = await identify(nobody, credential);
    expect([business?.id, (await identify(nobody, { kind: "api_key", key })).business?.id]).toEqual([
      businessId,
      businessId,
    ]);
    const second = await createBusiness({ ...ctx, actor }, { name: "Second" });
    await removeBusiness({ ...ctx, actor, ports });
    expect(await codeOf(identify(nobody, { kind: "api_key", key }))).toBe("token_invalid");
    expect(await identify(nobody, credential)).toEqual({ actor, business: null });
    const own = await listBusinesses({ ...ctx, actor, business: null }, { page: 1, limit: 10 });
    expect(own.items.map(({ id }) => id)).toEqual([second.id]);
    expect(await codeOf(getBusiness(ctx))).toBe("not_found");
  });

  it("frees its numbers", async () => {
    const { ctx, businessId } = await filledBusiness();
    const { kysely } = await testDatabase();
    const { e164 } = await asService(kysely, (trx) =>
      trx
        .selectFrom("numbers")
        .select("e164")
        .where("business_id", "=", businessId)
        .executeTakeFirstOrThrow(),
    );
    expect((await findNumber(ctx, e164))?.businessId).toBe(businessId);
    await removeBusiness(ctx);
    expect(await findNumber(ctx, e164)).toBeNull();
  });

  it("keeps what a vendor did not do until it does it", async () => {
    const { ctx, agent, subscriptionId, clock } = await fullBusiness();
    await work(ctx);
    const { retell: voice, stripe } = vendors.emulators;
    voice.faults.set({ match: "/delete-agent", mode: "fail" });
    stripe.faults.set({ match: "DELETE /v1/customers", mode: "fail" });
    await removeBusiness(ctx);
    await work(ctx);
    for (const kind of ["voice.remove_agent", "billing.end"])
      expect((await jobsLeft(kind)).map(({ attempts, dead_at }) => [attempts, dead_at])).toEqual([[1, null]]);
    voice.faults.clear();
    stripe.faults.clear();
    clock.set(new Date(Date.parse(NOW) + 60_000));
    await work(ctx);
    expect([await jobsLeft("voice.remove_agent"), await jobsLeft("billing.end")]).toEqual([[], []]);
    await expect(retell().agent.retrieve(agent.agentId)).rejects.toMatchObject({ status: 422 });
    expect(await stateOf(subscriptionId)).toMatch(/^(canceled|incomplete_expired)$/);
  });

  it("finds no room for what is written for it afterwards", async () => {
    const { ctx } = await makeTenant();
    await removeBusiness(ctx);
    expect(
      await codeOf(addClosure(ctx, { startsAtLocal: "2026-12-24T00:00", endsAtLocal: "2026-12-25T00:00" })),
    ).toBe("not_found");
  });
});
