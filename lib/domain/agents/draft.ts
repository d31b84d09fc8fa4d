import { isDeepStrictEqual } from "node:util";
import type { Selectable } from "kysely";
import type { AgentVersions } from "@/lib/db/types";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { getAgent } from "./read-agents";
import {
  type Agent,
  type AgentSetting,
  type AgentSettings,
  agentOf,
  SETTINGS,
  settingsOf,
  storedSettings,
} from "./schema";

/** Changes of a receptionist that are not live yet. */
export interface AgentDraft {
  agentId: string;
  /** What would be live: the live settings with the changes of the draft. */
  settings: AgentSettings;
  /** What publishing would change. Empty where the same was made live another way meanwhile. */
  changed: AgentSetting[];
  /** When it was begun, and last saved. */
  createdAt: Date;
  updatedAt: Date;
}

/** The draft of an agent, at most one, to be read or changed further by the caller. */
export const draftRows = (ctx: TenantContext, agentId: string) =>
  ctx.trx
    .selectFrom("agent_versions")
    .where("business_id", "=", ctx.business.id)
    .where("agent_id", "=", agentId)
    .where("status", "=", "draft");

/** The draft of an agent as it stands beside what is live; null where there is none. */
export async function loadDraft(ctx: TenantContext, agent: Agent): Promise<AgentDraft | null> {
  const row = await draftRows(ctx, agent.id)
    .select(["settings", "created_at", "updated_at"])
    .executeTakeFirst();
  return row ? draftOf(agent, row) : null;
}

/** What would be live of an agent with the settings of a draft. */
function draftOf(
  agent: Agent,
  row: Pick<Selectable<AgentVersions>, "settings" | "created_at" | "updated_at">,
): AgentDraft {
  const live = settingsOf(agent);
  const settings = { ...live, ...storedSettings.parse(row.settings) };
  return {
    agentId: agent.id,
    settings,
    changed: SETTINGS.filter((setting) => !isDeepStrictEqual(settings[setting], live[setting])),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Takes the draft away and tells open pages. */
export const removeDraft = async (ctx: TenantContext, agentId: string): Promise<void> => {
  await ctx.trx
    .deleteFrom("agent_versions")
    .where("business_id", "=", ctx.business.id)
    .where("agent_id", "=", agentId)
    .where("status", "=", "draft")
    .execute();
  announce(ctx, "agent");
};

/** The changes of a receptionist that wait to be published; null where there are none. @throws DomainError `not_found`. */
export async function getAgentDraft(ctx: Context, agentId: string): Promise<AgentDraft | null> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async (ctx) => loadDraft(ctx, await getAgent(ctx, agentId)));
}

const MOST_DRAFTS = 1_000;

/** The open drafts of all receptionists of the business, one of each at most. */
export async function listAgentDrafts(ctx: Context): Promise<AgentDraft[]> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const drafts = await trx
      .selectFrom("agent_versions")
      .select(["agent_id", "settings", "created_at", "updated_at"])
      .where("business_id", "=", business.id)
      .where("status", "=", "draft")
      .limit(MOST_DRAFTS)
      .execute();
    if (drafts.length === 0) return [];
    const ids = drafts.map(({ agent_id }) => agent_id);
    const rows = await trx
      .selectFrom("agents")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "in", ids)
      .execute();
    return drafts.flatMap((draft) =>
      rows.filter(({ id }) => id === draft.agent_id).map((row) => draftOf(agentOf(row), draft)),
    );
  });
}
