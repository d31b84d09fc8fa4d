import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createIntegration, updateIntegration } from "@/lib/domain/integrations";
import { addNumber, listNumbers } from "@/lib/domain/numbers";
import { makeTenant, type Tenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";
import { sellPlans, setPlan, used } from "./used";

const FULL =
  "The free plan has 1 phone number. Ask an owner or admin to choose a larger plan under “Plan”, or remove one first.";

/** A business whose account at Twilio owns every number. */
async function owner(): Promise<Tenant> {
  const tenant = await makeTenant();
  sellPlans(tenant);
  const { twilio } = tenant.ports.accounts;
  tenant.ports.accounts.twilio = (given) => ({
    ...twilio(given),
    verify: async () => undefined,
    ownedNumber: async (e164) => `PN${e164}`,
    directNumber: async () => undefined,
  });
  return tenant;
}

const connect = ({ ctx }: Tenant, phoneNumber: string) =>
  createIntegration(ctx, {
    type: "twilio",
    config: { accountSid: `AC${randomUUID().replaceAll("-", "")}`, authToken: "a token", phoneNumber },
  });

async function inUse({ ctx }: Tenant): Promise<string[]> {
  const numbers = await listNumbers(ctx);
  return numbers.filter(({ status }) => status === "active").map(({ e164 }) => e164);
}

describe("the number of an account at Twilio", () => {
  it("is not connected beyond the plan; the connection says why, until there is room", async () => {
    const tenant = await owner();
    const first = nextNumber();
    await addNumber(tenant.ctx, { e164: first });
    const wanted = nextNumber();
    const made = await connect(tenant, wanted);
    expect(made).toMatchObject({ status: "error", problem: FULL });
    expect(await inUse(tenant)).toEqual([first]);
    await setPlan(tenant, "premium");
    expect(await updateIntegration(tenant.ctx, { id: made.id })).toMatchObject({ status: "active" });
    expect(await used(tenant)).toMatchObject({ numbers: 2 });
  });

  it("takes the place of the account's own other one", async () => {
    const tenant = await owner();
    const { id } = await connect(tenant, nextNumber());
    const other = nextNumber();
    expect(await updateIntegration(tenant.ctx, { id, config: { phoneNumber: other } })).toMatchObject({
      status: "active",
      problem: null,
    });
    expect(await inUse(tenant)).toEqual([other]);
  });

  it("goes on under a smaller plan, but does not come back once it was switched off", async () => {
    const tenant = await owner();
    await setPlan(tenant, "premium");
    await addNumber(tenant.ctx, { e164: nextNumber() });
    const { id } = await connect(tenant, nextNumber());
    await setPlan(tenant, "free");
    expect(await updateIntegration(tenant.ctx, { id })).toMatchObject({ status: "active" });
    expect(await used(tenant)).toMatchObject({ numbers: 2 });
    await updateIntegration(tenant.ctx, { id, isEnabled: false });
    expect(await updateIntegration(tenant.ctx, { id, isEnabled: true })).toMatchObject({
      status: "error",
      problem: FULL,
    });
    expect(await used(tenant)).toMatchObject({ numbers: 1 });
  });

  it("of another business leaves the own ones as they were", async () => {
    const [tenant, other] = [await owner(), await owner()];
    const theirs = nextNumber();
    await connect(other, theirs);
    const own = nextNumber();
    const { id } = await connect(tenant, own);
    expect(await updateIntegration(tenant.ctx, { id, config: { phoneNumber: theirs } })).toMatchObject({
      status: "error",
      problem: `Another business has ${theirs}. Ask whoever runs Frontdesk for you.`,
    });
    expect(await inUse(tenant)).toEqual([own]);
    expect(await inUse(other)).toEqual([theirs]);
  });
});
