import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/analytics/overview/route";
import { GET as appointmentsGet } from "@/app/api/cloudgreet/appointments/route";
import { GET as callsGet } from "@/app/api/cloudgreet/calls/route";
import { GET as leadsGet } from "@/app/api/cloudgreet/leads/route";
import { APPOINTMENT_STATUSES } from "@/lib/domain/appointments";
import { CALL_STATUSES } from "@/lib/domain/calls";
import { LEAD_STATUSES } from "@/lib/domain/leads";
import { writeAppointment, writeCall, writeLead } from "../../../domain/analytics/rows";
import {
  type Account,
  contextAs,
  dataOf,
  failure,
  get,
  invalidFields,
  makeApiKey,
  post,
  success,
  twoAccounts,
  unknownId,
} from "../../support";

/** The answer of the published document. */
const DOCUMENTED = {
  leads: { total: 150, new_today: 5, qualified: 45, converted: 12 },
  appointments: { total: 80, scheduled_today: 3, completed: 65, cancelled: 8 },
  calls: { total: 200, today: 15, average_duration: 180, success_rate: 0.85 },
  revenue: { total: 50000, this_month: 5000, growth_rate: 0.15 },
};

const accounts = twoAccounts();
// A past year: nothing of it is today or in this month.
const [june, july] = ["2025-06-15T12:00:00Z", "2025-07-15T12:00:00Z"];

const ask = (query: Record<string, string> = {}, as: { token: string } = accounts.owner) =>
  get(GET, { as, query: { business_id: accounts.owner.businessId, ...query } });
const overview = async (query: Record<string, string> = {}) => dataOf(await ask(query)) as typeof DOCUMENTED;

/** How many rows a list says there are. */
async function totalOf(handler: typeof leadsGet, query: Record<string, string> = {}): Promise<number> {
  const answer = await get(handler, {
    as: accounts.owner,
    query: { business_id: accounts.owner.businessId, limit: "1", ...query },
  });
  return (dataOf(answer).pagination as { total: number }).total;
}

beforeAll(async () => {
  const owner = { ctx: await contextAs(accounts.owner), businessId: accounts.owner.raw.businessId };
  for (const [repeat, at] of [june, july, july].entries()) {
    for (const status of LEAD_STATUSES) {
      const id = await writeLead(owner, { createdAt: at, status });
      if (repeat === 0) await writeLead(owner, { createdAt: at, status, mergedInto: id });
    }
    for (const status of APPOINTMENT_STATUSES)
      await writeAppointment(owner, { startsAt: at, status, priceMinor: 9_525 });
    for (const status of CALL_STATUSES)
      await writeCall(owner, {
        startedAt: at,
        status,
        ...(status === "completed" ? { seconds: 100 + repeat } : {}),
      });
  }
  await writeAppointment(owner, { startsAt: july, status: "cancelled", isRemoved: true });
});

