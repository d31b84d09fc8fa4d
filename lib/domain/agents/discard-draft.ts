import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { loadDraft, removeDraft } from "./draft";
import { lockAgent } from "./put-live";

/** Throws the draft away; where there is none, nothing happens. @throws DomainError `not_found`. */
export async function discardAgentDraft(ctx: Context, agentId: string): Promise<void> {
  authorize(ctx, "agent:write");
  return inTenant(ctx, async (ctx) => {
    const draft = await loadDraft(ctx, await lockAgent(ctx, agentId));
    if (!draft) return;
    await removeDraft(ctx, agentId);
    await audit(ctx, "agent.draft_discard", agentId, { changed: draft.changed });
  });
}
