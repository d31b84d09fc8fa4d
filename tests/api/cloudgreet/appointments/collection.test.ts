import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/appointments/route";
import { POST as registerPost } from "@/app/api/cloudgreet/auth/register/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { holdSlot, markNoShow, updateAppointment } from "@/lib/domain/appointments";
import { fixedClock } from "@/lib/domain/clock";
import { ids } from "@/lib/editions/cloudgreet/ids";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import {
  type Account,
  type Answer,
  accountOf,
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  idOf,
  invalidFields,
  makeApiKey,
  PASSWORD,
  post,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

/** The document's body, without the business and lead it names. */
const EXAMPLE = {
  scheduled_date: "2024-01-20T14:00:00Z",
  duration: 30,
  type: "consultation",
  notes: "Initial consultation call",
};
const DAY = 86_400_000;
const accounts = twoAccounts();

/** 14:00 UTC, some days from now. */
const inDays = (days: number, time = "14:00") =>
  `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;
const book = (body: object, as: Account = accounts.owner) => post(POST, { as, body });
const appointment = (account: Account, changes: object = {}) => ({
  id: idOf("appointment"),
  business_id: account.businessId,
  lead_id: null,
  ...EXAMPLE,
  status: "scheduled",
  created_at: INSTANT,
  updated_at: INSTANT,
  ...changes,
});

describe("POST: 201", () => {
  it("books the document's appointment on the document's day", async () => {
    const runtime = runtimeUnder({ clock: fixedClock("2024-01-15T10:30:00Z"), isQuiet: true });
    const at = (handler: typeof POST) => rebuilt(handler, runtime);
    const body = { email: "john@2024.example.com", password: PASSWORD, business_name: "My Business" };
    const account = accountOf(body.email, dataOf(await post(at(registerPost), { body })));
    const lead = dataOf(await post(at(leadPost), { as: account, body: { name: "John Doe" } }));
    const answer = await post(at(POST), {
      as: account,
      body: { business_id: account.businessId, lead_id: lead.id, ...EXAMPLE },
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      ...success(
        appointment(account, {
          lead_id: lead.id,
          scheduled_date: "2024-01-20T14:00:00.000Z",
          created_at: "2024-01-15T10:30:00.000Z",
          updated_at: "2024-01-15T10:30:00.000Z",
        }),
      ),
      timestamp: "2024-01-15T10:30:00.000Z",
    });
  });

  it("books outside opening hours, since whoever has the token decides", async () => {
    const answer = await book({ scheduled_date: inDays(3, "03:00") });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success(
        appointment(accounts.owner, {
          scheduled_date: inDays(3, "03:00"),
          duration: 30,
          type: "",
          notes: "",
        }),
      ),
    );
  });

  it("reads any offset and answers in UTC", async () => {
    const scheduled_date = inDays(4).replace("14:00:00.000Z", "16:00:00+02:00");
    expect(dataOf(await book({ scheduled_date }))).toMatchObject({ scheduled_date: inDays(4) });
  });

  it("ignores what it does not know", async () => {
    const body = {
      scheduled_date: inDays(5),
      lead_id: null,
      status: "completed",
      id: "appointment_1",
      x: [],
    };
    const answer = await book(body);
    expect(answer).toMatchObject({ status: 201, body: { data: { status: "scheduled", lead_id: null } } });
  });
});

describe("POST: 403", () => {
  it("refuses a guest, and a key without the permission", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const key = await makeApiKey(accounts.owner, ["appointment:read"]);
    const body = { scheduled_date: inDays(6) };
    const answers = [await book(body, guest), await post(POST, { headers: { "x-api-key": key }, body })];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    for (const answer of answers) expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });
});

describe("POST: 404", () => {
  it("knows no such business or lead, and none of a stranger's", async () => {
    const lead = dataOf(await post(leadPost, { as: accounts.stranger, body: { name: "Ana" } }));
    const scheduled_date = inDays(7);
    const refusals: [object, string][] = [
      [{ business_id: "business_456" }, "BUSINESS_NOT_FOUND"],
      [{ business_id: accounts.stranger.businessId }, "BUSINESS_NOT_FOUND"],
      [{ lead_id: "lead_789" }, "LEAD_NOT_FOUND"],
      [{ lead_id: lead.id }, "LEAD_NOT_FOUND"],
    ];
    for (const [body, code] of refusals) {
      const answer = await book({ scheduled_date, ...body });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure(code));
    }
    expect((await book({ scheduled_date })).status).toBe(201);
  });
});

describe("POST: 409", () => {
  it("offers the next free times for one that is taken", async () => {
    const scheduled_date = inDays(8);
    await book({ scheduled_date, duration: 60 });
    const answer = await book({ scheduled_date: inDays(8, "14:30"), duration: 60 });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      failure("RESOURCE_ALREADY_EXISTS", "That time is taken.", {
        alternatives: [INSTANT, INSTANT, INSTANT],
      }),
    );
    const { alternatives } = (answer.body as { details: { alternatives: string[] } }).details;
    expect((await book({ scheduled_date: alternatives[0], duration: 60 })).status).toBe(201);
  });

  it("lets one of many at once through", async () => {
    const bookings = Array.from({ length: 10 }, () => book({ scheduled_date: inDays(9) }));
    const answers: Answer[] = await Promise.all(bookings);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });
});

describe("POST: 422", () => {
  it("refuses the document's own day, which is over", async () => {
    const answer = await book(EXAMPLE);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(
      failure("VALIDATION_ERROR", "Validation failed", { scheduled_date: ["That time has already passed."] }),
    );
  });

  it.each([
    [{}, "scheduled_date"],
    [{ scheduled_date: "tomorrow at three" }, "scheduled_date"],
    [{ scheduled_date: "2099-01-20" }, "scheduled_date"],
    [{ scheduled_date: "2099-01-20T14:00:00" }, "scheduled_date"],
    [{ scheduled_date: "2099-02-30T14:00:00Z" }, "scheduled_date"],
    [{ scheduled_date: 4071924000 }, "scheduled_date"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", duration: 0 }, "duration"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", duration: 1441 }, "duration"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", duration: "30" }, "duration"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", duration: 30.5 }, "duration"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", type: 5 }, "type"],
    [{ scheduled_date: "2099-01-20T14:00:00Z", lead_id: 789 }, "lead_id"],
  ])("refuses %j", async (body, field) => {
    const answer = await book(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});

describe("GET: 200", () => {
  let account: Account;
  const startsOf = (answer: Answer) =>
    (dataOf(answer).appointments as { scheduled_date: string }[]).map((item) => item.scheduled_date);
  const list = (query: Record<string, string>) =>
    get(GET, { as: account, query: { business_id: account.businessId, ...query } });

  beforeAll(async () => {
    account = await signUp();
    const ctx = await contextAs(account);
    const statuses = [undefined, "confirmed", "completed", "cancelled"] as const;
    for (const [index, status] of statuses.entries()) {
      const { id } = dataOf(await book({ ...EXAMPLE, scheduled_date: inDays(index + 1) }, account));
      if (status) await updateAppointment(ctx, { id: ids.read("appointment").parse(id), status });
    }
    const missed = dataOf(await book({ ...EXAMPLE, scheduled_date: inDays(5) }, account));
    await markNoShow(ctx, ids.read("appointment").parse(missed.id));
    await holdSlot(ctx, { startsAt: new Date(inDays(6)), durationMinutes: 30 }).catch(() => undefined);
  });

  it("lists them in the document's words, without holds", async () => {
    const answer = await list({});
    const shown = (days: number, status: string) =>
      appointment(account, { scheduled_date: inDays(days), status });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        appointments: [
          shown(5, "cancelled"),
          shown(4, "cancelled"),
          shown(3, "completed"),
          shown(2, "confirmed"),
          shown(1, "scheduled"),
        ],
        pagination: { page: 1, limit: 20, total: 5, pages: 1 },
      }),
    );
  });

  it("filters by state and by days, the last one included", async () => {
    const date = (days: number) => inDays(days).slice(0, 10);
    expect(startsOf(await list({ status: "scheduled" }))).toEqual([inDays(1)]);
    expect(startsOf(await list({ status: "cancelled" }))).toEqual([inDays(5), inDays(4)]);
    expect(startsOf(await list({ start_date: date(2), end_date: date(3) }))).toEqual([inDays(2), inDays(3)]);
    expect(startsOf(await list({ start_date: inDays(2), end_date: inDays(3) }))).toEqual([inDays(2)]);
    expect(startsOf(await list({ end_date: date(2) }))).toEqual([inDays(2), inDays(1)]);
    expect(startsOf(await list({ start_date: date(9) }))).toEqual([]);
  });

  it("pages", async () => {
    const answer = await list({ page: "2", limit: "3" });
    expect(startsOf(answer)).toEqual([inDays(2), inDays(1)]);
    expect(dataOf(answer).pagination).toEqual({ page: 2, limit: 3, total: 5, pages: 2 });
  });
});

describe("GET: 404", () => {
  it("hides a stranger's business", async () => {
    const answer = await get(GET, {
      as: accounts.owner,
      query: { business_id: accounts.stranger.businessId },
    });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
    expect(
      (await get(GET, { as: accounts.owner, query: { business_id: unknownId("business") } })).status,
    ).toBe(404);
  });
});

describe("GET: 422", () => {
  it.each([
    [{}, "business_id"],
    [{ business_id: "business_1", status: "pending" }, "status"],
    [{ business_id: "business_1", start_date: "yesterday" }, "start_date"],
    [{ business_id: "business_1", end_date: "2024-13-01" }, "end_date"],
    [{ business_id: "business_1", limit: "1000" }, "limit"],
  ])("refuses %j", async (query, field) => {
    const answer = await get(GET, { as: accounts.owner, query: query as Record<string, string> });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});
