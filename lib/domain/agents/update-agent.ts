import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { requireRoomFor } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { checkNumbers } from "./check-numbers";
import { checkVoice } from "./check-voice";
import { lockAgent, putLive } from "./put-live";
import { type Agent, isStarted, type UpdateAgentInput, updateAgentInput } from "./schema";

/**
 * Changes what is given, leaves the rest, and publishes the result at once as a new version. An open draft stays. The
 * voice vendor is told after the commit.
 * @throws DomainError `not_found`, `validation_failed` (a number that is never dialled, a voice of theirs that is private,
 * too), `quota_exceeded` as `startAgent`.
 */
export async function updateAgent(ctx: Context, input: UpdateAgentInput): Promise<Agent> {
  authorize(ctx, "agent:write");
  const { id, ...patch } = parseInput(updateAgentInput, input);
  await checkVoice(ctx, patch.voiceId);
  return inTenant(ctx, async (ctx) => {
    const before = await lockAgent(ctx, id);
    await checkNumbers(ctx, patch, before);
    if (patch.status && isStarted(patch.status) && !isStarted(before.status))
      await requireRoomFor(ctx, "agents");
    const agent = await putLive(ctx, before, patch);
    await audit(ctx, "agent.update", id, { ...patch, version: agent.version });
    return agent;
  });
}
