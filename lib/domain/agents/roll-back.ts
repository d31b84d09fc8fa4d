import { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { lockAgent, putLive } from "./put-live";
import type { Agent } from "./schema";
import { loadVersion, versionNumber } from "./versions";

const rollBackAgentInput = z.object({ agentId: z.uuid(), toVersion: versionNumber });

/**
 * Brings back the settings of an earlier version, as a new version. A setting that the earlier one did not have yet
 * stays as it is, and so does a draft. What is live already changes nothing.
 * @returns the agent as it is live now.
 * @throws DomainError `not_found`.
 */
export async function rollBackAgent(ctx: Context, input: z.infer<typeof rollBackAgentInput>): Promise<Agent> {
  authorize(ctx, "agent:write");
  const { agentId, toVersion } = parseInput(rollBackAgentInput, input);
  return inTenant(ctx, async (ctx) => {
    const before = await lockAgent(ctx, agentId);
    const { settings } = await loadVersion(ctx, agentId, toVersion);
    const agent = await putLive(ctx, before, settings, toVersion);
    await audit(ctx, "agent.roll_back", agentId, { version: agent.version, restored: toVersion });
    return agent;
  });
}
