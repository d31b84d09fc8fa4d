import { endpoint, route } from "@/lib/editions/microbit";
import { calleraiExamples } from "@/lib/editions/microbit/assistant-examples";
import { voicesJson, voicesOf, voicesPath, voicesView } from "@/lib/editions/microbit/callerai";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get available voices",
    description:
      "Those of the voice vendor and of the ElevenLabs account of your workspace. Each speaks every language that the vendor does.",
    example: calleraiExamples.voices,
    errors: ["validation_failed", "unavailable"],
    access: "user",
    params: voicesPath,
    response: voicesJson,
    run: (ctx, { params }) => voicesOf(ctx, params),
    view: voicesView,
  }),
});
