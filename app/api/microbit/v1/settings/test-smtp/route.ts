import { endpoint, route } from "@/lib/editions/microbit";
import { settingsExamples } from "@/lib/editions/microbit/account-examples";
import { mailTestBody, testJson, testView, tryMail } from "@/lib/editions/microbit/settings";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Send a test e-mail",
    description:
      "Sends a fixed text at once, by the mail server that the caller's current workspace connected, else by the platform's, to the caller's own verified address. Another address is for the platform's admin, and for owner and admin of a workspace with a server of its own. What the server says against it is the message of a 200 without success. Five an hour.",
    example: settingsExamples.testSmtp,
    errors: ["forbidden", "rate_limited"],
    access: "user",
    body: mailTestBody,
    response: testJson,
    run: (ctx, { body }) => tryMail(ctx, body),
    view: testView("Test email sent successfully"),
  }),
});
