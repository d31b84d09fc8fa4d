import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { asSystem, inTenant } from "@/lib/domain/context";
import {
  accountsAt,
  checkIntegration,
  connectedAccount,
  createIntegration,
  listIntegrations,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";
import { makeTenant, type Tenant, testDatabase } from "../../support/context";

const TOKEN = "12345678901234567890123456a1c8d1";
const sid = (tenant: Tenant) => `AC${tenant.businessId.replaceAll("-", "")}`;
const account = (tenant: Tenant) => ({ accountSid: sid(tenant), authToken: TOKEN });
const refused = new VendorError("twilio", "Twilio does not know this account.", { isRetryable: false });
const away = new VendorError("twilio", "Twilio does not answer.", { isRetryable: true });

/** A business whose Twilio says what `verify` does. */
async function business(verify: () => Promise<void> = async () => undefined): Promise<Tenant> {
  const tenant = await makeTenant();
  const twilio = tenant.ports.accounts.twilio;
  tenant.ports.accounts.twilio = (given) => ({ ...twilio(given), verify });
  return tenant;
}

const inUse = (tenant: Tenant) => inTenant(tenant.ctx, (ctx) => connectedAccount(ctx, "twilio"));

describe("an account", () => {
  it("is checked, kept sealed, shown masked, and used", async () => {
    const tenant = await business();
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
    expect(made).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      type: "twilio",
      config: { accountSid: sid(tenant), authToken: "••••••••c8d1" },
      status: "active",
      problem: null,
      verifiedAt: tenant.clock.now(),
      createdAt: tenant.clock.now(),
      updatedAt: tenant.clock.now(),
    });
    expect(await listIntegrations(tenant.ctx)).toEqual([made]);
    expect(await inUse(tenant)).toEqual({
      integrationId: made.id,
      version: expect.any(String),
      ...account(tenant),
      phoneNumber: null,
    });
    const { kysely } = await testDatabase();
    const everything = await asService(kysely, async (trx) => [
      await trx.selectFrom("integrations").selectAll().where("id", "=", made.id).execute(),
      await trx.selectFrom("audit_log").selectAll().where("subject_id", "=", made.id).execute(),
      await trx.selectFrom("jobs").selectAll().where("business_id", "=", tenant.businessId).execute(),
    ]);
    expect(JSON.stringify(everything)).not.toContain(TOKEN);
  });

  it("that is incomplete has the problem, and is not used", async () => {
    const tenant = await business();
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: { any: ["thing"] } });
    expect(made).toMatchObject({
      config: { any: ["thing"] },
      status: "error",
      problem: "The Account SID is missing. The Auth Token is missing.",
    });
    expect(await inUse(tenant)).toBeNull();
    expect(await updateIntegration(tenant.ctx, { id: made.id, config: account(tenant) })).toMatchObject({
      config: { any: ["thing"], accountSid: sid(tenant) },
      status: "active",
    });
  });

  it("that the vendor refuses has its words, until it is changed or checked again", async () => {
    let answer: VendorError | null = refused;
    const tenant = await business(async () => {
      if (answer) throw answer;
    });
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
    expect(made).toMatchObject({ status: "error", problem: refused.message, verifiedAt: null });
    expect(await inUse(tenant)).toBeNull();
    answer = null;
    await checkIntegration(tenant.ctx, { integrationId: made.id });
    expect(await listIntegrations(tenant.ctx)).toMatchObject([{ status: "active", problem: null }]);
  });

  it("counts as good while the vendor is out of reach; the job asks on", async () => {
    const tenant = await business(async () => {
      throw away;
    });
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
    expect(made).toMatchObject({ status: "active", verifiedAt: null });
    await expect(checkIntegration(tenant.ctx, { integrationId: made.id })).rejects.toBe(away);
  });

  it("that was changed while its vendor was asked is not judged by the old answer", async () => {
    const tenant = await business();
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
    const { twilio } = tenant.ports.accounts;
    tenant.ports.accounts.twilio = (given) => ({
      ...twilio(given),
      verify: async () => {
        if (given.authToken !== TOKEN) return;
        await updateIntegration(tenant.ctx, { id: made.id, config: { authToken: "another" } });
        throw refused;
      },
    });
    await checkIntegration(tenant.ctx, { integrationId: made.id });
    expect(await listIntegrations(tenant.ctx)).toMatchObject([{ status: "active", problem: null }]);
  });

  it("that is switched off is neither checked nor used, and says nothing of its problem", async () => {
    const tenant = await business(async () => {
      throw refused;
    });
    const made = await createIntegration(tenant.ctx, {
      type: "twilio",
      config: account(tenant),
      isEnabled: false,
    });
    expect(made).toMatchObject({ status: "inactive", problem: null });
    expect(await inUse(tenant)).toBeNull();
    expect(await updateIntegration(tenant.ctx, { id: made.id, isEnabled: true })).toMatchObject({
      status: "error",
      problem: refused.message,
    });
  });

  it("is one of its type; another is refused, and may be made after it is gone", async () => {
    const tenant = await business();
    const made = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
    await expect(createIntegration(tenant.ctx, { type: "twilio", config: {} })).rejects.toMatchObject({
      code: "already_exists",
    });
    await removeIntegration(tenant.ctx, made.id);
    expect(await listIntegrations(tenant.ctx)).toEqual([]);
    await createIntegration(tenant.ctx, { type: "twilio", config: {} });
  });
});

