import { endpoint, route } from "@/lib/editions/micro8gents";
import { integrationExamples } from "@/lib/editions/micro8gents/examples";
import {
  connectAccount,
  connectedAccounts,
  integrationBody,
  integrationJson,
  integrationsJson,
  integrationsView,
  integrationView,
} from "@/lib/editions/micro8gents/integrations";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the integrations",
    description:
      "At most one of each type. Secrets in config are dots and at most their last four characters.",
    example: integrationExamples.list,
    can: "integration:read",
    response: integrationsJson,
    run: (ctx) => connectedAccounts(ctx),
    view: integrationsView,
  }),
  POST: route({
    summary: "Create an integration",
    description:
      "Any config is kept. status becomes error, and problem says why, where something is missing or the vendor refuses the account.",
    example: integrationExamples.create,
    errors: ["already_exists"],
    can: "integration:write",
    body: integrationBody,
    response: integrationJson,
    status: 201,
    run: (ctx, { body }) => connectAccount(ctx, body),
    view: integrationView,
  }),
});
