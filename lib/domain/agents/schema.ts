import type { Selectable } from "kysely";
import { z } from "zod";
import type { Agents } from "@/lib/db/types";

export const AGENT_STATUSES = ["draft", "training", "active", "inactive"] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

const text = (max: number) => z.string().trim().max(max);

const agentFields = z.object({
  name: text(120).min(1),
  description: text(2_000),
  status: z.enum(AGENT_STATUSES),
  /** What the caller hears first. Empty: made from the name of the business. */
  greeting: text(1_000),
  personality: text(200),
  conversationStyle: text(200),
  instructions: text(20_000),
  language: text(20).min(2),
  /** As the voice vendor names it; null means its default. Stored as given and resolved at the vendor. */
  voiceId: text(200).nullable(),
  voiceSpeed: z.number().min(0.5).max(2),
  voicePitch: z.number().min(0).max(2),
  escalationTriggers: z.array(text(200).min(1)).max(50),
  /** Stored as the edition sent it. */
  workingHours: z.record(z.string(), z.json()).nullable(),
  /** Where calls go when the receptionist cannot take them. E.164. */
  fallbackNumber: z
    .string()
    .regex(/^\+[0-9]{3,15}$/, "Write the number with + and country code, such as +12025550123.")
    .nullable(),
});

export const createAgentInput = agentFields.partial().required({ name: true });
export type CreateAgentInput = z.infer<typeof createAgentInput>;

export const updateAgentInput = agentFields.partial().extend({ id: z.uuid() });
export type UpdateAgentInput = z.infer<typeof updateAgentInput>;

/** The AI receptionist of a business. */
export interface Agent {
  id: string;
  name: string;
  description: string;
  status: AgentStatus;
  greeting: string;
  personality: string;
  conversationStyle: string;
  instructions: string;
  language: string;
  voiceId: string | null;
  voiceSpeed: number;
  voicePitch: number;
  escalationTriggers: string[];
  workingHours: Record<string, unknown> | null;
  fallbackNumber: string | null;
  /** The agent at the voice vendor; null until the first sync. */
  voiceVendorAgentId: string | null;
  syncStatus: "pending" | "synced" | "error";
  /** What the voice vendor refused, for the owner to read. */
  syncError: string | null;
  startedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An agent as its row holds it. */
export const agentOf = (row: Selectable<Agents>): Agent => ({
  id: row.id,
  name: row.name,
  description: row.description,
  status: AGENT_STATUSES.find((status) => status === row.status) ?? "draft",
  greeting: row.greeting,
  personality: row.personality,
  conversationStyle: row.conversation_style,
  instructions: row.instructions,
  language: row.language,
  voiceId: row.voice_id,
  voiceSpeed: row.voice_speed,
  voicePitch: row.voice_pitch,
  escalationTriggers: row.escalation_triggers,
  workingHours: isRecord(row.working_hours) ? row.working_hours : null,
  fallbackNumber: row.fallback_number,
  voiceVendorAgentId: row.voice_vendor_agent_id,
  syncStatus: row.sync_status === "synced" || row.sync_status === "error" ? row.sync_status : "pending",
  syncError: row.sync_error,
  startedAt: row.started_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The columns that a patch writes. */
export const agentColumns = (patch: Partial<CreateAgentInput>) => ({
  name: patch.name,
  description: patch.description,
  status: patch.status,
  greeting: patch.greeting,
  personality: patch.personality,
  conversation_style: patch.conversationStyle,
  instructions: patch.instructions,
  language: patch.language,
  voice_id: patch.voiceId,
  voice_speed: patch.voiceSpeed,
  voice_pitch: patch.voicePitch,
  escalation_triggers: patch.escalationTriggers,
  working_hours: patch.workingHours == null ? patch.workingHours : JSON.stringify(patch.workingHours),
  fallback_number: patch.fallbackNumber,
});
