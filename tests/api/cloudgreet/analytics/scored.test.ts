import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/analytics/leads/scored/route";
import { GET as leadsGet } from "@/app/api/cloudgreet/leads/route";
import { scoredLeadsJson } from "@/lib/editions/cloudgreet/analytics";
import { writeLead } from "../../../domain/analytics/rows";
import {
  contextAs,
  dataOf,
  failure,
  get,
  idOf,
  invalidFields,
  makeApiKey,
  post,
  success,
  twoAccounts,
} from "../../support";

const accounts = twoAccounts();
const createdAt = "2025-06-15T12:00:00.000Z";
const phone = { signal: "phone", points: 20, detail: "Can be called back." };
const words = { signal: "buying_words", points: 15, detail: "Said “book”.", quote: "I want to book." };

const ask = (query: Record<string, string> = {}, as: { token: string } = accounts.owner) =>
  get(GET, { as, query: { business_id: accounts.owner.businessId, ...query } });

beforeAll(async () => {
  const owner = { ctx: await contextAs(accounts.owner), businessId: accounts.owner.raw.businessId };
  const kept = await writeLead(owner, {
    createdAt,
    score: 75,
    status: "contacted",
    source: "call",
    reasons: [phone, words],
  });
  await writeLead(owner, { createdAt, score: 60, status: "converted", source: "widget", reasons: [phone] });
  await writeLead(owner, { createdAt, score: 26, status: "lost", source: "web" });
  await writeLead(owner, { createdAt, score: 90, mergedInto: kept });
});

const NOBODY = { leads: 0, average_score: null, converted: 0, conversion_rate: null };

describe("200", () => {
  it("groups the leads in the document's words", async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        total: 3,
        average_score: 53.7,
        median_score: 60,
        converted: 1,
        conversion_rate: 0.3333,
        bands: [
          {
            band: "hot",
            min_score: 70,
            max_score: 100,
            leads: 1,
            average_score: 75,
            converted: 0,
            conversion_rate: 0,
          },
          {
            band: "warm",
            min_score: 40,
            max_score: 69,
            leads: 1,
            average_score: 60,
            converted: 1,
            conversion_rate: 1,
          },
          {
            band: "cold",
            min_score: 0,
            max_score: 39,
            leads: 1,
            average_score: 26,
            converted: 0,
            conversion_rate: 0,
          },
        ],
        sources: [
          { source: "call", leads: 1, average_score: 75, converted: 0, conversion_rate: 0 },
          { source: "sms", ...NOBODY },
          { source: "email", ...NOBODY },
          { source: "web", leads: 2, average_score: 43, converted: 1, conversion_rate: 0.5 },
        ],
        statuses: [
          { status: "new", leads: 1, average_score: 75 },
          { status: "qualified", leads: 0, average_score: null },
          { status: "unqualified", leads: 1, average_score: 26 },
          { status: "converted", leads: 1, average_score: 60 },
        ],
        signals: [
          { signal: "phone", leads: 2, average_points: 20, converted: 1, conversion_rate: 0.5 },
          { signal: "buying_words", leads: 1, average_points: 15, converted: 0, conversion_rate: 0 },
        ],
        signals_read_from: 3,
        top_leads: [
          {
            id: idOf("lead"),
            business_id: accounts.owner.businessId,
            phone: null,
            name: "",
            email: null,
            status: "new",
            source: "call",
            qualification_score: 75,
            notes: "",
            created_at: createdAt,
            updated_at: createdAt,
            score_reasons: [phone, words],
          },
        ],
      }),
    );
  });

  it("agrees with what the list of leads says", async () => {
    const data = scoredLeadsJson.parse(dataOf(await ask()));
    const totalOf = async (query: Record<string, string>) => {
      const answer = await get(leadsGet, {
        as: accounts.owner,
        query: { business_id: accounts.owner.businessId, ...query },
      });
      return (dataOf(answer).pagination as { total: number }).total;
    };
    expect(data.total).toBe(await totalOf({}));
    for (const { source, leads } of data.sources) expect(leads).toBe(await totalOf({ source }));
    for (const { status, leads } of data.statuses) expect(leads).toBe(await totalOf({ status }));
  });

  it("reads the range", async () => {
    const range = { start_date: "2025-06-15", end_date: "2025-06-15" };
    expect(dataOf(await ask(range))).toMatchObject({ total: 3 });
    expect(dataOf(await ask({ end_date: createdAt }))).toEqual({
      total: 0,
      average_score: null,
      median_score: null,
      converted: 0,
      conversion_rate: null,
      bands: [
        { band: "hot", min_score: 70, max_score: 100, ...NOBODY },
        { band: "warm", min_score: 40, max_score: 69, ...NOBODY },
        { band: "cold", min_score: 0, max_score: 39, ...NOBODY },
      ],
      sources: ["call", "sms", "email", "web"].map((source) => ({ source, ...NOBODY })),
      statuses: ["new", "qualified", "unqualified", "converted"].map((status) => ({
        status,
        leads: 0,
        average_score: null,
      })),
      signals: [],
      signals_read_from: 0,
      top_leads: [],
    });
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
  it.each([["analytics:read"], ["lead:read"]] as const)("refuses a key with %s alone", async (permission) => {
    const answer = await ask({}, { token: await makeApiKey(accounts.owner, [permission]) });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });

  it("lets a key through that has both", async () => {
    const token = await makeApiKey(accounts.owner, ["analytics:read", "lead:read"]);
    expect((await ask({}, { token })).status).toBe(200);
  });
});

describe("404", () => {
  it("hides the business from strangers", async () => {
    const answer = await ask({}, accounts.stranger);
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
    ["business_id=b&start_date=1750000000", ["start_date"]],
    ["business_id=b&start_date=2025-06-15T12:00:00Z&end_date=2025-06-15T12:00:00Z", ["end_date"]],
  ])("refuses %j", async (query, fields) => {
    const answer = await get(GET, { as: accounts.owner, query });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(...fields));
  });
});
