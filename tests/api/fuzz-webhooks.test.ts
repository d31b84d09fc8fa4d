import { beforeAll, describe, expect, it } from "vitest";
import { POST as retellPost } from "@/app/api/cloudgreet/retell/webhook/route";
import { POST as telnyxPost } from "@/app/api/cloudgreet/webrtc/webhook/route";
import { deepJson, HOSTILE_TEXT, withEachLeaf } from "./hostile";
import { type Answer, signUp } from "./support";
import { callEvent, fromRetell, fromTelnyx, giveNumber, quiet, vendorKeys } from "./vendors";

vendorKeys();
let number: string;
beforeAll(async () => {
  number = await giveNumber(await signUp());
});

const LEAVES: unknown[] = [...HOSTILE_TEXT, null, true, 0, -1, 1e308, [], {}, [[null]]];

/** A signed body that makes us fail is sent again and again: whatever is in it, it is taken or refused. */
async function expectTaken(send: (body: unknown) => Promise<Answer>, body: object): Promise<void> {
  const texts: string[] = [`${JSON.stringify(body).slice(0, -1)},"x":${deepJson("[", "]")}}`];
  for (const leaf of LEAVES)
    texts.push(...withEachLeaf(body, leaf).map((changed) => JSON.stringify(changed)));
  for (const text of texts) {
    const answer = await send(text);
    expect([200, 400], `${answer.status} for ${text.slice(0, 600)}`).toContain(answer.status);
  }
}

const leg = (session: string) => ({
  call_control_id: `v3:${session}`,
  call_leg_id: session,
  call_session_id: session,
  from: "+12125550100",
  to: number,
});

describe("signed by Telnyx", () => {
  const under = quiet(telnyxPost);
  const send = (body: unknown) => fromTelnyx(telnyxPost, body, { under });

  it("an incoming call", () =>
    expectTaken(
      send,
      callEvent("call.initiated", { ...leg("a"), direction: "incoming", caller_id_name: "Ana" }),
    ));
  it("a hang-up", () =>
    expectTaken(
      send,
      callEvent("call.hangup", { ...leg("b"), hangup_cause: "busy", start_time: "2026-03-02T14:00:00Z" }),
    ));
  it("a recording", () =>
    expectTaken(
      send,
      callEvent("call.recording.saved", { ...leg("c"), recording_urls: { wav: "http://127.0.0.1:1/a.wav" } }),
    ));
  it("a text", () =>
    expectTaken(
      send,
      callEvent("message.received", {
        id: "m",
        from: { phone_number: "+12125550100" },
        to: [{ phone_number: number }],
        text: "Hello",
      }),
    ));
  it("the document's shapes", async () => {
    await expectTaken(send, { event_type: "call.answered", data: leg("d") });
    await expectTaken(send, {
      event_type: "message.received",
      data: { from: "+12125550100", to: number, text: "Hello" },
    });
  });
});

describe("signed by Retell", () => {
  const under = quiet(retellPost);
  const send = (body: unknown) => fromRetell(retellPost, body, { under });
  const call = (id: string) => ({
    call_id: id,
    agent_id: "agent_1",
    from_number: "+12125550101",
    to_number: number,
    metadata: { call_id: "x", business_id: "y" },
    start_timestamp: 1_772_460_000_000,
    end_timestamp: 1_772_460_090_000,
    disconnection_reason: "user_hangup",
    transcript: "Agent: Hello",
    transcript_object: [{ role: "user", content: "Hello", words: [{ start: 0, end: 1 }] }],
    recording_url: "http://127.0.0.1:1/a.wav",
    call_analysis: { call_summary: "Said hello.", user_sentiment: "Positive" },
  });

  it("a start", () => expectTaken(send, { event: "call_started", call: call("call_a") }));
  it("an analysis", () => expectTaken(send, { event: "call_analyzed", call: call("call_b") }));
  it("the document's shape", () =>
    expectTaken(send, {
      event_type: "conversation.ended",
      data: { conversation_id: "call_a", transcript: "Hi", outcome: "x" },
    }));
});
