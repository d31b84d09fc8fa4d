import { getAgent, startAgent } from "@/lib/domain/agents";
import { agentRunState } from "@/lib/domain/calls";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { agentParams, agentStatusJson, agentStatusView } from "@/lib/editions/cloudgreet/agents";
import { agentExamples } from "@/lib/editions/cloudgreet/examples";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Start an AI agent",
    description: "It takes calls again. One that runs stays as it is.",
    example: agentExamples.start,
    subject: "agent",
    errors: ["quota_exceeded"],
    params: agentParams,
    response: agentStatusJson,
    run: async (ctx, { params }) => {
      const { ctx: scoped } = await inBusinessWith(ctx, (ctx) => getAgent(ctx, params.id));
      await startAgent(scoped, params.id);
      return agentRunState(scoped, params.id);
    },
    view: agentStatusView,
  }),
});
