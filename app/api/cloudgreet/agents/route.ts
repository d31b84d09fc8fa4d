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

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the AI agents of a business",
    can: "agent:read",
    query: agentsQuery,
    response: agentsJson,
    run: async (ctx, { query }) => listAgents(await inBusiness(ctx, query.businessId), query),
    view: agentsView,
  }),
  POST: route({
    summary: "Create an AI agent",
    body: createAgentBody,
    response: agentJson,
    status: 201,
    run: async (ctx, { body }) => createAgent(await inBusiness(ctx, body.business_id), toNewAgent(body)),
    view: agentView,
  }),
});
