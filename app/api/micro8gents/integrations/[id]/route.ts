import { endpoint, messageJson, route, say } from "@/lib/editions/micro8gents";
import { integrationExamples } from "@/lib/editions/micro8gents/examples";
import {
  changeAccount,
  disconnectAccount,
  integrationJson,
  integrationParams,
  integrationPatch,
  integrationView,
} from "@/lib/editions/micro8gents/integrations";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Update an integration",
    description:
      "Fields of config that are left out stay, and so do secrets whose masked values are sent back. inactive switches it off; anything else has the account checked again.",
    example: integrationExamples.update,
    subject: "integration",
    can: "integration:write",
    params: integrationParams,
    body: integrationPatch,
    response: integrationJson,
    run: (ctx, { params, body }) => changeAccount(ctx, params, body),
    view: integrationView,
  }),
  DELETE: route({
    summary: "Delete an integration",
    example: integrationExamples.delete,
    subject: "integration",
    can: "integration:write",
    params: integrationParams,
    response: messageJson,
    run: (ctx, { params }) => disconnectAccount(ctx, params),
    view: say("Integration deleted successfully"),
  }),
});
