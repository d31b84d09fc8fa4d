import { agentRunState } from "@/lib/domain/calls";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { agentParams, agentStatusJson, agentStatusView } from "@/lib/editions/cloudgreet/agents";
import { agentExamples } from "@/lib/editions/cloudgreet/examples";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the status of an AI agent",
    description:
      "problems says what keeps callers from an active agent. uptime is milliseconds since the last start, 0 while stopped.",
    example: agentExamples.status,
    subject: "agent",
    can: "agent:read",
    params: agentParams,
    response: agentStatusJson,
    run: async (ctx, { params }) => (await inBusinessWith(ctx, (ctx) => agentRunState(ctx, params.id))).found,
    view: agentStatusView,
  }),
});
