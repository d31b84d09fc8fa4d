import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/businesses/route";
import {
  type Account,
  dataOf,
  failure,
  get,
  INSTANT,
  idOf,
  invalidFields,
  makeApiKey,
  post,
  signUp,
  success,
  twoAccounts,
} from "../../support";

/** The document's body. */
const EXAMPLE = {
  name: "My Business",
  settings: {
    timezone: "America/New_York",
    business_hours: {
      monday: { open: "09:00", close: "17:00" },
      tuesday: { open: "09:00", close: "17:00" },
    },
  },
};
const accounts = twoAccounts();
const shown = (business: object) => ({ created_at: INSTANT, updated_at: INSTANT, ...business });

describe("POST: 201", () => {
  it("makes the document's business with exactly its hours", async () => {
    const answer = await post(POST, { as: accounts.owner, body: EXAMPLE });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(success(shown({ id: idOf("business"), ...EXAMPLE })));
  });

  it("opens Monday to Friday in UTC when nothing is said", async () => {
    const answer = await post(POST, { as: accounts.owner, body: { name: "Plain" } });
    const nineToFive = { open: "09:00", close: "17:00" };
    expect(answer.status).toBe(201);
    expect(dataOf(answer).settings).toEqual({
      timezone: "UTC",
      business_hours: {
        monday: nineToFive,
        tuesday: nineToFive,
        wednesday: nineToFive,
        thursday: nineToFive,
        friday: nineToFive,
      },
    });
  });

  it("takes a closed day, and hours past midnight", async () => {
    const hours = { friday: { open: "18:00", close: "02:00" }, sunday: null };
    const body = { name: "Bar", settings: { business_hours: hours } };
    const answer = await post(POST, { as: await signUp(), body });
    expect(answer).toMatchObject({ status: 201 });
    expect(dataOf(answer).settings).toMatchObject({ business_hours: { friday: hours.friday } });
  });

  it("ignores what it does not know, and days that are none", async () => {
    const body = {
      ...EXAMPLE,
      id: "business_1",
      plan: "enterprise",
      settings: { ...EXAMPLE.settings, theme: "dark", business_hours: { holiday: { open: "1", close: 2 } } },
    };
    const answer = await post(POST, { as: await signUp(), body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success(
        shown({
          id: idOf("business"),
          name: "My Business",
          settings: { timezone: "America/New_York", business_hours: {} },
        }),
      ),
    );
  });
});

describe("POST: 403", () => {
  it("refuses a key, which is no person", async () => {
    const key = await makeApiKey(accounts.owner);
    const answer = await post(POST, { headers: { "x-api-key": key }, body: EXAMPLE });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });
});

describe("POST: 422", () => {
  const body = (settings: object) => ({ name: "X", settings });
  it.each([
    [{}, "name"],
    [{ name: "" }, "name"],
    [{ name: 5 }, "name"],
    [{ name: "x".repeat(201) }, "name"],
    [{ name: "X", settings: "none" }, "settings"],
    [body({ timezone: "Mars/Olympus" }), "settings.timezone"],
    [body({ timezone: "+02:00" }), "settings.timezone"],
    [
      body({ business_hours: { monday: { open: "9", close: "17:00" } } }),
      "settings.business_hours.monday.open",
    ],
    [body({ business_hours: { monday: { open: "09:00" } } }), "settings.business_hours.monday.close"],
    [
      body({
        business_hours: {
          monday: { open: "18:00", close: "10:00" },
          tuesday: { open: "09:00", close: "17:00" },
        },
      }),
      "settings.business_hours",
    ],
  ])("refuses %j", async (body, field) => {
    const answer = await post(POST, { as: accounts.owner, body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});

describe("GET: 200", () => {
  let account: Account;
  beforeAll(async () => {
    account = await signUp("First");
    for (const name of ["Second", "100% Third"])
      await post(POST, { as: account, body: { ...EXAMPLE, name } });
  });
  const namesOf = (answer: Awaited<ReturnType<typeof get>>) =>
    (dataOf(answer).businesses as { name: string }[]).map(({ name }) => name);

  it("lists the caller's businesses and nobody else's", async () => {
    const answer = await get(GET, { as: account });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        businesses: [
          shown({ id: account.businessId, name: "First", settings: expect.any(Object) }),
          shown({ id: idOf("business"), ...EXAMPLE, name: "Second" }),
          shown({ id: idOf("business"), ...EXAMPLE, name: "100% Third" }),
        ],
        pagination: { page: 1, limit: 20, total: 3, pages: 1 },
      }),
    );
  });

  it("pages", async () => {
    const answer = await get(GET, { as: account, query: "page=2&limit=2" });
    expect(namesOf(answer)).toEqual(["100% Third"]);
    expect(dataOf(answer).pagination).toEqual({ page: 2, limit: 2, total: 3, pages: 2 });
    const beyond = await get(GET, { as: account, query: "page=9&limit=2" });
    expect(dataOf(beyond)).toEqual({ businesses: [], pagination: { page: 9, limit: 2, total: 3, pages: 2 } });
  });

  it.each([
    ["sec", ["Second"]],
    ["100%", ["100% Third"]],
    ["%", ["100% Third"]],
    ["'; drop table businesses; --", []],
  ])("searches for %j in names", async (search, names) => {
    expect(namesOf(await get(GET, { as: account, query: { search } }))).toEqual(names);
  });

  it("shows a key its own business", async () => {
    const key = await makeApiKey(account);
    expect(namesOf(await get(GET, { headers: { "x-api-key": key } }))).toEqual(["First"]);
  });
});

describe("GET: 422", () => {
  it.each(["page=0", "page=1.5", "page=x", "limit=0", "limit=101", "limit=-1"])(
    "refuses %s",
    async (query) => {
      const answer = await get(GET, { as: accounts.owner, query });
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(invalidFields(query.split("=")[0] ?? ""));
    },
  );

  it("refuses a parameter given twice", async () => {
    const answer = await get(GET, { as: accounts.owner, query: "page=1&page=2" });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(
      failure("VALIDATION_ERROR", "Validation failed", { page: ["Give this parameter once."] }),
    );
  });
});
