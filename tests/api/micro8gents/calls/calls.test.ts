import { beforeAll, describe, expect, it } from "vitest";
import { type Office, openOffice } from "../office";
import { asRole, refusal } from "../support";

const NOW = "2026-03-02T14:00:00.000Z";
const NUMBER = expect.any(Number);
const wrong = [expect.any(String)];
/** The document's body, with values of its types. */
const CALL = {
  caller: "Ana Lima",
  phone: "+16175550123",
  type: "inbound",
  status: "completed",
  duration: "4:05",
  recording: "https://recordings.example.com/1.mp3",
  transcript: "Agent: Hello?\nCaller: Do you take walk-ins?\nAgent: We do.",
};
const SHOWN = {
  id: NUMBER,
  businessId: NUMBER,
  ...CALL,
  startTime: "2026-03-02T13:55:55.000Z",
  endTime: NOW,
};

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
const post = (body: object) => office.ask("POST /calls", { body });
const read = async (id: unknown) =>
  (await office.ask("GET /calls/:id", { id: String(id) })).body as Record<string, unknown>;

describe("POST /calls", () => {
  it("201: ends now, began as long before, and reads back as written", async () => {
    const fresh = await openOffice();
    const answer = await fresh.ask("POST /calls", { body: CALL });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(SHOWN);
    const { id } = answer.body as { id: number };
    expect((await fresh.ask("GET /calls/:id", { id: String(id) })).body).toEqual(answer.body);
    expect((await fresh.ask("GET /calls")).body).toEqual([answer.body]);
  });

  it("201: null for everything that may be", async () => {
    const nothing = {
      caller: null,
      phone: null,
      type: null,
      duration: null,
      recording: null,
      transcript: null,
    };
    const answer = await post({ ...nothing, status: "completed" });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...SHOWN,
      ...nothing,
      type: "inbound",
      startTime: NOW,
      duration: "0:00",
    });
  });

  it.each(["completed", "missed", "transferred"])("201: %s, over", async (status) => {
    const answer = await post({ ...CALL, status });
    expect(answer.body).toEqual({ ...SHOWN, status });
  });

  it("201: one that goes on has no end, and takes as long as it has until now", async () => {
    const mine = await openOffice();
    const { id, ...made } = await mine.make("POST /calls", { body: { ...CALL, status: "in-progress" } });
    expect(made).toEqual({ ...SHOWN, id: undefined, status: "in-progress", endTime: null });
    mine.clock.set("2026-03-02T14:00:55.000Z");
    expect((await mine.ask("GET /calls/:id", { id: String(id) })).body).toMatchObject({ duration: "5:00" });
  });

  it.each([
    ["0:00", "0:00"],
    ["65:07", "65:07"],
    ["1:02:03", "62:03"],
    ["24:00:00", "1440:00"],
    [" 4:05 ", "4:05"],
  ])("201: takes %s", async (duration, told) => {
    expect((await post({ ...CALL, duration })).body).toMatchObject({ duration: told });
  });

  it.each([
    ["inbound", "inbound"],
    ["outbound", "outbound"],
    ["outgoing", "outgoing"],
    ["Emergency line", "Emergency line"],
    ["", "inbound"],
  ])("201: of type %j", async (type, told) => {
    const made = (await post({ ...CALL, type })).body as { id: number };
    expect(made).toEqual({ ...SHOWN, type: told });
    expect(await read(made.id)).toEqual(made);
  });

  it.each([
    ["Asked about prices.\nWill call again.", "Asked about prices.\nWill call again."],
    ["user: Hi\nassistant: Hello\nthere", "Caller: Hi\nAgent: Hello there"],
    ["Staff: Hello", "Staff: Hello"],
    ["Transcript\nCaller: Hi", "Transcript\nCaller: Hi"],
    [" \n ", null],
  ])("201: what was said, %j", async (transcript, told) => {
    expect((await post({ ...CALL, transcript })).body).toMatchObject({ transcript: told });
  });

  it("201: a number as people write it, and one that cannot exist", async () => {
    expect((await post({ ...CALL, phone: "(617) 555-0123" })).body).toMatchObject({ phone: CALL.phone });
    expect((await post({ ...CALL, phone: "+1-555-0100" })).body).toMatchObject({ phone: "+15550100" });
  });

  it("201: a caller's own name stays that call's", async () => {
    const [first, second] = [
      await post({ ...CALL, phone: "+16175550177" }),
      await post({ ...CALL, phone: "+16175550177", caller: "Bea Lima" }),
    ];
    const third = await post({ ...CALL, phone: "+16175550177", caller: null });
    const callers = [first, second, third].map(({ body }) => (body as { caller: string }).caller);
    expect(callers).toEqual(["Ana Lima", "Bea Lima", "Ana Lima"]);
  });

  it.each([
    [{}, { status: wrong }],
    [
      { status: "busy", duration: "4 minutes", recording: "ftp://example.com/1.mp3" },
      { status: wrong, duration: wrong, recording: wrong },
    ],
    [{ ...CALL, duration: "4:65" }, { duration: wrong }],
    [{ ...CALL, duration: "4" }, { duration: wrong }],
    [{ ...CALL, duration: "-1:00" }, { duration: wrong }],
    [{ ...CALL, duration: 245 }, { duration: wrong }],
    [{ ...CALL, duration: "1:75:00" }, { duration: wrong }],
    [{ ...CALL, duration: "24:00:01" }, { duration: ["A call takes 24 hours at most."] }],
    [{ ...CALL, phone: "nobody" }, { phone: wrong }],
    [{ ...CALL, recording: "javascript:alert(1)" }, { recording: wrong }],
    [{ ...CALL, recording: "//example.com" }, { recording: wrong }],
    [{ ...CALL, transcript: "Agent: a\n".repeat(2_001) }, { transcript: wrong }],
    [{ ...CALL, transcript: "x".repeat(100_001) }, { transcript: wrong }],
  ])("400: %#", async (body, errors) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(expect.any(String), errors));
  });

  it("403: who may not write", async () => {
    const mine = await openOffice();
    const { headers } = await asRole(mine.person, "guest");
    expect((await mine.ask("POST /calls", { headers, body: CALL })).status).toBe(403);
    expect((await mine.ask("GET /calls", { headers })).body).toEqual([]);
  });

  it("the same Idempotency-Key makes one call", async () => {
    const mine = await openOffice();
    const headers = { ...mine.person.headers, "idempotency-key": "call-1" };
    const [one, two] = [
      await mine.ask("POST /calls", { headers, body: CALL }),
      await mine.ask("POST /calls", { headers, body: CALL }),
    ];
    expect(two.body).toEqual(one.body);
    expect((await mine.ask("GET /calls")).body).toEqual([one.body]);
  });
});

