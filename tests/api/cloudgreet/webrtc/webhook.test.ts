import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET as callsGet } from "@/app/api/cloudgreet/calls/route";
import { POST } from "@/app/api/cloudgreet/webrtc/webhook/route";
import { POST as doorPost } from "@/app/api/webhooks/telnyx/route";
import { lostDatabase, rebuilt, runtimeUnder } from "../../rebuilt";
import { type Account, dataOf, failure, get, post, signUp, success } from "../../support";
import { callEvent, fromTelnyx, giveNumber, vendorKeys } from "../../vendors";

vendorKeys();
let account: Account;
let number: string;
beforeAll(async () => {
  account = await signUp();
  number = await giveNumber(account);
});

const received = (status: string) => success({ received: true, status });
const calls = async () => {
  const answer = await get(callsGet, {
    as: account,
    query: { business_id: account.businessId, limit: "100" },
  });
  return dataOf(answer).calls as { phone: string; status: string; duration: number }[];
};
const callsFrom = async (phone: string) => (await calls()).filter((call) => call.phone === phone);
let callers = 0;
const caller = () => {
  callers += 1;
  return `+1212555${String(1000 + callers)}`;
};

/** The four events of a short call, as Telnyx sends them. */
function shortCall(from: string) {
  const leg = {
    call_control_id: `v3:${randomUUID()}`,
    call_leg_id: randomUUID(),
    call_session_id: randomUUID(),
    connection_id: "1",
    from,
    to: number,
  };
  const at = (seconds: number) => new Date(Date.parse("2026-03-02T14:00:00Z") + seconds * 1000);
  return [
    callEvent("call.initiated", { ...leg, direction: "incoming", state: "parked" }, at(0)),
    callEvent("call.answered", leg, at(2)),
    callEvent("call.hangup", { ...leg, hangup_cause: "normal_clearing", hangup_source: "caller" }, at(62)),
  ];
}

describe("200", () => {
  it("understands the document's body, of nobody's number and of ours", async () => {
    const data = {
      call_control_id: "call_of_nobody",
      call_leg_id: "leg_of_nobody",
      from: "+1234567890",
      to: "+0987654321",
    };
    const nobodys = await fromTelnyx(POST, { event_type: "call.answered", data });
    expect(nobodys.status).toBe(200);
    expect(nobodys.body).toEqual(received("unmatched"));

    await giveNumber(account, "+0987654321");
    const ours = { ...data, call_control_id: "call_of_ours", call_leg_id: "leg_of_ours" };
    const answer = await fromTelnyx(POST, { event_type: "call.answered", data: ours });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(received("handled"));
    expect(await callsFrom("+1234567890")).toMatchObject([{ status: "in_progress" }]);
  });

  it("takes a call from ring to hang-up", async () => {
    const from = caller();
    const statuses: string[] = [];
    for (const event of shortCall(from)) {
      expect((await fromTelnyx(POST, event)).body).toEqual(received("handled"));
      statuses.push(...(await callsFrom(from)).map(({ status }) => status));
    }
    expect(statuses).toEqual(["in_progress", "in_progress", "completed"]);
    expect(await callsFrom(from)).toMatchObject([{ duration: 60 }]);
  });

  it("ends in the same state whatever the order, each event twice", async () => {
    const outcomes: unknown[] = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]) {
      const from = caller();
      const events = shortCall(from);
      for (const index of [...order, ...order]) await fromTelnyx(POST, events[index]);
      outcomes.push((await callsFrom(from)).map(({ status, duration }) => ({ status, duration })));
    }
    for (const outcome of outcomes) expect(outcome).toEqual([{ status: "completed", duration: 60 }]);
  });

  it("says that an event came before, at whichever door", async () => {
    const [event] = shortCall(caller());
    expect((await fromTelnyx(POST, event)).body).toEqual(received("handled"));
    expect((await fromTelnyx(POST, event)).body).toEqual(received("duplicate"));
    const door = await fromTelnyx(doorPost, event, { under: doorPost });
    expect(door).toMatchObject({ status: 200, body: { status: "duplicate" } });
  });

  it("handles twins that come at once once", async () => {
    const from = caller();
    const [event] = shortCall(from);
    const answers = await Promise.all(Array.from({ length: 4 }, () => fromTelnyx(POST, event)));
    expect(answers.map(({ body }) => (body as { data: { status: string } }).data.status).sort()).toEqual([
      "duplicate",
      "duplicate",
      "duplicate",
      "handled",
    ]);
    expect(await callsFrom(from)).toHaveLength(1);
  });

  it.each([
    ["a type nobody knows", callEvent("call.dtmf.received", { digit: "1" })],
    ["an event without its call", callEvent("call.answered", {})],
    ["a payload of wrong types", callEvent("call.initiated", { call_control_id: 7, from: [], to: {} })],
  ])("takes %s and does nothing", async (_, event) => {
    const answer = await fromTelnyx(POST, event);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(received("ignored"));
  });
});

describe("400", () => {
  it.each(["{", "[]", '"text"', "null", "{}", '{"data":{}}', '{"event_type":7,"data":{}}'])(
    "refuses %s though it is signed",
    async (raw) => {
      const answer = await fromTelnyx(POST, raw);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
    },
  );
});

describe("401", () => {
  const refused = failure("AUTH_INVALID_TOKEN");
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it("refuses a body without a signature, even with an access token", async () => {
    const from = caller();
    const answer = await post(POST, { as: account, body: shortCall(from)[0] });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refused);
    expect(await callsFrom(from)).toEqual([]);
  });

  it("refuses a body that was changed on the way", async () => {
    const [event] = shortCall(caller());
    const instead = JSON.stringify(event).replace(number, "+12025550000");
    const answer = await fromTelnyx(POST, event, { instead });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refused);
  });

  it.each([
    ["six minutes old", { signedAt: minutesAgo(6) }],
    ["of the future", { signedAt: minutesAgo(-6) }],
    [
      "with another time than was signed",
      { headers: { "telnyx-timestamp": String(Math.floor(Date.now() / 1000) - 9) } },
    ],
    ["of the wrong length", { headers: { "telnyx-signature-ed25519": "AAAA" } }],
    ["of zeros", { headers: { "telnyx-signature-ed25519": Buffer.alloc(64).toString("base64") } }],
    ["with a time that is no number", { headers: { "telnyx-timestamp": "now" } }],
  ])("refuses a signature %s", async (_, delivery) => {
    const answer = await fromTelnyx(POST, shortCall(caller())[0], delivery);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refused);
  });

  it("takes one that is four minutes old", async () => {
    expect((await fromTelnyx(POST, shortCall(caller())[0], { signedAt: minutesAgo(4) })).status).toBe(200);
  });
});

describe("413", () => {
  it("refuses more than a megabyte", async () => {
    const answer = await fromTelnyx(POST, callEvent("call.answered", { x: "x".repeat(1_000_001) }));
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
  });
});

describe("503", () => {
  it("asks for another try while the database is away, and then does it", async () => {
    const from = caller();
    const [event] = shortCall(from);
    const database = lostDatabase();
    const under = rebuilt(POST, runtimeUnder({ database, isQuiet: true }));
    const answer = await fromTelnyx(POST, event, { under });
    await database.close();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(answer.body).toEqual(failure("EXTERNAL_SERVICE_ERROR", "Service temporarily unavailable"));
    expect((await fromTelnyx(POST, event)).body).toEqual(received("handled"));
    expect(await callsFrom(from)).toHaveLength(1);
  });
});
