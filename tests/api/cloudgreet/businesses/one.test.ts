import { beforeAll, describe, expect, it } from "vitest";
import { GET, PUT } from "@/app/api/cloudgreet/businesses/[id]/route";
import { POST } from "@/app/api/cloudgreet/businesses/route";
import { setHours } from "@/lib/domain/businesses";
import {
  type Account,
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  invalidFields,
  post,
  put,
  signUp,
  success,
  unknownId,
  withRole,
} from "../../support";

const day = { open: "09:00", close: "17:00" };
const WEEK = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
let owner: Account;
let stranger: Account;
beforeAll(async () => {
  owner = await signUp();
  stranger = await signUp();
});
const business = (changes: object = {}) =>
  success({
    id: owner.businessId,
    name: "Harbor Dental",
    settings: { timezone: "UTC", business_hours: WEEK },
    created_at: INSTANT,
    updated_at: INSTANT,
    ...changes,
  });
const change = (body: unknown) => put(PUT, { as: owner, id: owner.businessId, body });
const settingsOf = (answer: Awaited<ReturnType<typeof get>>) =>
  dataOf(answer).settings as { timezone: string; business_hours: object };

describe("GET: 200", () => {
  it("shows the business", async () => {
    const answer = await get(GET, { as: owner, id: owner.businessId });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(business());
  });

  it("shows another business of the caller", async () => {
    const { id } = dataOf(await post(POST, { as: owner, body: { name: "Second" } }));
    const answer = await get(GET, { as: owner, id: String(id) });
    expect(answer).toMatchObject({ status: 200, body: { data: { id, name: "Second" } } });
  });
});

describe("GET and PUT: 404", () => {
  it.each([
    "business_456",
    "business_",
    "1",
    "..",
    "business_zzzzzzzzzzzzzzzzzzzzzzzzzz",
    unknownId("business"),
  ])("knows nothing of %s", async (id) => {
    const refused = failure("BUSINESS_NOT_FOUND", "Business not found");
    const [shown, changed] = [
      await get(GET, { as: owner, id }),
      await put(PUT, { as: owner, id, body: { name: "X" } }),
    ];
    expect([shown.status, changed.status]).toEqual([404, 404]);
    expect(shown.body).toEqual(refused);
    expect(changed.body).toEqual(refused);
  });

  it("hides a stranger's business, and changes nothing in it", async () => {
    const id = stranger.businessId;
    expect((await get(GET, { as: owner, id })).body).toEqual(
      failure("BUSINESS_NOT_FOUND", "Business not found"),
    );
    expect((await put(PUT, { as: owner, id, body: { name: "Mine now" } })).status).toBe(404);
    expect(dataOf(await get(GET, { as: stranger, id })).name).toBe("Harbor Dental");
  });

  it("takes a lead's id for no business", async () => {
    const id = owner.businessId.replace("business_", "lead_");
    expect((await get(GET, { as: owner, id })).status).toBe(404);
  });
});

describe("PUT: 200", () => {
  it("takes the document's body and leaves the rest", async () => {
    const answer = await change({
      name: "Updated Business Name",
      settings: { timezone: "America/Los_Angeles" },
    });
    expect(answer.status).toBe(200);
    const changed = {
      name: "Updated Business Name",
      settings: { timezone: "America/Los_Angeles", business_hours: WEEK },
    };
    expect(answer.body).toEqual(business(changed));
    expect((await get(GET, { as: owner, id: owner.businessId })).body).toEqual(business(changed));
  });

  it("changes the days that are named; null closes one", async () => {
    const monday = { open: "10:00", close: "16:30" };
    const answer = await change({ settings: { business_hours: { monday, friday: null } } });
    const { friday: _, ...open } = WEEK;
    expect(settingsOf(answer).business_hours).toEqual({ ...open, monday });
    const again = await change({ settings: { business_hours: { friday: day, monday: day } } });
    expect(settingsOf(again).business_hours).toEqual(WEEK);
  });

  it("keeps several intervals of a day whose first opening and last closing are written back", async () => {
    const at = (opensAt: string, closesAt: string) => ({ dayOfWeek: 1, opensAt, closesAt, isOpen: true });
    const ctx = await contextAs(owner);
    await setHours(ctx, [at("08:00", "12:00"), at("13:00", "18:00")]);
    const shown = settingsOf(await get(GET, { as: owner, id: owner.businessId }));
    expect(shown.business_hours).toEqual({ monday: { open: "08:00", close: "18:00" } });
    await change({ settings: shown });
    const { getBusiness } = await import("@/lib/domain/businesses");
    expect((await getBusiness(ctx)).hours).toHaveLength(2);
    await change({ settings: { business_hours: { monday: { open: "08:00", close: "17:00" } } } });
    expect((await getBusiness(ctx)).hours).toEqual([at("08:00", "17:00")]);
  });

  it("takes back what it gave, and ignores what it does not know", async () => {
    const before = dataOf(await get(GET, { as: owner, id: owner.businessId }));
    const answer = await change({ ...before, plan: "enterprise", id: stranger.businessId });
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toEqual({ ...before, updated_at: INSTANT });
  });

  it("takes an empty body for no change", async () => {
    expect((await change({})).status).toBe(200);
  });
});

describe("PUT: 403", () => {
  it.each(["manager", "member", "guest"] as const)("refuses a %s, who may read", async (role) => {
    const colleague = await withRole(await signUp(), role, owner.raw.businessId);
    const answer = await put(PUT, { as: colleague, id: owner.businessId, body: { name: "X" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    expect((await get(GET, { as: colleague, id: owner.businessId })).status).toBe(200);
  });
});

describe("PUT: 422", () => {
  it.each([
    [{ name: "" }, "name"],
    [{ name: null }, "name"],
    [{ settings: { timezone: "Nowhere" } }, "settings.timezone"],
    [{ settings: { business_hours: [] } }, "settings.business_hours"],
    [{ settings: { business_hours: { monday: { open: "25:00", close: "26:00" } } } }, null],
  ])("refuses %j", async (body, field) => {
    const answer = await change(body);
    expect(answer.status).toBe(422);
    const named = "settings.business_hours.monday.";
    expect(answer.body).toEqual(
      field ? invalidFields(field) : invalidFields(`${named}open`, `${named}close`),
    );
  });
});
