import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAgent, saveAgentDraft, updateAgent } from "@/lib/domain/agents";
import { createIntegration, listIntegrations, updateIntegration } from "@/lib/domain/integrations";
import { listVoices, syncAgent } from "@/lib/domain/receptionist";
import { createElevenLabs } from "@/lib/providers/eleven-labs/client";
import { VOICE_LIBRARY } from "@/lib/providers/emulation/voice-library";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { makeTenant, type Tenant } from "../../support/context";
import { startTestVendors, type TestVendors } from "../../support/vendors";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => {
  vendors.emulators.elevenLabs.faults.clear();
  vendors.emulators.retell.faults.clear();
});

const RACHEL = "eMuLpReMaDeRaChElXxX";
const MARGUERITE = "eMuLcOpYoFmArGuErItE";
const CLONE = "eMuLcLoNeOfTheOwNeRx";
const PRIVATE =
  "This voice is private to your ElevenLabs account, and the phone can only have voices of its public library. Share it there, or choose another one.";

let keys = 0;
/** A business whose phone is emulated, with an ElevenLabs account of its own. */
async function connected(apiKey?: string): Promise<Tenant> {
  const tenant = await makeTenant();
  const { retell, elevenLabs } = vendors.emulators;
  tenant.ports.voice = createRetellVoice({
    apiKey: retell.apiKey,
    baseUrl: retell.baseUrl,
    isEmulated: true,
  });
  tenant.ports.accounts.elevenLabs = createElevenLabs({ baseUrl: elevenLabs.baseUrl, isEmulated: true });
  keys += 1;
  await createIntegration(tenant.ctx, {
    type: "eleven_labs",
    config: { apiKey: apiKey ?? `sk_own_voices_${keys}` },
  });
  return tenant;
}
const published = async (tenant: Tenant, voiceId: string) => {
  const { id } = await createAgent(tenant.ctx, { name: "Ava", voiceId });
  return syncAgent(tenant.ctx, { agentId: id });
};
const stateOf = async ({ ctx }: Tenant) => (await listIntegrations(ctx))[0];

describe("the voices to choose from", () => {
  it("are the voice vendor's, and those of the connected account, marked as its own", async () => {
    const { ctx } = await connected();
    const voices = await listVoices(ctx);
    expect(voices?.filter(({ own }) => own === null).map(({ name }) => name)).toEqual([
      "Adrian",
      "Myra",
      "Alloy",
      "Brian",
    ]);
    expect(voices?.filter(({ own }) => own !== null).map(({ id, own }) => [id, own?.libraryId])).toEqual([
      [RACHEL, RACHEL],
      [MARGUERITE, VOICE_LIBRARY[0]?.voiceId],
      [CLONE, null],
    ]);
  });

  it("are the vendor's alone without an account, with one that is switched off, and while it is out of reach", async () => {
    const tenant = await connected();
    const account = await stateOf(tenant);
    vendors.emulators.elevenLabs.faults.set({ match: "/v2/voices", mode: "fail" });
    expect(await listVoices(tenant.ctx)).toHaveLength(4);
    expect(await stateOf(tenant)).toMatchObject({ status: "active" });
    vendors.emulators.elevenLabs.faults.clear();
    await updateIntegration(tenant.ctx, { id: account?.id ?? "", isEnabled: false });
    expect(await listVoices(tenant.ctx)).toHaveLength(4);
    const other = await connected();
    expect(await listVoices(other.ctx)).toHaveLength(7);
  });

  it("are the vendor's alone once the key is refused, which the connection then says", async () => {
    const tenant = await connected();
    vendors.emulators.elevenLabs.faults.set({ match: "/v2/voices", mode: "fail", status: 401 });
    expect(await listVoices(tenant.ctx)).toHaveLength(4);
    expect(await stateOf(tenant)).toMatchObject({
      status: "error",
      problem: "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings.",
    });
  });
});

describe("a voice of the connected account", () => {
  it("is taken over by the voice vendor when the receptionist is published with it", async () => {
    const tenant = await connected();
    expect(await published(tenant, MARGUERITE)).toMatchObject({ syncStatus: "synced", syncError: null });
  });

  it("that the voice vendor does not find leaves the usual one on the phone, and says why", async () => {
    const tenant = await connected();
    expect(await published(tenant, RACHEL)).toMatchObject({
      syncStatus: "synced",
      syncedVersion: 1,
      syncError: "Retell does not find this voice in ElevenLabs' public library. Choose another one.",
    });
  });

  it("that is private is refused where it is chosen", async () => {
    const { ctx } = await connected();
    const { id } = await createAgent(ctx, { name: "Ava" });
    for (const work of [
      () => createAgent(ctx, { name: "Eva", voiceId: CLONE }),
      () => updateAgent(ctx, { id, voiceId: CLONE }),
      () => saveAgentDraft(ctx, { id, voiceId: CLONE }),
    ])
      await expect(work()).rejects.toMatchObject({
        code: "validation_failed",
        detail: { fields: { voiceId: [PRIVATE] } },
      });
    await updateAgent(ctx, { id, voiceId: MARGUERITE });
  });

  it("that became private, or was chosen before the account was connected, is told once it is published", async () => {
    const tenant = await makeTenant();
    const { id } = await createAgent(tenant.ctx, { name: "Ava", voiceId: CLONE });
    const { ports } = await connected();
    Object.assign(tenant.ports, { voice: ports.voice, accounts: ports.accounts });
    const config = { apiKey: "sk_connected_afterwards" };
    await createIntegration(tenant.ctx, { type: "eleven_labs", config });
    expect(await syncAgent(tenant.ctx, { agentId: id })).toMatchObject({
      syncStatus: "synced",
      syncError: PRIVATE,
    });
  });

  it("waits for ElevenLabs where it is out of reach, and is spoken by the usual one where the key is refused", async () => {
    const tenant = await connected();
    const { id } = await createAgent(tenant.ctx, { name: "Ava", voiceId: MARGUERITE });
    const other = await connected();
    const { id: refused } = await createAgent(other.ctx, { name: "Ava", voiceId: MARGUERITE });
    for (const { ports } of [tenant, other])
      ports.accounts.elevenLabs = createElevenLabs({
        baseUrl: vendors.emulators.elevenLabs.baseUrl,
        isEmulated: true,
      });
    vendors.emulators.elevenLabs.faults.set({ match: "/v2/voices", mode: "fail" });
    await expect(syncAgent(tenant.ctx, { agentId: id })).rejects.toMatchObject({ isRetryable: true });
    vendors.emulators.elevenLabs.faults.clear();
    vendors.emulators.elevenLabs.faults.set({ match: "/v2/voices", mode: "fail", status: 401 });
    expect(await syncAgent(other.ctx, { agentId: refused })).toMatchObject({
      syncStatus: "synced",
      syncError: "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings.",
    });
  });
});
