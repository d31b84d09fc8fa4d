import { z } from "zod";
import { pause } from "../emulation/faults";
import { type Incoming, listen, type Reply } from "../emulation/server";

/** What the emulated model does with one request. Words come in pieces, then tool calls, then the count of tokens. */
export interface EmulatedStep {
  say?: string;
  /** Arguments as a value, or as the very text that is sent. */
  calls?: { tool: string; arguments: unknown }[];
  /** Null: no count is sent. */
  usage?: { prompt: number; completion: number } | null;
  /** An error instead of an answer. */
  status?: number;
  /** What goes wrong after the words were sent. `stall`: nothing comes any more. */
  trouble?: "stall" | "cut" | "garbage" | "no-finish";
}

const requestSchema = z.object({
  model: z.string(),
  stream: z.literal(true),
  messages: z.array(
    z.object({
      role: z.enum(["system", "user", "assistant", "tool"]),
      content: z.string().nullish(),
      tool_calls: z
        .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
        .optional(),
      tool_call_id: z.string().optional(),
    }),
  ),
  tools: z
    .array(
      z.object({
        function: z.object({
          name: z.string(),
          description: z.string(),
          parameters: z.record(z.string(), z.unknown()),
        }),
      }),
    )
    .default([]),
  max_tokens: z.number().optional(),
});

/** A request as the model sees it. */
export type EmulatedRequest = z.infer<typeof requestSchema>;

export type EmulatedMind = (request: EmulatedRequest, count: number) => EmulatedStep;

export interface ModelEmulator {
  /** The address that ends before `/chat/completions`. */
  baseUrl: string;
  apiKey: string;
  /** Every readable request, newest last. */
  requests: readonly EmulatedRequest[];
  /** What it answers from now on: these steps one after the other, the last one for good, or whatever a function says. */
  plays(mind: EmulatedMind | EmulatedStep[]): void;
  /** Resolves when it next stalls, so that nobody has to wait for it by the clock. */
  stalled(): Promise<void>;
  close(): Promise<void>;
}

const REMEMBERED_REQUESTS = 200;
/** What was written has left before the connection is cut. */
const FLUSHED_MILLISECONDS = 5;
const DEFAULT_USAGE = { prompt: 900, completion: 40 };

const failure = (status: number, message: string): Reply => ({
  status,
  json: { error: { message, type: "emulated", param: null, code: String(status) } },
});

const MODELS: Reply = {
  status: 200,
  json: {
    object: "list",
    data: [{ id: "emulated-1", object: "model", created: 1_772_460_000, owned_by: "emulated" }],
  },
};

const pieces = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];
const halves = (text: string): string[] => {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter(Boolean);
};

/**
 * The side of a vendor with OpenAI's chat completions on this machine: it streams what it is told to say, and can
 * lie, stall, break off, send broken arguments or refuse.
 */
export async function startModelEmulator(): Promise<ModelEmulator> {
  const apiKey = "sk-emulated";
  const requests: EmulatedRequest[] = [];
  const closing = new AbortController();
  let waiting: (() => void)[] = [];
  let count = 0;
  let mind: EmulatedMind = () => ({ say: "Hello." });

  async function* chunks(step: EmulatedStep, model: string): AsyncGenerator<string> {
    const id = `chatcmpl-${count}`;
    const event = (body: object) =>
      `data: ${JSON.stringify({ id, object: "chat.completion.chunk", created: 1_772_460_000, model, ...body })}\n\n`;
    const choice = (delta: object, finish: string | null = null) =>
      event({ choices: [{ index: 0, delta, finish_reason: finish }] });
    yield choice({ role: "assistant", content: "" });
    for (const content of pieces(step.say ?? "")) yield choice({ content });
    if (step.trouble === "stall") {
      for (const tell of waiting) tell();
      waiting = [];
      await new Promise<void>((resolve) => closing.signal.addEventListener("abort", () => resolve()));
    }
    if (step.trouble === "cut") {
      await pause(FLUSHED_MILLISECONDS);
      throw new Error("The emulator was told to cut the connection.");
    }
    if (step.trouble === "garbage") yield 'data: {"choices": [{"del\n\n';
    for (const [index, call] of (step.calls ?? []).entries()) {
      const text = typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments ?? {});
      const head = { index, id: `call_${count}_${index}`, type: "function" };
      yield choice({ tool_calls: [{ ...head, function: { name: call.tool, arguments: "" } }] });
      for (const part of halves(text))
        yield choice({ tool_calls: [{ index, function: { arguments: part } }] });
    }
    if (step.trouble === "no-finish") return;
    yield choice({}, step.calls?.length ? "tool_calls" : "stop");
    const usage = step.usage === undefined ? DEFAULT_USAGE : step.usage;
    if (usage) {
      const { prompt, completion } = usage;
      yield event({
        choices: [],
        usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
      });
    }
    yield "data: [DONE]\n\n";
  }

  const handle = async (request: Incoming): Promise<Reply> => {
    if (request.headers.authorization !== `Bearer ${apiKey}`) return failure(401, "Incorrect API key.");
    if (request.method === "GET" && request.path === "/v1/models") return MODELS;
    if (request.method !== "POST" || request.path !== "/v1/chat/completions")
      return failure(404, "Not found.");
    const parsed = requestSchema.safeParse(request.body);
    if (!parsed.success) return failure(400, z.prettifyError(parsed.error));
    requests.push(parsed.data);
    if (requests.length > REMEMBERED_REQUESTS) requests.shift();
    count += 1;
    const step = mind(parsed.data, count);
    if (step.status) return failure(step.status, "The emulator was told to fail.");
    return { status: 200, stream: chunks(step, parsed.data.model), contentType: "text/event-stream" };
  };

  const server = await listen(handle);

  return {
    baseUrl: `${server.origin}/v1`,
    apiKey,
    requests,
    plays: (next) => {
      count = 0;
      mind = typeof next === "function" ? next : (_request, turn) => next[turn - 1] ?? next.at(-1) ?? {};
    },
    stalled: () => new Promise((resolve) => waiting.push(resolve)),
    close: async () => {
      closing.abort();
      await server.close();
    },
  };
}
