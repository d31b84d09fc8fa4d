import { Retell } from "retell-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { VoiceAgentSpec } from "@/lib/domain/ports";
import { VOICE_LIBRARY } from "@/lib/providers/emulation/voice-library";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { type RetellEmulator, startRetellEmulator } from "@/lib/providers/retell/emulator";
import { echoBrain } from "../support/vendors";

let emulator: RetellEmulator;
beforeAll(async () => {
  emulator = await startRetellEmulator({ brain: echoBrain });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.faults.clear());

const voice = () =>
  createRetellVoice({ apiKey: emulator.apiKey, baseUrl: emulator.baseUrl, isEmulated: true });
const sdk = () => new Retell({ apiKey: emulator.apiKey, baseURL: emulator.baseUrl, logLevel: "off" });
const [marguerite, henrik] = VOICE_LIBRARY.map(({ voiceId }) => voiceId);

const specOf = (voiceId: string, voiceLibraryId: string | null): VoiceAgentSpec => ({
  reference: "0199",
  name: "Front desk",
  prompt: "You answer.",
  greeting: "Hello.",
  language: "en",
  voiceId,
  voiceLibraryId,
  voiceSpeed: 1,
  tools: [],
  webhookUrl: "https://app.example.com/api/webhooks/retell",
});
const spokenBy = async (agentId: string) => {
  const { voice_id } = await sdk().agent.retrieve(agentId);
  return sdk()
    .voice.list()
    .then((voices) => voices.find((one) => one.voice_id === voice_id)?.voice_name);
};

describe("a voice of ElevenLabs' public library", () => {
  it("is taken over when an agent is saved with it, once for all agents, also by its own id later", async () => {
    const copy = { voiceId: "copyInTheAccount", voiceLibraryId: marguerite ?? "" };
    const first = await voice().saveAgent(specOf(copy.voiceId, copy.voiceLibraryId), null);
    expect(first.voiceProblem).toBeNull();
    expect(await spokenBy(first.agentId)).toBe(`Marguerite (ElevenLabs ${marguerite})`);
    const second = await voice().saveAgent(specOf(copy.voiceId, copy.voiceLibraryId), null);
    const later = await voice().saveAgent(specOf(marguerite ?? "", null), null);
    const voices = await sdk().voice.list();
    expect(voices.filter(({ voice_name }) => voice_name.startsWith("Marguerite"))).toHaveLength(1);
    for (const { agentId } of [second, later])
      expect(await spokenBy(agentId)).toBe(`Marguerite (ElevenLabs ${marguerite})`);
  });

  it("that others had taken over is in nobody's list of the vendor's own", async () => {
    await voice().saveAgent(specOf("copy", marguerite ?? ""), null);
    expect((await voice().listVoices()).map(({ name }) => name)).toEqual([
      "Adrian",
      "Myra",
      "Alloy",
      "Brian",
    ]);
  });

  it("that Retell does not find leaves the usual voice, and the reason", async () => {
    const saved = await voice().saveAgent(specOf("eMuLpReMaDeRaChElXxX", "eMuLpReMaDeRaChElXxX"), null);
    expect(saved.voiceProblem).toBe(
      "Retell does not find this voice in ElevenLabs' public library. Choose another one.",
    );
    expect(await spokenBy(saved.agentId)).toBe("Adrian");
  });

  it("that Retell refuses to take leaves the usual voice, and the reason", async () => {
    emulator.faults.set({ match: "/add-community-voice", mode: "fail", status: 402 });
    const saved = await voice().saveAgent(specOf("henrik", henrik ?? ""), null);
    expect(saved.voiceProblem).toBe(
      "Retell does not take this voice over from ElevenLabs. Choose another one.",
    );
    expect(await spokenBy(saved.agentId)).toBe("Adrian");
  });

  it("is taken over by the next try where the answer was lost on the way", async () => {
    emulator.faults.set({ match: "/add-community-voice", mode: "fail", status: 503, times: 1 });
    await expect(voice().saveAgent(specOf("henrik", henrik ?? ""), null)).rejects.toMatchObject({
      isRetryable: true,
    });
    const saved = await voice().saveAgent(specOf("henrik", henrik ?? ""), null);
    expect(await spokenBy(saved.agentId)).toBe(`Henrik (ElevenLabs ${henrik})`);
  });
});
