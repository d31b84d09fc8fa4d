import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Retell } from "retell-sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VendorError, type VoiceAgentSpec } from "@/lib/domain/ports";
import { keptVoices } from "@/lib/providers/kept-voices";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { startRetellEmulator } from "@/lib/providers/retell/emulator";
import { echoBrain, startTestVendors, type TestVendors } from "../support/vendors";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => {
  vendors.emulators.retell.faults.clear();
});

const spec: VoiceAgentSpec = {
  reference: "0199",
  name: "Front desk",
  prompt: "You answer for {{business_name}}. It is {{ now_local }}.",
  greeting: "Thanks for calling {{business_name}}.",
  language: "en",
  voiceId: null,
  voiceLibraryId: null,
  voiceSpeed: 9,
  tools: [
    {
      name: "book_appointment",
      description: "Books.",
      url: "https://app.example.com/api/tools/book_appointment",
      parameters: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        type: "object",
        properties: { startsAt: { type: "string" } },
        required: ["startsAt"],
      },
    },
  ],
  webhookUrl: "https://app.example.com/api/webhooks/retell",
};
const call = (agentId: string) => ({
  agentId,
  fromNumber: "+12025550133",
  toNumber: "+12025550131",
  metadata: { call_id: "c1" },
  dynamicVariables: { business_name: "Harbor Dental" },
});
const sdk = () =>
  new Retell({
    apiKey: vendors.emulators.retell.apiKey,
    baseURL: vendors.emulators.retell.baseUrl,
    maxRetries: 0,
    logLevel: "off",
  });
const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
};

describe("saving an agent", () => {
  it("tells the vendor prompt, greeting, tools, voice, language and where to report", async () => {
    const saved = await vendors.voice.saveAgent(spec, null);
    const llm = await sdk().llm.retrieve(saved.llmId);
    expect(llm).toMatchObject({
      general_prompt: spec.prompt,
      begin_message: spec.greeting,
      start_speaker: "agent",
      default_dynamic_variables: { business_name: "", now_local: "" },
    });
    expect(llm.general_tools?.[0]).toMatchObject({
      type: "custom",
      name: "book_appointment",
      method: "POST",
      url: "https://app.example.com/api/tools/book_appointment",
      timeout_ms: 8000,
      max_retry: 1,
      speak_during_execution: true,
      parameters: { type: "object", properties: { startsAt: { type: "string" } }, required: ["startsAt"] },
    });
    expect(llm.general_tools?.[1]).toMatchObject({ type: "end_call" });
    expect(await sdk().agent.retrieve(saved.agentId)).toMatchObject({
      agent_name: "Front desk (0199)",
      voice_id: "11labs-Adrian",
      voice_speed: 2,
      language: "en-US",
      webhook_url: spec.webhookUrl,
      webhook_events: ["call_started", "call_ended", "call_analyzed", "transcript_updated"],
      response_engine: { type: "retell-llm", llm_id: saved.llmId },
    });
  });
  it("changes the one that exists", async () => {
    const saved = await vendors.voice.saveAgent(spec, null);
    const again = await vendors.voice.saveAgent(
      { ...spec, name: "Night desk", greeting: "Good evening." },
      saved,
    );
    expect(again).toEqual(saved);
    expect((await sdk().agent.retrieve(saved.agentId)).agent_name).toBe("Night desk (0199)");
    expect((await sdk().llm.retrieve(saved.llmId)).begin_message).toBe("Good evening.");
  });
  it("makes it anew when the vendor has lost it", async () => {
    const lost = { agentId: "agent_lost", llmId: "llm_lost" };
    const saved = await vendors.voice.saveAgent(spec, lost);
    expect(saved.agentId).not.toBe(lost.agentId);
    await vendors.voice.registerCall(call(saved.agentId));
  });
  it("keeps the agent where only what speaks for it is lost", async () => {
    const saved = await vendors.voice.saveAgent(spec, null);
    await sdk().llm.delete(saved.llmId);
    const again = await vendors.voice.saveAgent(spec, saved);
    expect(again.agentId).toBe(saved.agentId);
    expect(again.llmId).not.toBe(saved.llmId);
    await vendors.voice.registerCall(call(again.agentId));
  });
  it("lists the voices, and asks for them once in a while only", async () => {
    expect(await vendors.voice.listVoices()).toContainEqual({
      id: "11labs-Myra",
      name: "Myra",
      provider: "elevenlabs",
      gender: "female",
      accent: "American",
      age: "Young",
      own: null,
    });
    let asked = 0;
    let now = 0;
    const trouble = new VendorError("retell", "Down", { isRetryable: true });
    const list = keptVoices(
      async () => {
        asked += 1;
        if (asked === 1) throw trouble;
        return [];
      },
      () => now,
    );
    for (const [minute, calls] of [
      [0, 1],
      [0.4, 1],
      [0.6, 2],
      [10, 2],
      [10.7, 3],
    ] as const) {
      now = minute * 60_000;
      await list().catch((error: unknown) => expect(error).toBe(trouble));
      expect(asked).toBe(calls);
    }
  });

  it("takes a voice the vendor has, and the default one for any other", async () => {
    const known = await vendors.voice.saveAgent({ ...spec, voiceId: "11labs-Myra" }, null);
    expect((await sdk().agent.retrieve(known.agentId)).voice_id).toBe("11labs-Myra");
    const foreign = await vendors.voice.saveAgent({ ...spec, voiceId: "alloy-2019" }, null);
    expect((await sdk().agent.retrieve(foreign.agentId)).voice_id).toBe("11labs-Adrian");
  });
  it("leaves no half of one behind", async () => {
    const { faults } = vendors.emulators.retell;
    faults.set({ match: "/create-agent", mode: "fail" });
    faults.set({ match: "DELETE /delete-retell-llm", mode: "delay", milliseconds: 0, times: 1 });
    expect((await failure(vendors.voice.saveAgent(spec, null))).isRetryable).toBe(true);
    expect(faults.take("request", "DELETE /delete-retell-llm", ["delay"])).toBeNull();
  });
});

