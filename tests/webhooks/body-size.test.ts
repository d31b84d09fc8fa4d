import { expect, it } from "vitest";
import { POST as n8n } from "@/app/api/micro8gents/webhooks/n8n/route";
import { POST as twilio } from "@/app/api/micro8gents/webhooks/twilio/route";
import { POST as ownN8n } from "@/app/api/webhooks/n8n/route";
import { POST as ownTwilio } from "@/app/api/webhooks/twilio/route";

it.each([
  ["n8n", n8n],
  ["twilio", twilio],
  ["n8n", ownN8n],
  ["twilio", ownTwilio],
])("a body of more than 64 kB is refused at a door that anybody can sign at: %s", async (_vendor, post) => {
  const send = (length: number) =>
    post(new Request("http://localhost/", { method: "POST", body: "a".repeat(length) }), {
      params: Promise.resolve({}),
    });
  const refused = await send(64_001);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain("The body is larger than 64 kB.");
  expect((await send(64_000)).status).not.toBe(413);
});
