import type { Retell } from "retell-sdk";
import { z } from "zod";
import {
  type VendorAgent,
  VendorError,
  type VoiceAgentSpec,
  type VoicePort,
  type VoiceToolSpec,
} from "@/lib/domain/ports";
import { keptVoices } from "../kept-voices";
import type { Reachable } from "../reachable";
import { statusOf, vendorFailure } from "../vendor-failure";
import { retellLanguage } from "./languages";
import { listedVoices, voiceFor } from "./voices";

export interface RetellSettings {
  /** Null: not set up; every call then fails with a message for the owner. */
  apiKey: string | null;
  /** A bare origin. Null: Retell itself. */
  baseUrl: string | null;
  isEmulated: boolean;
  timeoutMilliseconds?: number;
}

const TIMEOUT_MILLISECONDS = 3000;
/** Callers hang up when it rings for longer. */
const DEADLINE_MILLISECONDS = 3000;
const TOOL_TIMEOUT_MILLISECONDS = 8000;
/** Our tools are idempotent per call, tool and arguments, so a repeat is safe. */
const TOOL_RETRIES = 1;
const MISSING_STATUSES = new Set([404, 422]);

const schemaOf = z.object({
  properties: z.record(z.string(), z.unknown()).catch({}),
  required: z.array(z.string()).optional().catch(undefined),
});

const toolOf = (tool: VoiceToolSpec): Retell.LlmCreateParams.CustomTool => {
  const { properties, required } = schemaOf.parse(tool.parameters);
  return {
    type: "custom",
    name: tool.name,
    description: tool.description,
    url: tool.url,
    method: "POST",
    timeout_ms: TOOL_TIMEOUT_MILLISECONDS,
    max_retry: TOOL_RETRIES,
    speak_during_execution: true,
    execution_message_description:
      "One short phrase that you are checking, such as “one moment”. Promise nothing.",
    speak_after_execution: true,
    parameters: { type: "object", properties, ...(required ? { required } : {}) },
  };
};

const END_CALL: Retell.LlmCreateParams.EndCallTool = {
  type: "end_call",
  name: "end_call",
  description: "Hang up after both sides have said goodbye.",
};

/** Every `{{variable}}` with an empty value: unset ones would be read aloud as they are written. */
const defaultsOf = (spec: VoiceAgentSpec): Record<string, string> =>
  Object.fromEntries(
    [...`${spec.prompt}\n${spec.greeting}`.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => [
      match[1] ?? "",
      "",
    ]),
  );

const llmOf = (spec: VoiceAgentSpec) => ({
  start_speaker: "agent" as const,
  model_temperature: 0,
  begin_message: spec.greeting,
  general_prompt: spec.prompt,
  default_dynamic_variables: defaultsOf(spec),
  general_tools: [...spec.tools.map(toolOf), END_CALL],
});

const MOST_FOUND = 100;
/** Retell searches agents by parts of their names only, so ours stands at the end, behind the name that a person gave. */
const markOf = (reference: string): string => ` (${reference})`;
const REFERENCES = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** What a person writes holds no reference, so that no agent passes for another's. */
const nameOf = ({ name, reference }: VoiceAgentSpec): string =>
  name.replaceAll(REFERENCES, "…") + markOf(reference);

const agentOf = (spec: VoiceAgentSpec, llmId: string, voiceId: string) => ({
  response_engine: { type: "retell-llm" as const, llm_id: llmId },
  agent_name: nameOf(spec),
  voice_id: voiceId,
  voice_speed: Math.min(2, Math.max(0.5, spec.voiceSpeed)),
  language: retellLanguage(spec.language),
  webhook_url: spec.webhookUrl,
  webhook_events: [
    "call_started" as const,
    "call_ended" as const,
    "call_analyzed" as const,
    "transcript_updated" as const,
  ],
});

const isMissing = (error: unknown): boolean =>
  MISSING_STATUSES.has(statusOf(error) ?? 0) && /cannot find|not found/i.test(String(error));

async function createAgent(retell: Retell, spec: VoiceAgentSpec, voiceId: string) {
  const llm = await retell.llm.create(llmOf(spec), { maxRetries: 0 });
  try {
    const agent = await retell.agent.create(agentOf(spec, llm.llm_id, voiceId), { maxRetries: 0 });
    return { agentId: agent.agent_id, llmId: llm.llm_id };
  } catch (error) {
    // Best effort: a later attempt makes its own. Where no answer came, an agent may be there that speaks with it.
    if (statusOf(error) !== undefined) await retell.llm.delete(llm.llm_id).catch(() => undefined);
    throw error;
  }
}

