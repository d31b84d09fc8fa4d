import { getAgent, stopAgent } from "@/lib/domain/agents";
import { agentRunState } from "@/lib/domain/calls";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { agentParams, agentStatusJson, agentStatusView } from "@/lib/editions/cloudgreet/agents";
import { agentExamples } from "@/lib/editions/cloudgreet/examples";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Stop an AI agent",
    description:
      "It takes no new call; a call that it is in goes on. Its callers reach the fallback numbers.",
    example: agentExamples.stop,
    subject: "agent",
    params: agentParams,
    response: agentStatusJson,
    run: async (ctx, { params }) => {
      const { ctx: scoped } = await inBusinessWith(ctx, (ctx) => getAgent(ctx, params.id));
      await stopAgent(scoped, params.id);
      return agentRunState(scoped, params.id);
    },
    view: agentStatusView,
  }),
});
