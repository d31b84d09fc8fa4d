import type { Selectable } from "kysely";
import { z } from "zod";
import type { Agents } from "@/lib/db/types";
import { type HandOffRule, handOffRules, numbersInOrder } from "./hand-off-rules";
import { type WorkingHours, workingHours } from "./working-hours";

export const AGENT_STATUSES = ["draft", "training", "active", "inactive"] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** Whether a receptionist of this status takes calls in its working hours; one of any other takes none. */
export const isStarted = (status: AgentStatus): boolean => status === "active" || status === "training";

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
  /** When it takes calls, while it is started; null is always. */
  workingHours,
  /** Whom a caller is put through to, for which reason and when. */
  handOffRules,
  /** Who is dialled after them, and when the receptionist cannot take a call: E.164, in order. */
  fallbackNumbers: numbersInOrder,
});

/** What a version keeps of a receptionist: everything that can be set, but for whether they are at work. */
export const agentSettings = agentFields.omit({ status: true });
export type AgentSettings = z.infer<typeof agentSettings>;
export type AgentSetting = keyof AgentSettings;
export const SETTINGS: readonly AgentSetting[] = agentSettings.keyof().options;
/** Settings as a version holds them: one that is older than a setting does not have it. */
export const storedSettings = agentSettings.partial();

export const createAgentInput = agentFields.partial().required({ name: true });
export type CreateAgentInput = z.infer<typeof createAgentInput>;

/** `copyOf`: the receptionist whose settings it has where none are given. */
export const newAgentInput = createAgentInput.extend({ copyOf: z.uuid().optional() });
export type NewAgentInput = z.infer<typeof newAgentInput>;

export const updateAgentInput = agentFields.partial().extend({ id: z.uuid() });
export type UpdateAgentInput = z.infer<typeof updateAgentInput>;

export const saveAgentDraftInput = storedSettings.extend({ id: z.uuid() });
export type SaveAgentDraftInput = z.infer<typeof saveAgentDraftInput>;

/** The AI receptionist of a business. */
export interface Agent {
  id: string;
  businessId: string;
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
  workingHours: WorkingHours;
  handOffRules: HandOffRule[];
  fallbackNumbers: string[];
  /** The number of the version that is live. */
  version: number;
  /** The version that the voice vendor was last told; null until the first sync. */
  syncedVersion: number | null;
  /** The agent at the voice vendor; null until the first sync. */
  voiceVendorAgentId: string | null;
  syncStatus: "pending" | "synced" | "error";
  /** What the voice vendor refused, for the owner to read. */
  syncError: string | null;
  /** Since when it takes calls without a break; null while it does not. */
  startedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** An agent as its row holds it. */
export const agentOf = (row: Selectable<Agents>): Agent => ({
  id: row.id,
  businessId: row.business_id,
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
  workingHours: workingHours.parse(row.working_hours),
  handOffRules: handOffRules.parse(row.hand_off_rules),
  fallbackNumbers: row.fallback_numbers,
  version: row.version,
  syncedVersion: row.synced_version,
  voiceVendorAgentId: row.voice_vendor_agent_id,
  syncStatus: row.sync_status === "synced" || row.sync_status === "error" ? row.sync_status : "pending",
  syncError: row.sync_error,
  startedAt: row.started_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The settings of an agent, without what else its row knows. */
export const settingsOf = (agent: Agent): AgentSettings => agentSettings.parse(agent);

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
  hand_off_rules: patch.handOffRules && JSON.stringify(patch.handOffRules),
  fallback_numbers: patch.fallbackNumbers,
});
