import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { loadDraft, removeDraft } from "./draft";
import { lockAgent, putLive } from "./put-live";
import type { Agent } from "./schema";

/**
 * Makes the draft live as a new version. The voice vendor is told after the commit.
 * @returns the agent as it is live now.
 * @throws DomainError `not_found`; `conflict` where there is no draft, as after somebody else has published it.
 */
export async function publishAgentDraft(ctx: Context, agentId: string): Promise<Agent> {
  authorize(ctx, "agent:write");
  return inTenant(ctx, async (ctx) => {
    const before = await lockAgent(ctx, agentId);
    const draft = await loadDraft(ctx, before);
    if (!draft) {
      throw new DomainError("conflict", "There is nothing to publish: no change has been saved as a draft.", {
        subject: "agent",
      });
    }
    await removeDraft(ctx, agentId);
    const agent = await putLive(ctx, before, draft.settings);
    await audit(ctx, "agent.publish", agentId, { version: agent.version, changed: draft.changed });
    return agent;
  });
}
