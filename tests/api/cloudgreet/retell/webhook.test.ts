import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as callsGet } from "@/app/api/cloudgreet/calls/route";
import { POST } from "@/app/api/cloudgreet/retell/webhook/route";
import { lostDatabase, rebuilt, runtimeUnder } from "../../rebuilt";
import { type Account, dataOf, failure, get, post, signUp, success } from "../../support";
import { fromRetell, giveNumber, vendorKeys } from "../../vendors";

vendorKeys();
let account: Account;
let number: string;
beforeAll(async () => {
  account = await signUp();
  number = await giveNumber(account);
});
const received = (status: string) => success({ received: true, status });
const callsFrom = async (phone: string) => {
  const answer = await get(callsGet, {
    as: account,
    query: { business_id: account.businessId, limit: "100" },
  });
  return (dataOf(answer).calls as { phone: string; transcript: string | null }[]).filter(
    (call) => call.phone === phone,
  );
};

/** The three events of a call, as Retell sends them. */
function spokenCall(from: string) {
  const start = Date.parse("2026-03-02T14:00:00Z");
  const call = {
    call_type: "phone_call",
    call_id: `call_${randomUUID().replaceAll("-", "")}`,
    agent_id: "agent_1",
    direction: "inbound",
    from_number: from,
    to_number: number,
    start_timestamp: start,
  };
  const transcript_object = [
    { role: "agent", content: "Harbor Dental, hello.", words: [{ word: "Harbor", start: 0.5, end: 1 }] },
    { role: "user", content: "Hello, this is John.", words: [{ word: "Hello", start: 2, end: 2.4 }] },
  ];
  const ended = {
    ...call,
    call_status: "ended",
    end_timestamp: start + 90_000,
    duration_ms: 90_000,
    disconnection_reason: "user_hangup",
    transcript: "Agent: Harbor Dental, hello.\nUser: Hello, this is John.\n",
    transcript_object,
  };
  const call_analysis = {
    call_summary: "John said hello.",
    user_sentiment: "Positive",
    call_successful: true,
  };
  return [
    { event: "call_started", call: { ...call, call_status: "ongoing" } },
    { event: "call_ended", call: ended },
    { event: "call_analyzed", call: { ...ended, call_analysis } },
  ];
}
const SPOKEN = "Agent: Harbor Dental, hello.\nCaller: Hello, this is John.";

describe("200", () => {
  it("understands the document's body", async () => {
    const data = {
      conversation_id: "conv_of_nobody",
      transcript: "Hello, this is John...",
      outcome: "appointment_scheduled",
    };
    const answer = await fromRetell(POST, { event_type: "conversation.ended", data });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(received("unmatched"));
  });

  it("adds the document's transcript to a call it knows", async () => {
    const from = "+12125551001";
    const [started] = spokenCall(from);
    await fromRetell(POST, started);
    const data = {
      conversation_id: started?.call.call_id,
      transcript: "Hello, this is John...",
      outcome: "x",
    };
    const answer = await fromRetell(POST, { event_type: "conversation.ended", data });
    expect(answer.body).toEqual(received("handled"));
    expect(await callsFrom(from)).toMatchObject([{ transcript: "Caller: Hello, this is John..." }]);
  });

  it("ends in the same state whatever the order, each event twice", async () => {
    const outcomes: unknown[] = [];
    for (const [index, order] of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ].entries()) {
      const from = `+1212555200${index}`;
      const events = spokenCall(from);
      for (const at of order) expect((await fromRetell(POST, events[at])).body).toEqual(received("handled"));
      for (const at of order)
        expect((await fromRetell(POST, events[at])).body).toEqual(received("duplicate"));
      outcomes.push(await callsFrom(from));
    }
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject([{ status: "completed", duration: 90, transcript: SPOKEN }]);
      expect(outcome).toHaveLength(1);
    }
  });

  it.each([
    { event: "transfer_started", call: { call_id: "call_1" } },
    { event: "chat_started", chat: {} },
    { event_type: "conversation.started", data: {} },
  ])("takes %j and does nothing", async (body) => {
    const answer = await fromRetell(POST, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(received("ignored"));
  });
});

describe("400", () => {
  it.each(["{", "[]", "{}", '{"event":"call_ended"}', '{"event":"call_ended","call":{"call_id":7}}'])(
    "refuses %s though it is signed",
    async (raw) => {
      const answer = await fromRetell(POST, raw);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
    },
  );
});

describe("401", () => {
  const refused = failure("AUTH_INVALID_TOKEN");
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const digest = "0".repeat(64);

  it("refuses a body without a signature", async () => {
    const answer = await post(POST, { body: spokenCall("+12125553001")[0] });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refused);
    expect(await callsFrom("+12125553001")).toEqual([]);
  });

  it.each([
    ["six minutes old", { signedAt: minutesAgo(6) }],
    ["of the future", { signedAt: minutesAgo(-6) }],
    ["of another body", { instead: JSON.stringify({ event: "call_started", call: { call_id: "other" } }) }],
    ["of zeros", { headers: { "x-retell-signature": `v=${Date.now()},d=${digest}` } }],
    ["of another form", { headers: { "x-retell-signature": "sha256=1" } }],
  ])("refuses a signature %s", async (_, delivery) => {
    const answer = await fromRetell(POST, spokenCall("+12125553002")[0], delivery);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refused);
  });
});

describe("503", () => {
  it("asks for another try while the database is away", async () => {
    const database = lostDatabase();
    const under = rebuilt(POST, runtimeUnder({ database, isQuiet: true }));
    const [event] = spokenCall("+12125554001");
    const answer = await fromRetell(POST, event, { under });
    await database.close();
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual(failure("EXTERNAL_SERVICE_ERROR", "Service temporarily unavailable"));
    expect((await fromRetell(POST, event)).body).toEqual(received("handled"));
  });
});
