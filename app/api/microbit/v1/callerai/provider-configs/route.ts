import { endpoint, route } from "@/lib/editions/microbit";
import { calleraiExamples } from "@/lib/editions/microbit/assistant-examples";
import { knownProviders, providersJson, providersView } from "@/lib/editions/microbit/callerai";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get provider configurations",
    description: "What provider and provider_config of an assistant take.",
    example: calleraiExamples.providers,
    access: "user",
    response: providersJson,
    run: async () => knownProviders,
    view: providersView,
  }),
});
