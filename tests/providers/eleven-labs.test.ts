import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createElevenLabs } from "@/lib/providers/eleven-labs/client";
import { type ElevenLabsEmulator, startElevenLabsEmulator } from "@/lib/providers/eleven-labs/emulator";
import { VOICE_LIBRARY } from "@/lib/providers/emulation/voice-library";

let emulator: ElevenLabsEmulator;
let open: ReturnType<typeof createElevenLabs>;
beforeAll(async () => {
  emulator = await startElevenLabsEmulator();
  open = createElevenLabs({ baseUrl: emulator.baseUrl, isEmulated: true });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.faults.clear());

let keys = 0;
/** Another one each time: lists are kept by the key. */
const newKey = () => {
  keys += 1;
  return `sk_test_key_${keys}`;
};
const [marguerite] = VOICE_LIBRARY;

describe("an account at ElevenLabs", () => {
  it("is known by its key, which one small question finds out", async () => {
    const apiKey = newKey();
    const account = open({ apiKey });
    await account.verify();
    expect(account.isEmulated).toBe(true);
    expect(emulator.requests.at(-1)).toEqual({ name: "GET /v2/voices?page_size=1", apiKey });
  });

  it.each([
    [
      "sk_revoked_long_ago",
      "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings.",
    ],
    ["nonsense", "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings."],
    ["sk_line\nx-evil: 1", "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings."],
    ["sk_ключ_ключ", "ElevenLabs does not know this key. Copy it again from your ElevenLabs settings."],
    [
      "sk_restricted_to_speech",
      "ElevenLabs does not let this key list voices. Give it the permission to read voices, or make a key without restrictions.",
    ],
  ])("with the key %j is refused for good", async (apiKey, message) => {
    const words = { vendor: "eleven_labs", isRetryable: false, message };
    await expect(open({ apiKey }).verify()).rejects.toMatchObject(words);
    await expect(open({ apiKey }).listVoices()).rejects.toMatchObject(words);
  });

  it("has its voices, told with what the voice vendor can take over", async () => {
    const voices = await open({ apiKey: newKey() }).listVoices();
    expect(voices).toEqual([
      {
        id: "eMuLpReMaDeRaChElXxX",
        name: "Rachel",
        provider: "elevenlabs",
        gender: "female",
        accent: "american",
        age: "young",
        own: { libraryId: "eMuLpReMaDeRaChElXxX" },
      },
      {
        id: "eMuLcOpYoFmArGuErItE",
        name: "Marguerite",
        provider: "elevenlabs",
        gender: "female",
        accent: "british",
        age: "middle aged",
        own: { libraryId: marguerite?.voiceId },
      },
      {
        id: "eMuLcLoNeOfTheOwNeRx",
        name: "My own voice",
        provider: "elevenlabs",
        gender: null,
        accent: null,
        age: null,
        own: { libraryId: null },
      },
    ]);
  });

  it("is asked for its voices once in a while, page by page, and five pages at most", async () => {
    const apiKey = newKey();
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        voice_id: `voice${index}`,
        name: null,
        category: "premade",
      }));
    emulator.give(apiKey, many(130));
    const asked = () => emulator.requests.filter((request) => request.apiKey === apiKey).length;
    for (let i = 0; i < 2; i += 1) {
      const voices = await open({ apiKey }).listVoices();
      expect(voices).toHaveLength(130);
      expect(voices.at(-1)).toMatchObject({ id: "voice129", name: "voice129" });
    }
    expect(asked()).toBe(2);
    const endless = newKey();
    emulator.give(endless, many(900));
    expect(await open({ apiKey: endless }).listVoices()).toHaveLength(500);
  });

  it("that shares a voice of its own in the library has a public one; what is no voice is left out", async () => {
    const apiKey = newKey();
    emulator.give(apiKey, [
      { voice_id: "shared1", name: "Ours", category: "cloned", sharing: { status: "enabled" } },
      { name: "without an id" },
      { voice_id: 7 },
      { voice_id: "odd", name: "Odd", labels: { gender: "non-binary", age: 7 }, category: 3 },
    ]);
    expect(await open({ apiKey }).listVoices()).toMatchObject([
      { id: "shared1", own: { libraryId: "shared1" } },
      { id: "odd", gender: null, age: null, own: { libraryId: "odd" } },
    ]);
  });

  it.each([
    ["fails", { mode: "fail", status: 500 }, "ElevenLabs could not be reached. Try again in a few minutes."],
    [
      "is busy",
      { mode: "fail", status: 429 },
      "ElevenLabs is asked too often right now. Try again in a minute.",
    ],
    ["is gone", { mode: "drop" }, "ElevenLabs could not be reached. Try again in a few minutes."],
    [
      "is late",
      { mode: "delay", milliseconds: 2_000 },
      "ElevenLabs could not be reached. Try again in a few minutes.",
    ],
  ] as const)("may be asked again when ElevenLabs %s", async (_how, fault, message) => {
    emulator.faults.set({ match: "/v2/voices", ...fault });
    const impatient = createElevenLabs({
      baseUrl: emulator.baseUrl,
      isEmulated: true,
      timeoutMilliseconds: "milliseconds" in fault ? 300 : 5_000,
    });
    await expect(impatient({ apiKey: newKey() }).verify()).rejects.toMatchObject({
      isRetryable: true,
      message,
    });
  });
});

describe("something else that answers for ElevenLabs", () => {
  let server: Server;
  let origin: string;
  let answer: { status: number; headers?: Record<string, string>; body: string } = { status: 200, body: "" };
  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it.each([
    ["no JSON", { status: 200, body: "<html>" }],
    ["another shape", { status: 200, body: '{"voices":"none"}' }],
    ["more than a list has", { status: 200, body: `{"voices":[],"x":"${"y".repeat(5_000_000)}"}` }],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:9/" }, body: "" }],
  ])("with %s gives no voices", async (_what, given) => {
    answer = given;
    const account = createElevenLabs({ baseUrl: origin, isEmulated: false })({ apiKey: newKey() });
    await expect(account.listVoices()).rejects.toMatchObject({ vendor: "eleven_labs", isRetryable: true });
  });
});
