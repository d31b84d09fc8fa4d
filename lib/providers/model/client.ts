import type { ModelMessage as SdkMessage, ToolSet } from "ai";
import {
  type ModelMessage,
  type ModelPort,
  type ModelStep,
  type ModelToolRequest,
  type ModelToolSpec,
  VendorError,
} from "@/lib/domain/ports";
import type { Reachable } from "../reachable";
import { vendorFailure } from "../vendor-failure";

export interface ModelSettings {
  name: string;
  apiKey: string;
  /** The address that ends before `/chat/completions`. */
  baseUrl: string;
  price: { input: number; output: number } | null;
}

const VENDOR = "model";
/** A vendor may have chat completions and no list of models: it answered all the same. */
const NO_LIST_STATUSES = new Set([404, 405]);
/** An object for the record of a request whose arguments were none: the vendor refuses anything else. */
const argumentsOf = (request: ModelToolRequest): object =>
  typeof request.arguments === "object" && request.arguments !== null ? request.arguments : {};

function sdkMessage(message: ModelMessage): SdkMessage {
  if (message.role === "caller") return { role: "user", content: message.text };
  if (message.role === "tools") {
    return {
      role: "tool",
      content: message.answers.map(({ id, tool, answer }) => ({
        type: "tool-result",
        toolCallId: id,
        toolName: tool,
        output: { type: "text", value: answer },
      })),
    };
  }
  return {
    role: "assistant",
    content: [
      ...(message.text ? [{ type: "text" as const, text: message.text }] : []),
      ...message.requests.map((request) => ({
        type: "tool-call" as const,
        toolCallId: request.id,
        toolName: request.tool,
        input: argumentsOf(request),
      })),
    ],
  };
}

const load = async () => {
  const [sdk, { createOpenAICompatible }] = await Promise.all([
    import("ai"),
    import("@ai-sdk/openai-compatible"),
  ]);
  // Warnings would go to the console; whoever sets up a model sees its refusals in our own log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  return { sdk, createOpenAICompatible };
};

/**
 * A language model with OpenAI's chat completions, through the AI SDK. One request is one step:
 * nothing is repeated, since a caller is waiting and the built-in receptionist is there.
 * @param settings null: not set up; every step then fails.
 */
export function createModel(settings: ModelSettings | null): ModelPort & Reachable {
  // Begun at once, so that the first caller does not wait for it.
  const loading = settings ? load() : null;
  loading?.catch(() => undefined);

  const reply: ModelPort["reply"] = async (input, { onText, onSign, signal }) => {
    if (!settings || !loading)
      throw new VendorError(VENDOR, "No language model is set up.", { isRetryable: false });
    const { sdk, createOpenAICompatible } = await loading;
    const toolOf = ({ description, parameters }: ModelToolSpec) =>
      sdk.tool({ description, inputSchema: sdk.jsonSchema(parameters) });
    const tools: ToolSet = Object.fromEntries(input.tools.map((tool) => [tool.name, toolOf(tool)]));
    const provider = createOpenAICompatible({
      name: VENDOR,
      baseURL: settings.baseUrl,
      apiKey: settings.apiKey,
      includeUsage: true,
    });
    const step: ModelStep = { text: "", requests: [], usage: null };
    let isFinished = false;
    try {
      const { stream } = sdk.streamText({
        model: provider.chatModel(settings.name),
        instructions: input.instructions,
        messages: input.messages.map(sdkMessage),
        tools,
        maxOutputTokens: input.maxOutputTokens,
        temperature: 0,
        maxRetries: 0,
        abortSignal: signal,
        telemetry: { isEnabled: false },
        onError: () => undefined,
      });
      for await (const part of stream) {
        if (part.type === "error") throw part.error;
        if (part.type === "abort") break;
        if (part.type === "text-delta") {
          onSign();
          step.text += part.text;
          onText(part.text);
        } else if (part.type === "tool-input-start" || part.type === "reasoning-delta") {
          onSign();
        } else if (part.type === "tool-call") {
          const problem = part.invalid ? problemOf(part.error) : null;
          step.requests.push({
            id: part.toolCallId,
            tool: part.toolName,
            arguments: part.input,
            ...(problem === null ? {} : { problem }),
          });
        } else if (part.type === "finish") {
          isFinished = part.finishReason !== "error";
          const { inputTokens, outputTokens } = part.totalUsage;
          if (inputTokens !== undefined && outputTokens !== undefined)
            step.usage = { inputTokens, outputTokens };
        }
      }
    } catch (error) {
      const isRetryable = sdk.APICallError.isInstance(error) ? error.isRetryable : undefined;
      throw vendorFailure(VENDOR, error, isRetryable);
    }
    if (!isFinished) throw new VendorError(VENDOR, "The model's answer was cut off.", { isRetryable: true });
    return step;
  };

  /** The AI SDK lists no models, so its address is asked for them directly. */
  const ping: Reachable["ping"] = async (signal) => {
    if (!settings) throw new VendorError(VENDOR, "No language model is set up.", { isRetryable: false });
    try {
      const answer = await fetch(`${settings.baseUrl.replace(/\/+$/, "")}/models`, {
        headers: { authorization: `Bearer ${settings.apiKey}` },
        redirect: "error",
        signal,
      });
      await answer.body?.cancel();
      if (answer.ok || NO_LIST_STATUSES.has(answer.status)) return;
      throw Object.assign(new Error(`answered ${answer.status}`), { status: answer.status });
    } catch (error) {
      throw vendorFailure(VENDOR, error);
    }
  };

  return {
    isConfigured: settings !== null,
    name: settings?.name ?? "",
    price: settings?.price ?? null,
    reply,
    ping,
  };
}

const problemOf = (error: unknown): string =>
  (error instanceof Error ? error.message : "The request could not be read.").slice(0, 300);