/** Changes something at the vendor; null where it is not there any more. */
async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!isMissing(error)) throw error;
    return null;
  }
}

async function updateAgent(
  retell: Retell,
  spec: VoiceAgentSpec,
  voiceId: string,
  { agentId, llmId }: VendorAgent,
) {
  const llm =
    (await unlessMissing(retell.llm.update(llmId, llmOf(spec)))) ??
    (await retell.llm.create(llmOf(spec), { maxRetries: 0 }));
  const fields = agentOf(spec, llm.llm_id, voiceId);
  const agent =
    (await unlessMissing(retell.agent.update(agentId, fields))) ??
    (await retell.agent.create(fields, { maxRetries: 0 }));
  return { agentId: agent.agent_id, llmId: llm.llm_id };
}

async function findAgents(retell: Retell, reference: string) {
  const mark = markOf(reference);
  const { items } = await retell.agent.list({
    limit: MOST_FOUND,
    filter_criteria: { query: mark.trim() },
  });
  const found: VendorAgent[] = [];
  for (const { agent_id: agentId, agent_name: name } of items) {
    if (!name.endsWith(mark)) continue;
    const { response_engine: engine } = await retell.agent.retrieve(agentId);
    if (engine.type === "retell-llm") found.push({ agentId, llmId: engine.llm_id });
  }
  return found;
}

/**
 * Retell through its SDK, loaded at first use. A registered call that nobody dials simply lapses, so that
 * request may be repeated; what creates rows at the vendor is not.
 * Every method throws VendorError.
 */
export function createRetellVoice(settings: RetellSettings): VoicePort & Reachable {
  let client: Promise<Retell> | undefined;

  const open = async (apiKey: string): Promise<Retell> => {
    const { Retell: Client } = await import("retell-sdk");
    return new Client({
      apiKey,
      ...(settings.baseUrl ? { baseURL: settings.baseUrl } : {}),
      timeout: settings.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
      maxRetries: 1,
      logLevel: "off",
    });
  };

  const run = async <R>(work: (client: Retell) => Promise<R>): Promise<R> => {
    if (!settings.apiKey) {
      throw new VendorError("retell", "Connect Retell so that calls are answered.", { isRetryable: false });
    }
    client ??= open(settings.apiKey);
    try {
      return await work(await client);
    } catch (error) {
      throw vendorFailure("retell", error);
    }
  };

  return {
    isConfigured: settings.apiKey !== null,
    isEmulated: settings.isEmulated,
    deadlineMilliseconds: DEADLINE_MILLISECONDS,
    ping: (signal) =>
      run(async (retell) => {
        await retell.concurrency.retrieve({ signal, maxRetries: 0 });
      }),
    tell: (voiceCallId, text) =>
      run(async (retell) => {
        await retell.call.updateLive(voiceCallId, {
          call_control: { additional_context: text, trigger_response: true },
        });
      }),
    registerCall: (input) =>
      run(async (retell) => {
        const call = await retell.call.registerPhoneCall({
          agent_id: input.agentId,
          direction: "inbound",
          ...(input.fromNumber === null ? {} : { from_number: input.fromNumber }),
          to_number: input.toNumber,
          metadata: input.metadata,
          retell_llm_dynamic_variables: input.dynamicVariables,
        });
        return {
          voiceCallId: call.call_id,
          sipAddress: `sip:${call.call_id}@sip.retellai.com;transport=tcp`,
        };
      }),
    speaks: (language) => retellLanguage(language) !== "multi",
    listVoices: keptVoices(() => run(async (retell) => listedVoices(await retell.voice.list()))),
    saveAgent: (spec, existing) =>
      run(async (retell) => {
        const { voiceId, problem } = await voiceFor(retell, spec);
        const saved = existing
          ? await updateAgent(retell, spec, voiceId, existing)
          : await createAgent(retell, spec, voiceId);
        return { ...saved, voiceProblem: problem };
      }),
    findAgents: (reference) => run((retell) => findAgents(retell, reference)),
    removeAgent: ({ agentId, llmId }) =>
      run(async (retell) => {
        await unlessMissing(retell.agent.delete(agentId));
        await unlessMissing(retell.llm.delete(llmId));
      }),
  };
}