describe("removing an agent", () => {
  it("leaves neither it nor what spoke for it, and other agents as they are", async () => {
    const [gone, stays] = [
      await vendors.voice.saveAgent(spec, null),
      await vendors.voice.saveAgent(spec, null),
    ];
    await vendors.voice.removeAgent(gone);
    await expect(sdk().agent.retrieve(gone.agentId)).rejects.toMatchObject({ status: 422 });
    await expect(sdk().llm.retrieve(gone.llmId)).rejects.toMatchObject({ status: 422 });
    expect((await sdk().agent.retrieve(stays.agentId)).agent_name).toBe("Front desk (0199)");
    expect((await sdk().llm.retrieve(stays.llmId)).begin_message).toBe(spec.greeting);
  });
  it("is done once more without harm, also where half of it was left", async () => {
    const saved = await vendors.voice.saveAgent(spec, null);
    await sdk().agent.delete(saved.agentId);
    await vendors.voice.removeAgent(saved);
    await expect(sdk().llm.retrieve(saved.llmId)).rejects.toMatchObject({ status: 422 });
    await vendors.voice.removeAgent(saved);
  });
  it("is worth trying again when the vendor is out", async () => {
    const saved = await vendors.voice.saveAgent(spec, null);
    vendors.emulators.retell.faults.set({ match: "/delete-agent", mode: "fail" });
    expect((await failure(vendors.voice.removeAgent(saved))).isRetryable).toBe(true);
    vendors.emulators.retell.faults.clear();
    await vendors.voice.removeAgent(saved);
    await expect(sdk().agent.retrieve(saved.agentId)).rejects.toMatchObject({ status: 422 });
  });
});

describe("registering a call", () => {
  it("gives the id and the SIP address to send the caller to", async () => {
    const { agentId } = await vendors.voice.saveAgent(spec, null);
    const registered = await vendors.voice.registerCall(call(agentId));
    expect(registered.sipAddress).toBe(`sip:${registered.voiceCallId}@sip.retellai.com;transport=tcp`);
    expect(await sdk().call.retrieve(registered.voiceCallId)).toMatchObject({
      call_status: "registered",
      direction: "inbound",
      from_number: "+12025550133",
      metadata: { call_id: "c1" },
      retell_llm_dynamic_variables: { business_name: "Harbor Dental" },
    });
  });
  it("works for a caller who withholds the number", async () => {
    const { agentId } = await vendors.voice.saveAgent(spec, null);
    await vendors.voice.registerCall({ ...call(agentId), fromNumber: null });
  });
  it("for an agent that does not exist, or with a wrong key, is refused for good", async () => {
    expect(await failure(vendors.voice.registerCall(call("agent_none")))).toMatchObject({
      vendor: "retell",
      isRetryable: false,
    });
    const { baseUrl } = vendors.emulators.retell;
    const stranger = createRetellVoice({ apiKey: "key_wrong", baseUrl, isEmulated: true });
    expect((await failure(stranger.registerCall(call("agent_none")))).isRetryable).toBe(false);
  });
  it("is tried once more, then reported as worth trying again, within the deadline", async () => {
    const { agentId } = await vendors.voice.saveAgent(spec, null);
    const { apiKey, baseUrl, faults } = vendors.emulators.retell;
    faults.set({ match: "register-phone-call", mode: "fail", times: 1 });
    await vendors.voice.registerCall(call(agentId));
    faults.set({ match: "register-phone-call", mode: "delay", milliseconds: 5000 });
    const quick = createRetellVoice({ apiKey, baseUrl, isEmulated: true, timeoutMilliseconds: 50 });
    // The late answer would be a success.
    expect((await failure(quick.registerCall(call(agentId)))).isRetryable).toBe(true);
  });
  it("says what to do where nothing is set up", async () => {
    const none = createRetellVoice({ apiKey: null, baseUrl: null, isEmulated: false });
    expect(none.isConfigured).toBe(false);
    expect((await failure(none.registerCall(call("a")))).message).toBe(
      "Connect Retell so that calls are answered.",
    );
  });
  it("lapses after five minutes", async () => {
    let now = new Date("2026-03-02T14:00:00Z");
    const emulator = await startRetellEmulator({ brain: echoBrain, now: () => now });
    const voice = createRetellVoice({ apiKey: emulator.apiKey, baseUrl: emulator.baseUrl, isEmulated: true });
    const { agentId } = await voice.saveAgent(spec, null);
    const { voiceCallId } = await voice.registerCall(call(agentId));
    now = new Date("2026-03-02T14:05:00Z");
    expect(emulator.sip(voiceCallId)).not.toBeNull();
    now = new Date("2026-03-02T14:05:01Z");
    expect(emulator.sip(voiceCallId)).toBeNull();
    await emulator.close();
  });
});

describe("an emulator with a state file", () => {
  it("still knows its agents after a restart", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "emulator-"));
    const stateFile = path.join(folder, "inner", "agents.json");
    const start = async () => {
      const emulator = await startRetellEmulator({ brain: echoBrain, stateFile });
      return {
        emulator,
        voice: createRetellVoice({ apiKey: emulator.apiKey, baseUrl: emulator.baseUrl, isEmulated: true }),
      };
    };
    const first = await start();
    const { agentId } = await first.voice.saveAgent(spec, null);
    await first.emulator.close();
    const second = await start();
    await second.voice.registerCall(call(agentId));
    await second.emulator.close();
    await rm(folder, { recursive: true });
  });
});
