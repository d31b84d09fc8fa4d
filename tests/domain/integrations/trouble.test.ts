import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import {
  type AccountInUse,
  checkIntegration,
  connectedAccount,
  createIntegration,
  listIntegrations,
  noteAccountTrouble,
  ownVoices,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";
import { makeTenant, type Tenant } from "../../support/context";
import { mailsOf, runNotices } from "../notifications/mailbox";

const PROBLEM = "ElevenLabs does not know this key.";
const refused = new VendorError("elevenlabs", PROBLEM, { isRetryable: false });

/** A business that has connected ElevenLabs. `vendor.answer`: what it says from now on. */
async function connected() {
  const tenant = await makeTenant();
  const vendor: { answer: () => Promise<void> } = { answer: async () => undefined };
  tenant.ports.accounts.elevenLabs = () => ({
    isEmulated: true,
    verify: () => vendor.answer(),
    listVoices: async () => {
      await vendor.answer();
      return [];
    },
  });
  const config = { apiKey: "sk_1234567890" };
  const { id } = await createIntegration(tenant.ctx, { type: "eleven_labs", config });
  return { ...tenant, vendor, id };
}

async function inUse({ ctx }: Pick<Tenant, "ctx">): Promise<AccountInUse> {
  const account = await inTenant(ctx, (ctx) => connectedAccount(ctx, "eleven_labs"));
  if (!account) throw new Error("nothing is in use");
  return account;
}
const note = ({ ctx }: Pick<Tenant, "ctx">, account: AccountInUse, problem = PROBLEM) =>
  inTenant(ctx, (ctx) => noteAccountTrouble(ctx, account, problem));
const state = async ({ ctx }: Pick<Tenant, "ctx">) => {
  const [{ status, problem, verifiedAt } = {}] = await listIntegrations(ctx);
  return { status, problem, verifiedAt };
};
const told = async (tenant: Tenant) => {
  await runNotices(tenant);
  return (await mailsOf(tenant)).filter(({ kind }) => kind === "account_trouble");
};

describe("an account that is refused in use", () => {
  it("is not used any more, nor called checked, and its owner is told once what stops and where to mend it", async () => {
    const business = await connected();
    const account = await inUse(business);
    business.vendor.answer = async () => {
      throw refused;
    };
    await expect(ownVoices(business.ctx)).rejects.toBe(refused);
    expect(await state(business)).toEqual({ status: "error", problem: PROBLEM, verifiedAt: null });
    await note(business, account, "Another word for it.");
    expect(await state(business)).toMatchObject({ problem: PROBLEM });
    const [mail, ...others] = await told(business);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ status: "queued", subject: "Your ElevenLabs connection needs attention" });
    expect(mail?.text).toContain(PROBLEM);
    expect(mail?.text).toContain("no other voice of this account can be chosen");
    expect(mail?.text).toContain("/integrations");
  });

  it("stays as it is where it was changed, checked again or disconnected meanwhile", async () => {
    const business = await connected();
    const before = await inUse(business);
    await updateIntegration(business.ctx, { id: business.id, config: { apiKey: "sk_another_one" } });
    await note(business, before);
    const changed = await inUse(business);
    await updateIntegration(business.ctx, { id: business.id });
    await note(business, changed);
    expect(await state(business)).toMatchObject({ status: "active", verifiedAt: business.clock.now() });
    const last = await inUse(business);
    await removeIntegration(business.ctx, business.id);
    await note(business, last);
    expect(await told(business)).toEqual([]);
  });

  it("is another business's own affair", async () => {
    const [one, two] = [await connected(), await connected()];
    await note(two, await inUse(one));
    expect(await state(one)).toMatchObject({ status: "active" });
  });

  it("and mended before the mail was written is not told", async () => {
    const business = await connected();
    await note(business, await inUse(business));
    await updateIntegration(business.ctx, { id: business.id });
    expect(await told(business)).toEqual([]);
    await note(business, await inUse(business));
    expect(await told(business)).toHaveLength(1);
  });
});

describe("a check that finds an account refused", () => {
  it("tells the owner where a job asked, once", async () => {
    const business = await connected();
    business.vendor.answer = async () => {
      throw refused;
    };
    await checkIntegration(business.ctx, { integrationId: business.id });
    await checkIntegration(business.ctx, { integrationId: business.id });
    expect(await state(business)).toEqual({ status: "error", problem: PROBLEM, verifiedAt: null });
    expect(await told(business)).toHaveLength(1);
  });

  it("tells nobody who sees it on the page anyway, nor the job that asks on", async () => {
    const business = await connected();
    business.vendor.answer = async () => {
      throw refused;
    };
    expect(await updateIntegration(business.ctx, { id: business.id })).toMatchObject({ status: "error" });
    await checkIntegration(business.ctx, { integrationId: business.id });
    expect(await told(business)).toEqual([]);
  });
});
