import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Reply } from "../emulation/server";
import { addedVoice, searched, VOICES, voiceFields } from "./emulated-voices";

const customTool = z.looseObject({
  type: z.literal("custom"),
  name: z.string().regex(/^[\w-]{1,64}$/),
  url: z.url(),
  method: z.literal("POST").default("POST"),
  headers: z.record(z.string(), z.string()).default({}),
  timeout_ms: z.number().int().min(1000).max(600_000).default(120_000),
  max_retry: z.number().int().min(0).max(5).default(0),
  args_at_root: z.boolean().default(false),
});
export type CustomTool = z.infer<typeof customTool>;

const otherTool = z.looseObject({ type: z.string(), name: z.string() });
const llmFields = z.looseObject({
  begin_message: z.string().nullish(),
  general_prompt: z.string().nullish(),
  default_dynamic_variables: z.record(z.string(), z.string()).nullish(),
  general_tools: z.array(z.union([customTool, otherTool])).nullish(),
});
const agentFields = z.looseObject({
  response_engine: z.looseObject({ type: z.literal("retell-llm"), llm_id: z.string() }),
  voice_id: z.string(),
  agent_name: z.string().nullish(),
  voice_speed: z.number().min(0.5).max(2).optional(),
  webhook_url: z.url().nullish(),
  webhook_events: z.array(z.string()).nullish(),
  webhook_timeout_ms: z.number().int().optional(),
});
const store = z.object({
  llms: z.record(z.string(), llmFields),
  agents: z.record(z.string(), agentFields),
  voices: z.array(voiceFields).default([]),
});

const agentSearch = z.object({
  filter_criteria: z.object({ query: z.string().default("") }).default({ query: "" }),
});

export type EmulatedLlm = z.infer<typeof llmFields>;
export type EmulatedAgent = z.infer<typeof agentFields>;

const json = (status: number, body: unknown): Reply => ({ status, json: body });
export const retellError = (status: number, message: string): Reply =>
  json(status, { status: "error", message });
export const MISSING = retellError(422, "Cannot find requested asset under given api key.");

const describe = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");

/** Agents, their LLMs and voices: kept in a file where one is named, since an app keeps the ids for good. */
export class EmulatedAgents {
  readonly #stateFile: string | null;
  readonly #now: () => Date;
  #store: z.infer<typeof store> = { llms: {}, agents: {}, voices: [] };

  constructor(stateFile: string | null, now: () => Date) {
    this.#stateFile = stateFile;
    this.#now = now;
    if (stateFile) this.#load(stateFile);
  }

  /** An agent with the LLM that speaks for it. */
  find(agentId: string): { agent: EmulatedAgent; llm: EmulatedLlm } | null {
    const agent = this.#store.agents[agentId];
    const llm = agent && this.#store.llms[agent.response_engine.llm_id];
    return agent && llm ? { agent, llm } : null;
  }

