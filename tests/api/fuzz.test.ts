import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { asService } from "@/lib/db/tenant";
import { allRoutes, type Route } from "@/scripts/api-routes";
import { testDatabase } from "../support/context";
import {
  fieldsOf,
  fittingObject,
  HOSTILE_TEXT,
  hostileObject,
  hostileParam,
  hostileQuery,
  idFor,
  type KnownIds,
  written,
} from "./hostile";
import { type Account, dataOf, makeApiKey, post, signUp } from "./support";
import { giveNumber, vendorKeys } from "./vendors";

const SEED = 20260302;
const RUNS = 30;
const routes = await allRoutes();

/** The shape of a refusal, by edition; the product's own doors have one of their own. */
const REFUSALS: Record<string, z.ZodType> = {
  cloudgreet: z.strictObject({
    success: z.literal(false),
    error: z.string().min(1),
    code: z.string().regex(/^[A-Z_]+$/),
    details: z.record(z.string(), z.unknown()),
    timestamp: z.iso.datetime(),
    requestId: z.string(),
  }),
  micro8gents: z.strictObject({
    message: z.string().min(1),
    errors: z.record(z.string(), z.array(z.string())),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
  microbit: z.strictObject({
    error: z.string().min(1),
    fields: z.record(z.string(), z.array(z.string())).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
};
const DOOR_REFUSAL = z.strictObject({
  error: z.string().min(1),
  code: z.string().regex(/^[a-z_]+$/),
  fields: z.record(z.string(), z.unknown()).optional(),
});
const SUCCESSES: Record<string, z.ZodType> = {
  cloudgreet: z.strictObject({
    success: z.literal(true),
    data: z.unknown(),
    message: z.string(),
    timestamp: z.iso.datetime(),
    requestId: z.string(),
  }),
};

vendorKeys();
let owner: Account;
let stranger: Account;
let key: string;
let ids: KnownIds;
let before: string;

/** Tables that the product's own follow-up work writes while the test runs. */
const BACKGROUND = ["agents", "jobs", "mails", "sessions"];

/** Every row of a business and its people, but for what says when it was last used. */
async function rowsOf(account: Account): Promise<string> {
  const { kysely } = await testDatabase();
  return asService(kysely, async (trx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'business_id' order by 1`.execute(trx);
    const { userId, businessId } = account.raw;
    const people = await sql`select to_jsonb(u) as row from users u where id = ${userId}`.execute(trx);
    const own = await sql`select to_jsonb(b) as row from businesses b where id = ${businessId}`.execute(trx);
    const found: unknown[] = [people.rows, own.rows];
    for (const { name } of tables.rows.filter((table) => !BACKGROUND.includes(table.name))) {
      const rows = await sql`select to_jsonb(t) - 'last_used_at' as row from ${sql.table(name)} t
        where business_id = ${businessId} order by 1`.execute(trx);
      found.push([name, rows.rows]);
    }
    return JSON.stringify(found);
  });
}

beforeAll(async () => {
  [owner, stranger] = [await signUp(), await signUp("Someone Else")];
  key = await makeApiKey(owner);
  await giveNumber(owner);
  const scheduled_date = new Date(Date.now() + 86_400_000).toISOString();
  const made = [
    await post(leadPost, { as: stranger, body: { name: "Secret", phone: "+12125550199" } }),
    await post(appointmentPost, { as: stranger, body: { scheduled_date } }),
  ];
  const own = [
    await post(leadPost, { as: owner, body: { name: "Ana" } }),
    await post(appointmentPost, { as: owner, body: { scheduled_date } }),
  ];
  const idsIn = (answers: typeof made) => answers.map((answer) => String(dataOf(answer).id));
  ids = {
    own: [owner.businessId, ...idsIn(own)],
    foreign: [stranger.businessId, stranger.userId, stranger.raw.businessId, ...idsIn(made)],
  };
  before = await rowsOf(stranger);
});

const NOBODY: Record<string, string>[] = [
  {},
  { authorization: "Bearer \u00e9\u00ff" },
  { authorization: `Bearer ${"x".repeat(10_000)}` },
  { cookie: "next-auth.session-token=%00; next-auth.session-token" },
];
const CONTENT_TYPES = [
  "application/json",
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "",
  "application/x-www-form-urlencoded",
  "*/*",
];

interface Hostile {
  credential: Record<string, string>;
  params: Record<string, string>;
  query: string;
  body: string | Uint8Array;
  contentType: string;
  headers: Record<string, string>;
}

/** The parameters in a path, with the folder they stand in: `id` in `leads`. */
const paramsIn = (path: string) =>
  [...path.matchAll(/([^/]*)\/\[(\w+)\]/g)].map(([, folder = "", name = ""]) => ({ folder, name }));

/** Requests for a route, made from nothing but its own spec. */
function hostileRequest({ handler, path }: Route): fc.Arbitrary<Hostile> {
  const { query, body } = handler.doc;
  return fc.record({
    credential: fc.oneof(
      {
        weight: 7,
        arbitrary: fc.constant<Record<string, string>>({ authorization: `Bearer ${owner.token}` }),
      },
      { weight: 1, arbitrary: fc.constant<Record<string, string>>({ "x-api-key": key }) },
      { weight: 2, arbitrary: fc.constantFrom(...NOBODY) },
    ),
    params: fc.record(
      Object.fromEntries(paramsIn(path).map(({ name, folder }) => [name, hostileParam(folder, ids)])),
    ),
    query: hostileQuery(query, ids),
    body: hostileObject(body, ids).chain(written),
    contentType: fc.constantFrom(...CONTENT_TYPES),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      {},
      {},
      { "idempotency-key": "same" },
      { "idempotency-key": "" },
      { "x-forwarded-for": ", ,," },
      { "content-length": "99999999999" },
      { "telnyx-timestamp": "1", "telnyx-signature-ed25519": "AA==" },
      { "x-retell-signature": "v=1,d=0" },
    ),
  });
}

async function answerOf({ method, handler, path }: Route, hostile: Hostile): Promise<Response> {
  const { credential, params, query, body, contentType, headers } = hostile;
  const hasBody = method !== "GET" && method !== "DELETE";
  const request = new Request(
    `http://localhost:3000${path.replaceAll(/[[\]]/g, "")}${query ? `?${query}` : ""}`,
    {
      method,
      headers: {
        ...(contentType ? { "content-type": contentType } : {}),
        "x-forwarded-for": "203.0.113.9",
        ...headers,
        ...credential,
      },
      ...(hasBody ? { body: typeof body === "string" ? body : new Uint8Array(body) } : {}),
    },
  );
  return handler(request, { params: Promise.resolve(params) });
}

async function expectDecent(route: Route, response: Response): Promise<void> {
  const text = await response.text();
  const said = `${route.name} answered ${response.status}: ${text.slice(0, 500)}`;
  expect(response.status, said).toBeLessThan(500);
  expect(response.headers.get("x-request-id"), said).toMatch(/^req_[0-9a-f]{32}$/);
  const body: unknown = JSON.parse(text);
  const isRefusal = response.status >= 400;
  const shape = isRefusal
    ? (REFUSALS[route.edition] ?? DOOR_REFUSAL)
    : (SUCCESSES[route.edition] ?? z.unknown());
  expect(shape.safeParse(body).error, said).toBeUndefined();
  expect(text, said).not.toMatch(
    /"stack"|at \/|node_modules|select \*|(?<![\w-])pg_[a-z]{3}|violates|PostgresError/,
  );
}

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { seed: SEED, numRuns: count });

describe(`hostile requests (seed ${SEED}) are answered decently`, () => {
  it("finds the routes", () => {
    expect(routes.length).toBeGreaterThan(50);
  });

  // Chance seldom hits one field with one thing while all others are right; this does, for all of both.
  const withFields = routes.filter(
    ({ handler, isRefusal }) => !isRefusal && (handler.doc.body ?? handler.doc.query),
  );
  it.each(withFields.map((route) => [route.name, route] as const))("%s: each field", async (_, route) => {
    const { body, query } = route.handler.doc;
    const schema = body ?? query;
    const params = Object.fromEntries(
      paramsIn(route.path).map(({ name, folder }) => [
        name,
        sample(idFor(folder, ids) ?? fc.constant(""), 1)[0] ?? "",
      ]),
    );
    const sure = { credential: { authorization: `Bearer ${owner.token}` }, params, headers: {} };
    for (const { name } of fieldsOf(schema)) {
      // Signing up takes a costly hash each time.
      const texts = HOSTILE_TEXT.filter((_, index) => route.handler.doc.limit !== "auth" || index % 2 === 0);
      const right = sample(fittingObject(schema, ids), texts.length);
      for (const [index, text] of texts.entries()) {
        const record = { ...right[index], [name]: text };
        const pairs = Object.entries(record).map(([key, value]) => [
          key,
          typeof value === "string" ? value : JSON.stringify(value),
        ]);
        const sent = body
          ? { query: "", body: JSON.stringify(record) }
          : { query: new URLSearchParams(pairs).toString(), body: "" };
        const answer = await answerOf(route, { ...sure, ...sent, contentType: "application/json" });
        await expectDecent(route, answer);
      }
    }
  });

  it.each(routes.map((route) => [route.name, route] as const))("%s", async (_, route) => {
    const property = fc.asyncProperty(hostileRequest(route), async (hostile) => {
      await expectDecent(route, await answerOf(route, hostile));
    });
    await fc.assert(property, { seed: SEED, numRuns: route.isRefusal ? 3 : RUNS, endOnFailure: true });
  });

  it("changed nothing in the other business", async () => {
    expect(await rowsOf(stranger)).toBe(before);
  });
});
