import { z } from "zod";
import { isStarted } from "@/lib/domain/agents";
import type { Assistant, AssistantPatch, NewAssistant } from "@/lib/domain/assistants";
import { CARRIERS } from "@/lib/domain/carriers";
import { iso, isoText, line, text } from "@/lib/http/wire";
import { ids } from "./ids";
import { inPath } from "./workspace";

const STATUSES = ["active", "inactive"] as const;

export const assistantPath = inPath.extend({ id: ids.read("assistant") });

const fields = {
  name: line(120).min(1),
  phone_number: line(100).nullish().describe("A phone number; null or empty text for none of its own."),
  instructions: text(20_000),
  voice: line(200).nullish().describe("The id of a voice; null or empty text for the usual one."),
  language: line(20).min(2).describe("A BCP 47 tag such as en-US."),
  status: z.enum(STATUSES),
  provider: z.enum(CARRIERS).describe("Whose number it is: the installation's carrier, or your own account."),
  provider_config: z
    .record(z.string(), z.unknown())
    .describe("Credentials of your account at the provider. Stored sealed and never shown again."),
};

const optional = z.object(fields).partial();
export const newAssistantBody = optional.required({ name: true });
export const assistantBody = optional;
export const voiceBody = z.object({ voice: fields.voice, language: fields.language.optional() });

const voiceId = (voice: string | null | undefined) => (voice === "" ? null : voice);

const toFields = (body: z.output<typeof assistantBody>) => ({
  instructions: body.instructions,
  voiceId: voiceId(body.voice),
  language: body.language,
  isActive: body.status && body.status === "active",
  phoneNumber: body.phone_number,
  provider: body.provider,
  config: body.provider_config,
});
export const toNewAssistant = (body: z.output<typeof newAssistantBody>): NewAssistant => ({
  ...toFields(body),
  name: body.name,
});
export const toPatch = (id: string, body: z.output<typeof assistantBody>): AssistantPatch => ({
  ...toFields(body),
  id,
  name: body.name,
});
export const toVoice = (id: string, { voice, language }: z.output<typeof voiceBody>): AssistantPatch => ({
  id,
  voiceId: voiceId(voice),
  language,
});

const assistant = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  phone_number: z.string(),
  instructions: z.string(),
  voice: z.string(),
  language: z.string(),
  provider: z.string(),
  callerai_id: z.string().nullable(),
  status: z.enum(STATUSES),
  sync_status: z.enum(["pending", "synced", "error"]),
  sync_error: z.string(),
  phone_number_status: z.enum(["active", "pending", ""]),
  phone_number_problem: z.string(),
  created_at: isoText,
  updated_at: isoText,
});
export const assistantJson = z.strictObject({ assistant });
export const assistantsJson = z.strictObject({ assistants: z.array(assistant) });

const shown = ({ agent, number, numberProblem }: Assistant): z.input<typeof assistant> => ({
  id: ids.write("assistant", agent.id),
  workspace_id: ids.write("workspace", agent.businessId),
  name: agent.name,
  phone_number: number?.e164 ?? "",
  instructions: agent.instructions,
  voice: agent.voiceId ?? "",
  language: agent.language,
  provider: number?.provider ?? "",
  callerai_id: agent.voiceVendorAgentId,
  status: isStarted(agent.status) ? "active" : "inactive",
  sync_status: agent.syncStatus,
  sync_error: agent.syncError ?? "",
  phone_number_status: number === null ? "" : number.status === "active" ? "active" : "pending",
  phone_number_problem: numberProblem ?? "",
  created_at: iso(agent.createdAt),
  updated_at: iso(agent.updatedAt),
});
export const assistantView = (one: Assistant): z.input<typeof assistantJson> => ({ assistant: shown(one) });
export const assistantsView = (all: Assistant[]): z.input<typeof assistantsJson> => ({
  assistants: all.map(shown),
});
