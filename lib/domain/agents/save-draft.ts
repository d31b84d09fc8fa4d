import { isDeepStrictEqual } from "node:util";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { checkNumbers } from "./check-numbers";
import { checkVoice } from "./check-voice";
import { type AgentDraft, loadDraft, removeDraft } from "./draft";
import { lockAgent } from "./put-live";
import { agentSettings, type SaveAgentDraftInput, SETTINGS, saveAgentDraftInput, settingsOf } from "./schema";

/**
 * Keeps changes for later, on top of those that the draft holds already. A setting that is given as it is live leaves
 * the draft, and a draft without changes is none.
 * @returns the draft; null where nothing differs from what is live.
 * @throws DomainError `not_found`, `validation_failed` (a number that is never dialled, a voice of theirs that is private, too).
 */
export async function saveAgentDraft(ctx: Context, input: SaveAgentDraftInput): Promise<AgentDraft | null> {
  authorize(ctx, "agent:write");
  const { id, ...given } = parseInput(saveAgentDraftInput, input);
  await checkVoice(ctx, given.voiceId);
  return inTenant(ctx, async (ctx) => {
    const agent = await lockAgent(ctx, id);
    const live = settingsOf(agent);
    const known = await loadDraft(ctx, agent);
    await checkNumbers(ctx, given, known?.settings ?? live);
    const patch = Object.entries(given).filter(([, value]) => value !== undefined);
    const settings = agentSettings.parse({ ...(known?.settings ?? live), ...Object.fromEntries(patch) });
    const changes = SETTINGS.filter((setting) => !isDeepStrictEqual(settings[setting], live[setting]));
    if (changes.length === 0) {
      if (known) await removeDraft(ctx, id);
      return null;
    }
    const now = ctx.clock.now();
    const stored = JSON.stringify(Object.fromEntries(changes.map((setting) => [setting, settings[setting]])));
    if (known) {
      await ctx.trx
        .updateTable("agent_versions")
        .set({ settings: stored, updated_at: now })
        .where("business_id", "=", ctx.business.id)
        .where("agent_id", "=", id)
        .where("status", "=", "draft")
        .execute();
    } else {
      await ctx.trx
        .insertInto("agent_versions")
        .values({
          id: newId(now),
          business_id: ctx.business.id,
          agent_id: id,
          status: "draft",
          settings: stored,
          created_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
          created_at: now,
          updated_at: now,
        })
        .execute();
    }
    await audit(ctx, "agent.draft_save", id, given);
    announce(ctx, "agent");
    return loadDraft(ctx, agent);
  });
}
