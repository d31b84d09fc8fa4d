import { z } from "zod";
import type { Agent, CreateAgentInput } from "@/lib/domain/agents";
import { AGENT_STATUSES, isStarted } from "@/lib/domain/agents";
import { mergeDayHulls } from "@/lib/domain/businesses";
import type { AgentRunState } from "@/lib/domain/calls";
import type { Page } from "@/lib/domain/paging";
import { intervalText, overlapIn } from "@/lib/domain/week-hours";
import { iso, isoText, line } from "@/lib/http/wire";
import { hoursBody, hoursJson, hoursView, toHulls } from "./businesses";
import { ids } from "./ids";

const STATUSES = ["active", "inactive"] as const;
const statusWord = (isActive: boolean): (typeof STATUSES)[number] => (isActive ? "active" : "inactive");

/** The document gives the list no pages. */
const MOST_AGENTS = 1_000;

export const agentParams = z.object({ id: ids.read("agent") });
export const agentsQuery = z
  .object({ business_id: ids.read("business"), status: z.enum(STATUSES).optional() })
  .transform(({ business_id, status }) => ({
    businessId: business_id,
    page: 1,
    limit: MOST_AGENTS,
    status: status && AGENT_STATUSES.filter((word) => statusWord(isStarted(word)) === status),
  }));

/** The days that it works on, in the words and by the rules of business hours; a day that is not named is off. */
const workingHoursBody = hoursBody.transform((days, check) => {
  const hours = mergeDayHulls([], toHulls(days) ?? {});
  const overlap = overlapIn(hours);
  if (hours.length > 0 && !overlap) return hours;
  check.addIssue({
    code: "custom",
    message: overlap
      ? `Working hours must not overlap: ${overlap.map(intervalText).join(" and ")}.`
      : "Name a day that it works on, such as monday; leave working_hours out if it always works.",
  });
  return z.NEVER;
});

export const createAgentBody = z.object({
  business_id: ids.read("business").optional(),
  name: line(120).min(1),
  voice_settings: z
    .object({
      voice_id: line(200).nullish(),
      speed: z.number().min(0.5).max(2).optional(),
      pitch: z.number().min(0).max(2).optional(),
    })
    .optional(),
  behavior_settings: z
    .object({
      personality: line(200).optional(),
      conversation_style: line(200).optional(),
      escalation_triggers: z.array(line(200).min(1)).max(50).optional(),
    })
    .optional(),
  working_hours: workingHoursBody.nullish(),
});

/** What to create. */
export const toNewAgent = (body: z.output<typeof createAgentBody>): CreateAgentInput => ({
  name: body.name,
  voiceId: body.voice_settings?.voice_id,
  voiceSpeed: body.voice_settings?.speed,
  voicePitch: body.voice_settings?.pitch,
  personality: body.behavior_settings?.personality,
  conversationStyle: body.behavior_settings?.conversation_style,
  escalationTriggers: body.behavior_settings?.escalation_triggers,
  workingHours: body.working_hours,
});

export const agentJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  name: z.string(),
  voice_settings: z.strictObject({ voice_id: z.string().nullable(), speed: z.number(), pitch: z.number() }),
  behavior_settings: z.strictObject({
    personality: z.string(),
    conversation_style: z.string(),
    escalation_triggers: z.array(z.string()),
  }),
  working_hours: hoursJson.nullable(),
  is_active: z.boolean(),
  created_at: isoText,
});
export const agentsJson = z.strictObject({ agents: z.array(agentJson) });
export const agentStatusJson = z.strictObject({
  id: z.string(),
  status: z.enum(STATUSES),
  active_calls: z.number().int(),
  total_calls_today: z.number().int(),
  uptime: z.number().int(),
  in_working_hours: z.boolean(),
  problems: z.array(z.string()),
});

export const agentView = (agent: Agent): z.input<typeof agentJson> => ({
  id: ids.write("agent", agent.id),
  business_id: ids.write("business", agent.businessId),
  name: agent.name,
  voice_settings: { voice_id: agent.voiceId, speed: agent.voiceSpeed, pitch: agent.voicePitch },
  behavior_settings: {
    personality: agent.personality,
    conversation_style: agent.conversationStyle,
    escalation_triggers: agent.escalationTriggers,
  },
  working_hours:
    agent.workingHours && hoursView(agent.workingHours.map((interval) => ({ ...interval, isOpen: true }))),
  is_active: isStarted(agent.status),
  created_at: iso(agent.createdAt),
});

export const agentsView = (page: Page<Agent>): z.input<typeof agentsJson> => ({
  agents: page.items.map(agentView),
});

export const agentStatusView = (state: AgentRunState): z.input<typeof agentStatusJson> => ({
  id: ids.write("agent", state.agent.id),
  status: statusWord(state.isStarted),
  active_calls: state.activeCalls,
  total_calls_today: state.callsToday,
  uptime: state.uptimeMilliseconds,
  in_working_hours: state.isInWorkingHours,
  problems: state.problems,
});
