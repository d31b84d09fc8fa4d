import { testVoice } from "@/lib/domain/platform";
import { endpoint, route } from "@/lib/editions/microbit";
import { settingsExamples } from "@/lib/editions/microbit/account-examples";
import { testJson, testView } from "@/lib/editions/microbit/settings";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Test the connection of the calls",
    description:
      "Asks the vendor that speaks on the phone. What it says against it, or that it says nothing within five seconds, is the message of a 200 without success. Five an hour.",
    example: settingsExamples.testCallerai,
    errors: ["forbidden", "rate_limited"],
    access: "user",
    response: testJson,
    run: (ctx) => testVoice(ctx),
    view: testView("CallerAI connection successful"),
  }),
});
