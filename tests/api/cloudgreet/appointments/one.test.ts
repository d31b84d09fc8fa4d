import { beforeEach, describe, expect, it } from "vitest";
import { DELETE, GET, PUT } from "@/app/api/cloudgreet/appointments/[id]/route";
import { POST } from "@/app/api/cloudgreet/appointments/route";
import { markNoShow } from "@/lib/domain/appointments";
import { fixedClock } from "@/lib/domain/clock";
import { ids } from "@/lib/editions/cloudgreet/ids";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import {
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  invalidFields,
  post,
  put,
  remove,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

const accounts = twoAccounts();
const DAY = 86_400_000;
let days = 1;
let start = "";
let id = "";
const later = (hours: number) => new Date(Date.parse(start) + hours * 3_600_000).toISOString();
beforeEach(async () => {
  days += 2;
  start = `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T14:00:00.000Z`;
  const body = {
    scheduled_date: start,
    duration: 30,
    type: "consultation",
    notes: "Initial consultation call",
  };
  id = String(dataOf(await post(POST, { as: accounts.owner, body })).id);
});
const shown = (changes: object = {}) =>
  success({
    id,
    business_id: accounts.owner.businessId,
    lead_id: null,
    scheduled_date: start,
    duration: 30,
    status: "scheduled",
    type: "consultation",
    notes: "Initial consultation call",
    created_at: INSTANT,
    updated_at: INSTANT,
    ...changes,
  });
const read = () => get(GET, { as: accounts.owner, id });
const change = (body: unknown) => put(PUT, { as: accounts.owner, id, body });
const cancel = () => remove(DELETE, { as: accounts.owner, id });

describe("GET: 200", () => {
  it("shows the appointment", async () => {
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(shown());
  });
});

describe("GET, PUT and DELETE: 404", () => {
  const refused = failure("APPOINTMENT_NOT_FOUND", "Appointment not found");
  const statuses = async (as: { token: string }, id: string) => [
    await get(GET, { as, id }),
    await put(PUT, { as, id, body: { notes: "x" } }),
    await remove(DELETE, { as, id }),
  ];

  it.each(["appointment_123", "", unknownId("appointment"), unknownId("lead")])(
    "know no %j",
    async (unknown) => {
      for (const answer of await statuses(accounts.owner, unknown)) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(refused);
      }
    },
  );

  it("hide it from strangers, who cannot change it", async () => {
    for (const answer of await statuses(accounts.stranger, id)) {
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(refused);
    }
    expect((await read()).body).toEqual(shown());
  });
});

describe("PUT: 200", () => {
  it("takes the document's body: another time, confirmed, other notes", async () => {
    const body = { scheduled_date: later(25), status: "confirmed", notes: "Updated notes" };
    const answer = await change(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(shown(body));
    expect((await read()).body).toEqual(shown(body));
  });

  it("makes it longer, or of another type", async () => {
    expect((await change({ duration: 90, type: "review" })).body).toEqual(
      shown({ duration: 90, type: "review" }),
    );
  });

  it("takes back what it gave, ignores the rest", async () => {
    const before = dataOf(await read());
    const answer = await change({ ...before, lead_id: "lead_789", business_id: "business_1", x: 1 });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(shown());
  });

  it("takes back what it gave after the appointment is over", async () => {
    const clock = fixedClock(later(48));
    const runtime = runtimeUnder({ clock, isQuiet: true });
    const token = await import("@/app/api/cloudgreet/auth/login/route").then(({ POST }) =>
      post(rebuilt(POST, runtime), { body: { email: accounts.owner.email, password: "password123" } }),
    );
    const as = { token: String(dataOf(token).token) };
    const body = { ...dataOf(await read()), status: "completed" };
    const answer = await put(rebuilt(PUT, runtime), { as, id, body });
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { status: "completed", scheduled_date: start } },
    });
  });

  it("cancels", async () => {
    expect((await change({ status: "cancelled" })).body).toEqual(shown({ status: "cancelled" }));
  });

  it("leaves a no-show one where it reads cancelled", async () => {
    await markNoShow(await contextAs(accounts.owner), ids.read("appointment").parse(id));
    const answer = await change({ status: "cancelled", notes: "Did not come" });
    expect(answer.body).toEqual(shown({ status: "cancelled", notes: "Did not come" }));
  });
});

describe("PUT: 409", () => {
  it("offers other times for one that is taken, and changes nothing", async () => {
    await post(POST, { as: accounts.owner, body: { scheduled_date: later(2) } });
    const answer = await change({ scheduled_date: later(2), notes: "Moved" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      failure("RESOURCE_ALREADY_EXISTS", "That time is taken.", {
        alternatives: [INSTANT, INSTANT, INSTANT],
      }),
    );
    expect((await read()).body).toEqual(shown());
  });

  it("does not wake a cancelled one", async () => {
    await cancel();
    const answer = await change({ status: "confirmed" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(failure("RESOURCE_ALREADY_EXISTS"));
    expect((await change({ scheduled_date: later(3) })).status).toBe(409);
  });

  it("does not make a confirmed one merely scheduled", async () => {
    await change({ status: "confirmed" });
    expect((await change({ status: "scheduled" })).status).toBe(409);
  });
});

describe("PUT: 422", () => {
  it.each([
    [{ scheduled_date: "2024-01-21T15:00:00Z" }, "scheduled_date"],
    [{ scheduled_date: null }, "scheduled_date"],
    [{ status: "no_show" }, "status"],
    [{ status: "SCHEDULED" }, "status"],
    [{ duration: -30 }, "duration"],
    [{ notes: 1 }, "notes"],
  ])("refuses %j and changes nothing", async (body, field) => {
    const answer = await change({ type: "changed", ...body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
    expect((await read()).body).toEqual(shown());
  });
});

describe("DELETE: 200", () => {
  it("cancels, keeps it readable and frees its time", async () => {
    const answer = await cancel();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(shown({ status: "cancelled" }));
    expect((await read()).body).toEqual(shown({ status: "cancelled" }));
    expect((await post(POST, { as: accounts.owner, body: { scheduled_date: start } })).status).toBe(201);
  });

  it("changes nothing a second time", async () => {
    await cancel();
    expect((await cancel()).status).toBe(200);
  });
});

describe("DELETE: 409", () => {
  it("does not cancel what is over", async () => {
    await change({ status: "completed" });
    const answer = await cancel();
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(failure("RESOURCE_ALREADY_EXISTS"));
  });
});

describe("PUT and DELETE: 403", () => {
  it("refuse a guest, who may read", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const answers = [
      await put(PUT, { as: guest, id, body: { notes: "x" } }),
      await remove(DELETE, { as: guest, id }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    }
    expect((await get(GET, { as: guest, id })).status).toBe(200);
  });
});
