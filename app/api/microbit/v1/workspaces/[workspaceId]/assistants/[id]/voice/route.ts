import { updateAssistant } from "@/lib/domain/assistants";
import { endpoint, route } from "@/lib/editions/microbit";
import { assistantExamples } from "@/lib/editions/microbit/assistant-examples";
import {
  assistantJson,
  assistantPath,
  assistantView,
  toVoice,
  voiceBody,
} from "@/lib/editions/microbit/assistants";
import { inWorkspace } from "@/lib/editions/microbit/workspace";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Update an assistant's voice",
    description:
      "For owner and admins. Any id is kept as given. One that the voice vendor does not have is spoken by the usual voice.",
    example: assistantExamples.voice,
    errors: ["forbidden", "not_found"],
    subject: "agent",
    access: "user",
    params: assistantPath,
    body: voiceBody,
    response: assistantJson,
    run: async (ctx, { params, body }) =>
      updateAssistant(await inWorkspace(ctx, params), toVoice(params.id, body)),
    view: assistantView,
  }),
});
