import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import {
  checkIntegration,
  createIntegration,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import {
  addNumber,
  connectCarrierNumber,
  findNumber,
  listNumbers,
  nameNumber,
  releaseCarrierNumbers,
} from "@/lib/domain/numbers";
import { makeTenant, type Tenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";

const fresh = () => {
  const e164 = nextNumber();
  return { e164, provider: "twilio" as const, providerNumberId: `PN${e164.slice(1)}` };
};
const giveUp = ({ ctx }: Tenant) => inTenant(ctx, (ctx) => releaseCarrierNumbers(ctx, "twilio"));

describe("the number of a carrier's account", () => {
  it("may be another business's once it is given up, and is the first one's no more", async () => {
    const [before, now] = [await makeTenant(), await makeTenant()];
    const number = fresh();
    await connectCarrierNumber(before.ctx, number);
    await expect(connectCarrierNumber(now.ctx, number)).rejects.toMatchObject({ code: "already_exists" });
    await giveUp(before);
    await connectCarrierNumber(now.ctx, number);
    expect(await findNumber(now.ctx, number.e164)).toMatchObject({ businessId: now.businessId });
    await expect(connectCarrierNumber(before.ctx, number)).rejects.toMatchObject({ code: "already_exists" });
    expect(await listNumbers(before.ctx)).toMatchObject([{ e164: number.e164, status: "released" }]);
    await expect(addNumber(before.ctx, { e164: number.e164 })).rejects.toMatchObject({
      code: "already_exists",
    });
    await giveUp(now);
    await connectCarrierNumber(before.ctx, number);
  });
});

describe("a connection that ends while Twilio is asked for its number", () => {
  it.each<[string, (tenant: Tenant, id: string) => Promise<unknown>]>([
    ["removed", (tenant, id) => removeIntegration(tenant.ctx, id)],
    ["switched off", (tenant, id) => updateIntegration(tenant.ctx, { id, isEnabled: false })],
  ])("leaves no number behind: %s", async (_how, end) => {
    const tenant = await makeTenant();
    const { e164, providerNumberId } = fresh();
    const directed: string[] = [];
    let onAsked = async (): Promise<unknown> => undefined;
    const { twilio } = tenant.ports.accounts;
    tenant.ports.accounts.twilio = (given) => ({
      ...twilio(given),
      verify: async () => undefined,
      ownedNumber: async () => {
        await onAsked();
        return providerNumberId;
      },
      directNumber: async (id) => void directed.push(id),
    });
    const config = {
      accountSid: `AC${tenant.businessId.replaceAll("-", "")}`,
      authToken: "t",
      phoneNumber: e164,
    };
    const { id } = await createIntegration(tenant.ctx, { type: "twilio", config });
    expect(await findNumber(tenant.ctx, e164)).toMatchObject({ businessId: tenant.businessId });
    onAsked = () => end(tenant, id);
    await checkIntegration(tenant.ctx, { integrationId: id });
    expect(await findNumber(tenant.ctx, e164)).toBeNull();
    expect(directed).toEqual([providerNumberId]);
  });
});

describe("a check of the account that owns a number no more", () => {
  it.each<[string, boolean, string]>([
    ["has a named one wait, and takes it up again", true, "pending"],
    ["gives up the one of the account", false, "released"],
  ])("%s", async (_what, isNamed, status) => {
    const tenant = await makeTenant();
    const { e164, providerNumberId } = fresh();
    let isOwned = true;
    const { twilio } = tenant.ports.accounts;
    tenant.ports.accounts.twilio = (given) => ({
      ...twilio(given),
      verify: async () => undefined,
      ownedNumber: async () => (isOwned ? providerNumberId : null),
      directNumber: async () => undefined,
    });
    const agent = await createAgent(tenant.ctx, { name: "Ava" });
    if (isNamed) await inTenant(tenant.ctx, (ctx) => nameNumber(ctx, agent.id, { e164, provider: "twilio" }));
    const phoneNumber = isNamed ? {} : { phoneNumber: e164 };
    const config = {
      accountSid: `AC${tenant.businessId.replaceAll("-", "")}`,
      authToken: "t",
      ...phoneNumber,
    };
    const { id: integrationId } = await createIntegration(tenant.ctx, { type: "twilio", config });
    const standing = async () => (await listNumbers(tenant.ctx)).map((number) => number.status);
    expect(await standing()).toEqual(["active"]);
    isOwned = false;
    await checkIntegration(tenant.ctx, { integrationId });
    expect([await standing(), await findNumber(tenant.ctx, e164)]).toEqual([[status], null]);
    isOwned = true;
    await checkIntegration(tenant.ctx, { integrationId });
    expect(await standing()).toEqual(["active"]);
  });
});
