import { readPlatformSettings, updatePlatformSettings } from "@/lib/domain/platform";
import { endpoint, route } from "@/lib/editions/microbit";
import { settingsExamples } from "@/lib/editions/microbit/account-examples";
import { settingsBody, settingsJson, settingsView } from "@/lib/editions/microbit/settings";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the platform's settings",
    example: settingsExamples.get,
    access: "user",
    response: settingsJson,
    run: (ctx) => readPlatformSettings(ctx),
    view: settingsView,
  }),
  PUT: route({
    summary: "Update the platform's settings",
    description:
      "For the platform's admin. While registration is off, nobody makes an account without an invitation, in whatever way. Whether mail and calls are set up is told, not set.",
    example: settingsExamples.update,
    errors: ["forbidden"],
    access: "user",
    body: settingsBody,
    response: settingsJson,
    run: (ctx, { body }) => updatePlatformSettings(ctx, { isRegistrationEnabled: body.registration_enabled }),
    view: settingsView,
  }),
});
