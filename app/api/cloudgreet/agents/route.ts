import { createAgent, listAgents } from "@/lib/domain/agents";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  agentJson,
  agentsJson,
  agentsQuery,
  agentsView,
  agentView,
  createAgentBody,
  toNewAgent,
} from "@/lib/editions/cloudgreet/agents";
import { agentExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the AI agents of a business",
    description: "The newest 1,000.",
    example: agentExamples.list,
    subject: "business",
    can: "agent:read",
    query: agentsQuery,
    response: agentsJson,
    run: async (ctx, { query }) => listAgents(await inBusiness(ctx, query.businessId), query),
    view: agentsView,
  }),
  POST: route({
    summary: "Create an AI agent",
    description: "It is active at once. Without business_id it is the token's business.",
    example: agentExamples.create,
    subject: "business",
    errors: ["quota_exceeded"],
    body: createAgentBody,
    response: agentJson,
    status: 201,
    run: async (ctx, { body }) => createAgent(await inBusiness(ctx, body.business_id), toNewAgent(body)),
    view: agentView,
  }),
});