it("an account stays verified while its credentials do; with others it is asked about anew", async () => {
  const tenant = await business();
  const { id, verifiedAt } = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
  const { twilio } = tenant.ports.accounts;
  tenant.ports.accounts.twilio = (given) => ({ ...twilio(given), verify: () => Promise.reject(away) });
  const known = () => asSystem(tenant.ctx, "test", (ctx) => accountsAt(ctx, "twilio", sid(tenant)));
  for (const change of [{ isEnabled: false }, { isEnabled: true }, { config: { phoneNumber: null } }])
    expect(await updateIntegration(tenant.ctx, { id, ...change })).toMatchObject({ verifiedAt });
  expect(await known()).toHaveLength(1);
  const config = { authToken: "a token that nobody has seen" };
  expect(await updateIntegration(tenant.ctx, { id, config })).toMatchObject({
    status: "active",
    verifiedAt: null,
  });
  expect(await known()).toEqual([]);
});

describe("another business", () => {
  it("sees and changes nothing of it", async () => {
    const [one, two] = [await business(), await business()];
    const { id } = await createIntegration(one.ctx, { type: "twilio", config: account(one) });
    expect(await listIntegrations(two.ctx)).toEqual([]);
    await expect(updateIntegration(two.ctx, { id, config: {} })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeIntegration(two.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await checkIntegration(two.ctx, { integrationId: id });
    expect(await inUse(two)).toBeNull();
  });

  it("that names the same account is not believed: its vendor did not verify it", async () => {
    const [owner, thief] = [
      await business(),
      await business(async () => {
        throw refused;
      }),
    ];
    await createIntegration(thief.ctx, {
      type: "twilio",
      config: { accountSid: sid(owner), authToken: "guess" },
    });
    await createIntegration(owner.ctx, { type: "twilio", config: account(owner) });
    const known = await asSystem(owner.ctx, "test", (ctx) => accountsAt(ctx, "twilio", sid(owner)));
    expect(known.map(({ businessId }) => businessId)).toEqual([owner.businessId]);
    expect(known[0]?.settings).toEqual({ ...account(owner), phoneNumber: null });
  });
});

it.each(["manager", "member", "guest"] as const)("a %s neither reads nor writes them", async (role) => {
  const tenant = await business();
  const { id } = await createIntegration(tenant.ctx, { type: "twilio", config: account(tenant) });
  const ctx = await tenant.as(role);
  const forbidden = { code: "forbidden" };
  await expect(listIntegrations(ctx)).rejects.toMatchObject(forbidden);
  await expect(createIntegration(ctx, { type: "n8n", config: {} })).rejects.toMatchObject(forbidden);
  await expect(updateIntegration(ctx, { id })).rejects.toMatchObject(forbidden);
  await expect(removeIntegration(ctx, id)).rejects.toMatchObject(forbidden);
});
