import { getAssistant, removeAssistant, updateAssistant } from "@/lib/domain/assistants";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { assistantExamples } from "@/lib/editions/microbit/assistant-examples";
import {
  assistantBody,
  assistantJson,
  assistantPath,
  assistantView,
  toPatch,
} from "@/lib/editions/microbit/assistants";
import { inWorkspace } from "@/lib/editions/microbit/workspace";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get an assistant",
    example: assistantExamples.get,
    errors: ["not_found"],
    subject: "agent",
    access: "user",
    params: assistantPath,
    response: assistantJson,
    run: async (ctx, { params }) => getAssistant(await inWorkspace(ctx, params), params.id),
    view: assistantView,
  }),
  PUT: route({
    summary: "Update an assistant",
    description:
      "For owner and admins. What is absent stays. A phone_number replaces the one that it had; null or empty text takes it away.",
    example: assistantExamples.update,
    errors: ["forbidden", "not_found", "already_exists", "conflict", "quota_exceeded"],
    subject: "agent",
    access: "user",
    params: assistantPath,
    body: assistantBody,
    response: assistantJson,
    run: async (ctx, { params, body }) =>
      updateAssistant(await inWorkspace(ctx, params), toPatch(params.id, body)),
    view: assistantView,
  }),
  DELETE: route({
    summary: "Delete an assistant",
    description:
      "For owner and admins, also the last one: callers then go to the fallback numbers. Its numbers and calendars stay without it, its calls stay readable, and one that goes on does so.",
    example: assistantExamples.remove,
    errors: ["forbidden", "not_found"],
    subject: "agent",
    access: "user",
    params: assistantPath,
    response: messageJson,
    run: async (ctx, { params }) => removeAssistant(await inWorkspace(ctx, params), params.id),
    view: say("Assistant deleted"),
  }),
});
