import { getBusiness } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { VoiceAgentSpec, VoiceToolSpec } from "@/lib/domain/ports";
import { greetingText } from "./facts";
import { promptOf, toolParameters } from "./prompt";
import { TOOLS } from "./tools";
import type { Tool } from "./tools/tool";

/** A tool as the voice vendor is told of it. */
const voiceTool = (tool: Tool, appUrl: string): VoiceToolSpec => ({
  name: tool.name,
  description: tool.description,
  url: new URL(`/api/tools/${tool.name}`, appUrl).toString(),
  parameters: toolParameters(tool),
});

/**
 * What the voice vendor has to know of a receptionist: prompt, greeting, voice and tools.
 * @throws DomainError forbidden, not_found.
 */
export async function voiceAgentSpec(
  ctx: Context,
  agentId: string,
  { appUrl }: { appUrl: string },
): Promise<VoiceAgentSpec> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async (ctx) => {
    const agent = isId(agentId)
      ? await ctx.trx
          .selectFrom("agents")
          .selectAll()
          .where("business_id", "=", ctx.business.id)
          .where("id", "=", agentId)
          .executeTakeFirst()
      : undefined;
    if (!agent) throw notFound("agent");
    const business = await getBusiness(ctx);
    return {
      reference: agent.id,
      name: agent.name,
      prompt: promptOf(agent, business.name),
      greeting: greetingText(agent.greeting, business.name),
      language: agent.language,
      voiceId: agent.voice_id,
      voiceLibraryId: null,
      voiceSpeed: agent.voice_speed,
      tools: Object.values(TOOLS).map((tool) => voiceTool(tool, appUrl)),
      webhookUrl: new URL("/api/webhooks/retell", appUrl).toString(),
    };
  });
}
