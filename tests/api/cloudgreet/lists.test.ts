import { beforeAll, describe, expect, it } from "vitest";
import { GET as appointmentsGet } from "@/app/api/cloudgreet/appointments/route";
import { GET as businessesGet, POST as businessPost } from "@/app/api/cloudgreet/businesses/route";
import { GET as callsGet } from "@/app/api/cloudgreet/calls/route";
import { GET as emailsGet } from "@/app/api/cloudgreet/emails/route";
import { POST as leadPost, GET as leadsGet } from "@/app/api/cloudgreet/leads/route";
import { GET as smsGet } from "@/app/api/cloudgreet/sms/route";
import { type Account, type Answer, dataOf, get, invalidFields, post, signUp, success } from "../support";

/** Every paged list: its route, its noun, whether a business has to be named, and how many rows there are. */
const LISTS = [
  { name: "businesses", handler: businessesGet, isOfBusiness: false, total: 1 },
  { name: "leads", handler: leadsGet, isOfBusiness: true, total: 3 },
  { name: "appointments", handler: appointmentsGet, isOfBusiness: true, total: 0 },
  { name: "calls", handler: callsGet, isOfBusiness: true, total: 0 },
  { name: "emails", handler: emailsGet, isOfBusiness: true, total: 0 },
  { name: "sms", handler: smsGet, isOfBusiness: true, total: 0 },
] as const;
type List = (typeof LISTS)[number];

const NAMES = ["100% Zoë", 'O\'Brien_"Smith"', "back\\slash"];
let account: Account;
beforeAll(async () => {
  account = await signUp("Harbor Dental");
  for (const name of NAMES) await post(leadPost, { as: account, body: { name } });
});

const ask = (list: List, query: Record<string, string>): Promise<Answer> =>
  get(list.handler, {
    as: account,
    query: { ...(list.isOfBusiness ? { business_id: account.businessId } : {}), ...query },
  });

describe.each(LISTS)("GET /$name: pages", (list) => {
  it.each([
    [{}, { page: 1, limit: 20 }],
    [{ limit: "1" }, { page: 1, limit: 1 }],
    [{ limit: "100" }, { page: 1, limit: 100 }],
    [
      { page: "1", limit: "007" },
      { page: 1, limit: 7 },
    ],
    [{ unknown: "x" }, { page: 1, limit: 20 }],
  ])("takes %j", async (query, paging) => {
    const answer = await ask(list, query);
    expect(answer.status).toBe(200);
    expect(dataOf(answer).pagination).toEqual({
      ...paging,
      total: list.total,
      pages: Math.ceil(list.total / paging.limit),
    });
  });

  it.each(["2", "1000000"])("is empty on page %s, past the end, with the true total", async (page) => {
    const answer = await ask(list, { page });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        [list.name]: [],
        pagination: {
          page: Number(page),
          limit: 20,
          total: list.total,
          pages: Math.ceil(list.total / 20),
        },
      }),
    );
  });

  const wrong = ["0", "-1", "1.5", "x", "", " ", "NaN", "Infinity", "1,000", "٣", "9999999999"];
  it.each([...wrong, "101"])("refuses a limit of %j", async (limit) => {
    const answer = await ask(list, { limit });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("limit"));
  });

  it.each([...wrong, "1000001"])("refuses page %j", async (page) => {
    const answer = await ask(list, { page });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("page"));
  });

  it("names every field that is wrong, and one that is given twice", async () => {
    expect((await ask(list, { page: "x", limit: "0" })).body).toEqual(invalidFields("page", "limit"));
    const scope = list.isOfBusiness ? `business_id=${account.businessId}&` : "";
    const twice = await get(list.handler, { as: account, query: `${scope}page=1&page=2` });
    expect(twice.status).toBe(422);
    expect(twice.body).toEqual(invalidFields("page"));
  });
});

describe("pages of a list", () => {
  it("hold every row once, in one order, whatever their size", async () => {
    const leads = LISTS[1];
    const idsOn = async (page: number, limit: number) =>
      (dataOf(await ask(leads, { page: `${page}`, limit: `${limit}` })).leads as { id: string }[]).map(
        ({ id }) => id,
      );
    const whole = await idsOn(1, 100);
    const singly = [...(await idsOn(1, 1)), ...(await idsOn(2, 1)), ...(await idsOn(3, 1))];
    expect(whole).toHaveLength(3);
    expect(singly).toEqual(whole);
    expect([...(await idsOn(1, 2)), ...(await idsOn(2, 2))]).toEqual(whole);
  });
});

describe("search", () => {
  const [percent = "", quotes = "", slash = ""] = NAMES;
  it.each([
    ["%", [percent]],
    ["_", [quotes]],
    ["\\", [slash]],
    ["'", [quotes]],
    ['"', [quotes]],
    ["zoë", [percent]],
    ["  o'brien ", [quotes]],
    ["%%", []],
    ["' or 1=1 --", []],
    ["", [slash, quotes, percent]],
  ])("takes %j as it is written", async (search, names) => {
    const answer = await ask(LISTS[1], { search });
    expect(answer.status).toBe(200);
    expect((dataOf(answer).leads as { name: string }[]).map(({ name }) => name)).toEqual(names);
    expect(dataOf(answer).pagination).toMatchObject({ total: names.length });
  });

  it("finds a business by its name as written", async () => {
    const other = await signUp("50% Off_Season");
    await post(businessPost, { as: other, body: { name: "Zoë's" } });
    const namesOf = async (search: string) =>
      (
        dataOf(await get(businessesGet, { as: other, query: { search } })).businesses as { name: string }[]
      ).map(({ name }) => name);
    expect(await namesOf("%")).toEqual(["50% Off_Season"]);
    expect(await namesOf("_s")).toEqual(["50% Off_Season"]);
    expect(await namesOf("zoë'")).toEqual(["Zoë's"]);
    expect(await namesOf("x_")).toEqual([]);
  });

  it.each([LISTS[0], LISTS[1]])("of 1,000 characters is refused in $name", async (list) => {
    const answer = await ask(list, { search: "x".repeat(1_000) });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("search"));
  });
});

describe("ranges of GET /appointments", () => {
  const appointments = LISTS[2];
  const wrong = [
    "yesterday",
    "",
    "2026-02-30",
    "2026-3-8",
    "2026-03-08T02:30",
    "1772964000",
    "2026-03-08T25:00:00Z",
  ];
  it.each(["start_date", "end_date"].flatMap((field) => wrong.map((value) => [field, value] as const)))(
    "refuse %s=%j",
    async (field, value) => {
      const answer = await ask(appointments, { [field]: value });
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(invalidFields(field));
    },
  );

  it.each([
    ["2026-03-08", "2026-03-08"],
    ["2026-03-08T06:59:59.999Z", "2026-03-08T03:00:00-04:00"],
    ["2024-02-29", "2026-11-01T01:30:00-05:00"],
  ])("take %s to %s", async (start_date, end_date) => {
    expect((await ask(appointments, { start_date, end_date })).status).toBe(200);
  });

  it.each([
    ["2026-03-09", "2026-03-08"],
    ["2026-03-08T07:00:00Z", "2026-03-08T03:00:00-04:00"],
    // The hour that summer time's end repeats: 1:30 with daylight time is before 1:10 without.
    ["2026-11-01T01:10:00-05:00", "2026-11-01T01:30:00-04:00"],
  ])("refuse %s to %s, in which nothing can lie", async (start_date, end_date) => {
    const answer = await ask(appointments, { start_date, end_date });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("end_date"));
  });
});
