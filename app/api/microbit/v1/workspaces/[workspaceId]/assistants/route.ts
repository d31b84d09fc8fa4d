import { createAssistant, listAssistants } from "@/lib/domain/assistants";
import { endpoint, route } from "@/lib/editions/microbit";
import { assistantExamples } from "@/lib/editions/microbit/assistant-examples";
import {
  assistantJson,
  assistantsJson,
  assistantsView,
  assistantView,
  newAssistantBody,
  toNewAssistant,
} from "@/lib/editions/microbit/assistants";
import { inPath, inWorkspace } from "@/lib/editions/microbit/workspace";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the assistants",
    description: "The newest 1,000. For everybody who works there, guests too.",
    example: assistantExamples.list,
    errors: ["not_found"],
    subject: "business",
    access: "user",
    params: inPath,
    response: assistantsJson,
    run: async (ctx, { params }) => listAssistants(await inWorkspace(ctx, params)),
    view: assistantsView,
  }),
  POST: route({
    summary: "Create an assistant",
    description:
      "For owner and admins. phone_number is one of the workspace that no other assistant has, or a new one, which is pending until its provider says whose it is. provider_config connects your account there. The voice vendor is told at once for three seconds; callerai_id is null where it did not answer, and follows.",
    example: assistantExamples.create,
    errors: ["forbidden", "not_found", "already_exists", "conflict", "quota_exceeded"],
    subject: "business",
    access: "user",
    params: inPath,
    body: newAssistantBody,
    response: assistantJson,
    status: 201,
    run: async (ctx, { params, body }) =>
      createAssistant(await inWorkspace(ctx, params), toNewAssistant(body)),
    view: assistantView,
  }),
});
