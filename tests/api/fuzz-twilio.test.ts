import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/twilio/route";
import { HOSTILE_TEXT } from "./hostile";
import { fromTwilio, ownerAtTwilio } from "./twilio";
import { vendorKeys } from "./vendors";

vendorKeys();

/** An id of this test's own: calls of other tests are in the same database. */
const sid = (kind: string): string => `${kind}${randomUUID().replaceAll("-", "")}`;
const party = { From: "+12125550100", ApiVersion: "2010-04-01" };
const call = { ...party, Direction: "inbound", CallStatus: "in-progress" };

/** What Twilio sends, by the query of the address that it is sent to. */
const REQUESTS: [name: string, search: string, form: Record<string, string>][] = [
  ["a call that rings", "", { ...call, CallStatus: "ringing" }],
  ["the end of a call", "", { ...call, CallStatus: "completed", SequenceNumber: "1", CallDuration: "9" }],
  ["the end of a leg", "?step=dialled&to=%2B12125550177&key=k", { ...call, DialCallStatus: "busy" }],
  ["a key", "?step=keys&for=CA1", { ...call, Digits: "1" }],
  ["who picked up", "?step=person&for=CA1", { ...call, AnsweredBy: "human" }],
  [
    "a recording",
    "",
    { ...call, RecordingSid: "RE1", RecordingStatus: "completed", RecordingUrl: "http://x" },
  ],
  ["a text", "", { ...party, MessageSid: "SM1", Body: "Hello", NumMedia: "1", MediaUrl0: "http://x" }],
  ["the way of a text", "", { ...party, MessageSid: "SM1", MessageStatus: "failed", ErrorCode: "30007" }],
];

describe("signed by Twilio, whatever is in it, it is taken or refused", () => {
  it.each(REQUESTS)("%s", async (_, search, form) => {
    const owner = await ownerAtTwilio();
    const whole = { ...form, To: owner.number, ...(form.MessageSid ? {} : { CallSid: sid("CA") }) };
    // Each text meets some field, and each field some texts: a call takes its time.
    for (const [field, name] of Object.keys(whole).entries()) {
      for (const text of HOSTILE_TEXT.filter((_, index) => (index + field) % 6 === 0)) {
        const body = { ...whole, ...(form.MessageSid ? {} : { CallSid: sid("CA") }), [name]: text };
        const answer = await fromTwilio(POST, owner, body, { search });
        expect([200, 400], `${answer.status} for ${name}=${text.slice(0, 80)}`).toContain(answer.status);
        // A caller who waits hears what is decided, and not that we could not decide it.
        expect(answer.text, `${name}=${text.slice(0, 80)}`).not.toMatch(/step=again|in a little while/);
      }
    }
  });
});