  /** Answers what concerns agents, LLMs and voices; null for other paths. */
  route(method: string, requestPath: string, body: unknown): Reply | null {
    const [noun = "", id = ""] = requestPath.slice(1).split("/").map(decodeURIComponent);
    switch (`${method} ${noun}`) {
      case "POST create-retell-llm":
        return this.#saveLlm(`llm_${randomBytes(14).toString("hex")}`, {}, body, 201);
      case "PATCH update-retell-llm":
        return this.#with(this.#store.llms[id], (llm) => this.#saveLlm(id, llm, body, 200));
      case "GET get-retell-llm":
        return this.#with(this.#store.llms[id], (llm) => json(200, this.#stamp({ llm_id: id }, llm)));
      case "DELETE delete-retell-llm":
        return this.#with(this.#store.llms[id], () => this.#remove(this.#store.llms, id));
      case "POST create-agent":
        return this.#saveAgent(`agent_${randomBytes(15).toString("hex")}`, {}, body, 201);
      case "PATCH update-agent":
        return this.#with(this.#store.agents[id], (agent) => this.#saveAgent(id, agent, body, 200));
      case "GET get-agent":
        return this.#with(this.#store.agents[id], (agent) => json(200, this.#stamp({ agent_id: id }, agent)));
      case "POST v2":
        return id === "list-agents" ? this.#listAgents(body) : null;
      case "DELETE delete-agent":
        return this.#with(this.#store.agents[id], () => this.#remove(this.#store.agents, id));
      case "GET list-voices":
        return json(200, [...VOICES, ...this.#store.voices]);
      case "POST search-community-voice":
        return json(200, searched(body));
      case "POST add-community-voice":
        return this.#addVoice(body);
      default:
        return null;
    }
  }

  #listAgents(body: unknown): Reply {
    const wanted = agentSearch.parse(body).filter_criteria.query.toLowerCase();
    const items = Object.entries(this.#store.agents)
      .filter(([, agent]) => (agent.agent_name ?? "").toLowerCase().includes(wanted))
      .map(([agent_id, { agent_name }]) => ({
        agent_id,
        agent_name: agent_name ?? "",
        channel: "voice",
        tags: {},
        user_modified_timestamp: this.#now().getTime(),
      }));
    return json(200, { items, has_more: false });
  }

  #with<T>(found: T | undefined, use: (found: T) => Reply): Reply {
    return found ? use(found) : MISSING;
  }

  #remove(kept: Record<string, unknown>, id: string): Reply {
    delete kept[id];
    this.#keep();
    return json(204, null);
  }

  #stamp(ids: object, fields: object): object {
    return {
      ...fields,
      ...ids,
      version: 0,
      is_published: false,
      last_modification_timestamp: this.#now().getTime(),
    };
  }

  #saveLlm(id: string, before: object, body: unknown, status: number): Reply {
    const parsed = llmFields.safeParse({ ...before, ...z.looseObject({}).catch({}).parse(body) });
    if (!parsed.success) return retellError(422, describe(parsed.error));
    const names = (parsed.data.general_tools ?? []).map((tool) => tool.name);
    if (new Set(names).size < names.length) return retellError(422, "Tool names must be unique.");
    this.#store.llms[id] = parsed.data;
    this.#keep();
    return json(status, this.#stamp({ llm_id: id }, parsed.data));
  }

  #saveAgent(id: string, before: object, body: unknown, status: number): Reply {
    const parsed = agentFields.safeParse({ ...before, ...z.looseObject({}).catch({}).parse(body) });
    if (!parsed.success) return retellError(422, describe(parsed.error));
    if (!this.#store.llms[parsed.data.response_engine.llm_id]) return MISSING;
    if (![...VOICES, ...this.#store.voices].some((voice) => voice.voice_id === parsed.data.voice_id)) {
      return retellError(422, `Cannot find voice ${parsed.data.voice_id}.`);
    }
    this.#store.agents[id] = parsed.data;
    this.#keep();
    return json(status, this.#stamp({ agent_id: id }, parsed.data));
  }

  #addVoice(body: unknown): Reply {
    const voice = addedVoice(body);
    if (!voice) return retellError(422, "Cannot add this voice.");
    this.#store.voices.push(voice);
    this.#keep();
    return json(201, voice);
  }

  #load(file: string): void {
    try {
      this.#store = store.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      // Nothing kept yet, or from another version: the product saves its agents anew.
    }
  }

  #keep(): void {
    if (!this.#stateFile) return;
    mkdirSync(path.dirname(this.#stateFile), { recursive: true });
    const draft = `${this.#stateFile}.new`;
    writeFileSync(draft, JSON.stringify(this.#store), { mode: 0o600 });
    renameSync(draft, this.#stateFile);
  }
}

/** The custom tools of an LLM, as their defaults are. */
export const customToolsOf = (llm: EmulatedLlm): CustomTool[] =>
  (llm.general_tools ?? []).flatMap((tool) => customTool.safeParse(tool).data ?? []);
