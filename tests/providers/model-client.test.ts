import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ModelMessage, type ModelStep, VendorError } from "@/lib/domain/ports";
import { createModel } from "@/lib/providers/model/client";
import type { EmulatedStep } from "@/lib/providers/model/emulator";
import { startTestModel, type TestModel } from "../support/model";

let vendor: TestModel;
beforeAll(async () => {
  vendor = await startTestModel();
});
afterAll(() => vendor.close());

const TOOL = {
  name: "book_appointment",
  description: "Books.",
  parameters: { type: "object", properties: { starts_at: { type: "string" } }, required: ["starts_at"] },
};
const HELLO: ModelMessage[] = [{ role: "caller", text: "Hi" }];

interface Heard {
  words: string[];
  signs: number;
}

async function ask(
  steps: EmulatedStep[],
  options: { messages?: ModelMessage[]; signal?: AbortSignal; heard?: Heard } = {},
): Promise<ModelStep> {
  const heard = options.heard ?? { words: [], signs: 0 };
  vendor.emulator.plays(steps);
  return vendor.model.reply(
    {
      instructions: "Be kind.",
      messages: options.messages ?? HELLO,
      tools: [TOOL],
      maxOutputTokens: 300,
    },
    {
      onText: (text) => heard.words.push(text),
      onSign: () => {
        heard.signs += 1;
      },
      signal: options.signal ?? new AbortController().signal,
    },
  );
}

const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
};

describe("one step of a model", () => {
  it("comes word by word, with its count of tokens", async () => {
    const heard: Heard = { words: [], signs: 0 };
    const step = await ask([{ say: "How can I help?", usage: { prompt: 12, completion: 5 } }], { heard });
    expect(step).toEqual({
      text: "How can I help?",
      requests: [],
      usage: { inputTokens: 12, outputTokens: 5 },
    });
    expect(heard).toEqual({ words: ["How ", "can ", "I ", "help?"], signs: 4 });
  });

  it("tells the vendor instructions, conversation and tools as it expects them", async () => {
    const request = { id: "c1", tool: TOOL.name, arguments: { starts_at: "now" } };
    await ask([{ say: "Done." }], {
      messages: [
        ...HELLO,
        { role: "receptionist", text: "One moment.", requests: [request] },
        { role: "tools", answers: [{ id: "c1", tool: TOOL.name, answer: '{"booked":true}' }] },
      ],
    });
    expect(vendor.emulator.requests.at(-1)).toEqual({
      model: "emulated-1",
      stream: true,
      max_tokens: 300,
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Hi" },
        {
          role: "assistant",
          content: "One moment.",
          tool_calls: [{ id: "c1", function: { name: TOOL.name, arguments: '{"starts_at":"now"}' } }],
        },
        { role: "tool", tool_call_id: "c1", content: '{"booked":true}' },
      ],
      tools: [{ function: TOOL }],
    });
  });

  it("asks for tools, put together from their pieces", async () => {
    const calls = [
      { tool: TOOL.name, arguments: { starts_at: "2026-03-03T20:00:00.000Z" } },
      { tool: TOOL.name, arguments: {} },
    ];
    const step = await ask([{ say: "Let me see.", calls }]);
    expect(step.text).toBe("Let me see.");
    expect(step.requests).toEqual(
      calls.map((call, index) => ({ ...call, id: `call_1_${index}`, problem: undefined })),
    );
  });

  it.each([
    ["no JSON", { tool: TOOL.name, arguments: '{"starts_at": ' }, '{"starts_at": '],
    ["a tool of its own making", { tool: "drop_tables", arguments: { all: true } }, { all: true }],
  ])("marks %s as a problem", async (_name, call, kept) => {
    const [request] = (await ask([{ calls: [call] }])).requests;
    expect(request).toMatchObject({ tool: call.tool, arguments: kept, problem: expect.any(String) });
  });

  it("works where the vendor counts nothing", async () => {
    expect((await ask([{ say: "Yes.", usage: null }])).usage).toBeNull();
  });
});

describe("a model in trouble", () => {
  it.each([
    [429, true],
    [500, true],
    [503, true],
    [400, false],
    [401, false],
  ])("answers %i: one request, no repeat", async (status, isRetryable) => {
    const before = vendor.emulator.requests.length;
    expect(await failure(ask([{ status }]))).toMatchObject({ vendor: "model", isRetryable });
    expect(vendor.emulator.requests.length).toBe(before + 1);
  });

  it.each(["cut", "garbage", "no-finish"] as const)("%s: the step fails", async (trouble) => {
    const heard: Heard = { words: [], signs: 0 };
    const error = await failure(ask([{ say: "One moment. You", trouble }], { heard }));
    expect(error.vendor).toBe("model");
    // A connection that breaks may take words with it that were on their way.
    if (trouble !== "cut") expect(heard.words.join("")).toBe("One moment. You");
  });

  it("stalls until it is given up", async () => {
    const giveUp = new AbortController();
    const stalled = vendor.emulator.stalled();
    const step = failure(ask([{ say: "Hm", trouble: "stall" }], { signal: giveUp.signal }));
    await stalled;
    giveUp.abort();
    expect((await step).isRetryable).toBe(true);
  });

  it("nobody there, or nothing set up", async () => {
    const closed = createModel({ name: "x", apiKey: "k", baseUrl: "http://127.0.0.1:1/v1", price: null });
    const nothing = {
      onText: () => undefined,
      onSign: () => undefined,
      signal: new AbortController().signal,
    };
    const input = { instructions: "", messages: HELLO, tools: [], maxOutputTokens: 10 };
    expect((await failure(closed.reply(input, nothing))).isRetryable).toBe(true);
    const none = createModel(null);
    expect(none.isConfigured).toBe(false);
    expect((await failure(none.reply(input, nothing))).isRetryable).toBe(false);
  });
});