describe("200", () => {
  it("has the fields of the document and their types, no more and no less", async () => {
    const data = await overview();
    const shapeOf = (value: object): unknown =>
      Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key,
          typeof one === "object" && one !== null ? shapeOf(one) : typeof one,
        ]),
      );
    expect(shapeOf(data)).toEqual(shapeOf(DOCUMENTED));
  });

  it("counts everything without a range", async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        leads: { total: 18, new_today: 0, qualified: 3, converted: 3 },
        appointments: { total: 16, scheduled_today: 0, completed: 3, cancelled: 7 },
        calls: { total: 18, today: 0, average_duration: 101, success_rate: 0.5 },
        revenue: { total: 285.75, this_month: 0, growth_rate: 0 },
      }),
    );
  });

  it.each([
    [{ end_date: "2025-06-15" }, 1],
    [{ start_date: "2025-07-15", end_date: "2025-07-15" }, 2],
    [{ start_date: "2025-06-15T12:00:00Z", end_date: "2025-07-15T12:00:00Z" }, 1],
    [{ start_date: "2025-07-15T14:00:00+02:00" }, 2],
    [{ start_date: "2025-07-15T12:00:00.001Z" }, 0],
  ])("counts what lies in %j", async (query, times) => {
    expect(await overview(query as Record<string, string>)).toMatchObject({
      leads: { total: 6 * times, qualified: times, converted: times },
      appointments: { completed: times },
      calls: { total: 6 * times, success_rate: times > 0 ? 0.5 : 0 },
      revenue: { total: (9_525 * times) / 100 },
    });
  });

  it("agrees with what the lists say", async () => {
    const { leads, appointments, calls } = await overview();
    expect(leads).toMatchObject({
      total: await totalOf(leadsGet),
      qualified: await totalOf(leadsGet, { status: "qualified" }),
      converted: await totalOf(leadsGet, { status: "converted" }),
    });
    expect(appointments).toMatchObject({
      total: await totalOf(appointmentsGet),
      completed: await totalOf(appointmentsGet, { status: "completed" }),
      cancelled: await totalOf(appointmentsGet, { status: "cancelled" }),
    });
    const [completed, failed] = [
      await totalOf(callsGet, { status: "completed" }),
      await totalOf(callsGet, { status: "failed" }),
    ];
    expect(calls).toMatchObject({
      total: await totalOf(callsGet),
      success_rate: completed / (completed + failed),
    });
    const range = { start_date: "2025-07-01", end_date: "2025-07-31" };
    expect((await overview(range)).appointments).toMatchObject({
      total: await totalOf(appointmentsGet, range),
      cancelled: await totalOf(appointmentsGet, { ...range, status: "cancelled" }),
    });
  });

  it("is zeros for a business in which nothing happened", async () => {
    const answer = await get(GET, {
      as: accounts.stranger,
      query: { business_id: accounts.stranger.businessId },
    });
    expect(answer.body).toEqual(
      success({
        leads: { total: 0, new_today: 0, qualified: 0, converted: 0 },
        appointments: { total: 0, scheduled_today: 0, completed: 0, cancelled: 0 },
        calls: { total: 0, today: 0, average_duration: 0, success_rate: 0 },
        revenue: { total: 0, this_month: 0, growth_rate: 0 },
      }),
    );
  });

  it("takes a key that may read figures and nothing else", async () => {
    const key = await makeApiKey(accounts.owner, ["analytics:read"]);
    expect((await ask({}, { token: key })).status).toBe(200);
  });
});

describe("401", () => {
  it("asks who it is", async () => {
    const answer = await get(GET, { query: { business_id: accounts.owner.businessId } });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(failure("AUTH_REQUIRED", "Authentication required"));
  });
});

describe("403", () => {
  it("refuses a key that may not read figures", async () => {
    const answer = await ask({}, { token: await makeApiKey(accounts.owner, ["lead:read"]) });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });
});

describe("404", () => {
  const missing: [string, () => string, () => Account][] = [
    ["another's business", () => accounts.owner.businessId, () => accounts.stranger],
    ["a business that nobody has", () => unknownId("business"), () => accounts.owner],
    ["what is no id", () => "1", () => accounts.owner],
  ];
  it.each(missing)("hides %s", async (_what, business, as) => {
    const answer = await get(GET, { as: as(), query: { business_id: business() } });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
  });
});

describe("405", () => {
  it("knows GET only", async () => {
    const answer = await post(POST, { as: accounts.owner, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, OPTIONS");
  });
});

describe("422", () => {
  it.each([
    ["", ["business_id"]],
    ["start_date=yesterday&end_date=2025-02-30", ["business_id", "start_date", "end_date"]],
    ["business_id=b&start_date=2025-03-08T02:30", ["start_date"]],
    ["business_id=b&start_date=", ["start_date"]],
    ["business_id=b&start_date=2025-03-09&end_date=2025-03-08", ["end_date"]],
    ["business_id=b&end_date=2025-01-01&end_date=2025-01-02", ["end_date"]],
  ])("refuses %j", async (query, fields) => {
    const answer = await get(GET, { as: accounts.owner, query });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(...fields));
  });
});
