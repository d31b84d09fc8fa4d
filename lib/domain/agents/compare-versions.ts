import { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { compareSettings, type SettingChange } from "./compare";
import { getAgentDraft } from "./draft";
import { getAgent } from "./read-agents";
import { type AgentSettings, settingsOf } from "./schema";
import { loadVersion, versionNumber } from "./versions";

const side = z.union([versionNumber, z.enum(["live", "draft"])]);
const compareAgentVersionsInput = z.object({ agentId: z.uuid(), from: side, to: side });

async function settingsAt(
  ctx: TenantContext,
  agentId: string,
  at: z.infer<typeof side>,
): Promise<Partial<AgentSettings>> {
  if (typeof at === "number") return (await loadVersion(ctx, agentId, at)).settings;
  const draft = at === "draft" ? await getAgentDraft(ctx, agentId) : null;
  return draft ? draft.settings : settingsOf(await getAgent(ctx, agentId));
}

/**
 * How two states of a receptionist differ: two versions, what is live, the draft (without a draft: what is live).
 * @throws DomainError `not_found`.
 */
export async function compareAgentVersions(
  ctx: Context,
  input: z.infer<typeof compareAgentVersionsInput>,
): Promise<SettingChange[]> {
  authorize(ctx, "agent:read");
  const { agentId, from, to } = parseInput(compareAgentVersionsInput, input);
  return inTenant(ctx, async (ctx) =>
    compareSettings(await settingsAt(ctx, agentId, from), await settingsAt(ctx, agentId, to)),
  );
}