describe("GET /calls", () => {
  it("200: the newest first, with limit and before", async () => {
    const mine = await openOffice();
    const starts: unknown[] = [];
    for (const minute of ["01", "02", "03"]) {
      mine.clock.set(`2026-03-02T14:${minute}:00.000Z`);
      starts.unshift((await mine.make("POST /calls", { body: { status: "missed" } })).startTime);
    }
    const listed = async (query: Record<string, string>) =>
      ((await mine.ask("GET /calls", { query })).body as { startTime: string }[]).map(
        ({ startTime }) => startTime,
      );
    expect(await listed({})).toEqual(starts);
    expect(await listed({ limit: "2" })).toEqual(starts.slice(0, 2));
    expect(await listed({ before: String(starts[0]) })).toEqual(starts.slice(1));
    expect((await mine.ask("GET /calls", { query: { limit: "1001" } })).status).toBe(400);
  });
});

it("404: another business sees nothing", async () => {
  const stranger = await openOffice();
  const { id } = await office.make("POST /calls", { body: CALL });
  expect((await stranger.ask("GET /calls")).body).toEqual([]);
  for (const wanted of [String(id), "x", "0", "-1", "99999999999999999999"]) {
    const answer = await stranger.ask("GET /calls/:id", { id: wanted });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(refusal("Call not found"));
  }
});
