import { randomUUID } from "node:crypto";
import { Retell } from "retell-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VoiceAgentSpec } from "@/lib/domain/ports";
import { startTestVendors, type TestVendors } from "../support/vendors";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());

const sdk = () => {
  const { apiKey, baseUrl: baseURL } = vendors.emulators.retell;
  return new Retell({ apiKey, baseURL, maxRetries: 0, logLevel: "off" });
};
const spec: VoiceAgentSpec = {
  reference: "0199",
  name: "Front desk",
  prompt: "P",
  greeting: "G",
  language: "en",
  voiceId: null,
  voiceLibraryId: null,
  voiceSpeed: 1,
  tools: [],
  webhookUrl: "https://app.example.com/hook",
};

describe("finding an agent at the vendor again", () => {
  it("finds an agent again by our reference, and another's never", async () => {
    const saved = await vendors.voice.saveAgent({ ...spec, reference: "0199-found" }, null);
    expect(await vendors.voice.findAgents("0199-found")).toEqual([
      { agentId: saved.agentId, llmId: saved.llmId },
    ]);
    for (const other of ["0199-nobody", "0199-FOUND", "199-found", "0199"])
      expect(await vendors.voice.findAgents(other)).toEqual([]);
  });
  it.each([
    ["at the end", (id: string) => `Ava (${id})`],
    ["in the middle", (id: string) => `Ava (${id}) at night`],
    ["in capitals", (id: string) => `Ava (${id.toUpperCase()})`],
    ["inside itself", (id: string) => `Ava (${id.slice(0, 20)}${id}${id.slice(20)})`],
    ["with nothing else", (id: string) => `(${id})`],
  ])("finds no agent in whose name somebody wrote another's reference: %s", async (_, name) => {
    const [victim, own] = [randomUUID(), randomUUID()];
    const saved = await vendors.voice.saveAgent({ ...spec, reference: own, name: name(victim) }, null);
    expect(await vendors.voice.findAgents(victim)).toEqual([]);
    expect(await vendors.voice.findAgents(own)).toEqual([{ agentId: saved.agentId, llmId: saved.llmId }]);
    expect((await sdk().agent.retrieve(saved.agentId)).agent_name?.toLowerCase()).not.toContain(victim);
  });
  it("takes no agent for the one that was meant whose name the vendor has from before with more behind it", async () => {
    const reference = randomUUID();
    const { llmId } = await vendors.voice.saveAgent(spec, null);
    await sdk().agent.create({
      agent_name: `Ava (${reference}) (${randomUUID()})`,
      response_engine: { type: "retell-llm", llm_id: llmId },
      voice_id: "11labs-Adrian",
    });
    expect(await vendors.voice.findAgents(reference)).toEqual([]);
  });
  it("tells of all that the vendor has of a receptionist", async () => {
    const reference = randomUUID();
    const made = [];
    for (let i = 0; i < 2; i += 1) {
      const { agentId, llmId } = await vendors.voice.saveAgent({ ...spec, reference }, null);
      made.push({ agentId, llmId });
    }
    expect(await vendors.voice.findAgents(reference)).toEqual(made);
  });
});
