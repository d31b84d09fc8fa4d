import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/emails/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { optOutLinks, optOutOfMail } from "@/lib/domain/notifications";
import {
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  idOf,
  invalidFields,
  post,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

/** The document's body, without the ids it names. */
const EXAMPLE = {
  to: "john@example.com",
  subject: "Thank you for your interest",
  content: "Thank you for your interest in our services...",
};
const QUEUED = { kind: "message", status: "queued", transport: null, error: null, sent_at: null };
const accounts = twoAccounts();
let lead_id: string;
beforeAll(async () => {
  lead_id = String(dataOf(await post(leadPost, { as: accounts.owner, body: { email: EXAMPLE.to } })).id);
});
const sendEmail = (body: object) => post(POST, { as: accounts.owner, body });
const list = async (query: Record<string, string> = {}) =>
  dataOf(await get(GET, { as: accounts.owner, query: { business_id: accounts.owner.businessId, ...query } }));

describe("POST: 201", () => {
  it("queues the document's e-mail", async () => {
    const body = { business_id: accounts.owner.businessId, lead_id, ...EXAMPLE };
    const answer = await sendEmail(body);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(success({ id: idOf("email"), ...body, ...QUEUED, created_at: INSTANT }));
  });

  it("writes to the lead's own address where none is given", async () => {
    for (const to of [undefined, null, ""]) {
      const answer = await sendEmail({ lead_id, to, subject: "Grüße 🦷", content: "a\r\nb" });
      expect(answer.status).toBe(201);
      expect(dataOf(answer)).toMatchObject({ to: EXAMPLE.to, lead_id, subject: "Grüße 🦷", content: "a\nb" });
    }
  });
});

describe("POST: 403", () => {
  it("refuses a guest", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const answer = await post(POST, { as: guest, body: EXAMPLE });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });
});

describe("POST: 404", () => {
  it("hides a stranger's business and lead", async () => {
    const foreign = { ...EXAMPLE, business_id: accounts.stranger.businessId };
    expect((await sendEmail(foreign)).body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
    const theirs = dataOf(await post(leadPost, { as: accounts.stranger, body: { email: EXAMPLE.to } })).id;
    for (const id of [theirs, unknownId("lead")]) {
      const answer = await sendEmail({ ...EXAMPLE, lead_id: id });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure("LEAD_NOT_FOUND", "Lead not found"));
    }
  });
});

describe("POST: 422", () => {
  it.each([
    [{ ...EXAMPLE, to: undefined }, "to"],
    [{ ...EXAMPLE, to: "john" }, "to"],
    [{ ...EXAMPLE, to: "john@example.com, ana@example.com" }, "to"],
    [{ ...EXAMPLE, to: "john@example.com\r\nBcc: all@example.com" }, "to"],
    [{ ...EXAMPLE, to: "John <john@example.com>" }, "to"],
    [{ ...EXAMPLE, to: `${"x".repeat(250)}@example.com` }, "to"],
    [{ ...EXAMPLE, to: ["john@example.com"] }, "to"],
    [{ ...EXAMPLE, subject: undefined }, "subject"],
    [{ ...EXAMPLE, subject: " " }, "subject"],
    [{ ...EXAMPLE, subject: "x".repeat(201) }, "subject"],
    [{ ...EXAMPLE, subject: "Hello\r\nBcc: all@example.com" }, "subject"],
    [{ ...EXAMPLE, subject: "Hello\u0085there" }, "subject"],
    [{ ...EXAMPLE, content: undefined }, "content"],
    [{ ...EXAMPLE, content: "\n" }, "content"],
    [{ ...EXAMPLE, content: "x".repeat(20_001) }, "content"],
  ])("refuses %j", async (body, field) => {
    const answer = await sendEmail(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });

  it("refuses a lead without an address", async () => {
    const bare = dataOf(await post(leadPost, { as: accounts.owner, body: { name: "Ana" } })).id;
    const answer = await sendEmail({ ...EXAMPLE, to: undefined, lead_id: bare });
    expect(answer.body).toEqual(
      failure("VALIDATION_ERROR", "Validation failed", { to: ["This lead has no e-mail address."] }),
    );
  });

  it("refuses an address that opted out", async () => {
    const { pathname } = new URL(optOutLinks(accounts.owner.raw.businessId, "gone@example.com").page);
    await optOutOfMail(await contextAs(null), pathname.split("/").at(-1) ?? "");
    const answer = await sendEmail({ ...EXAMPLE, to: "Gone@Example.com" });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(
      failure("VALIDATION_ERROR", "Validation failed", { to: [expect.stringContaining("no more e-mails")] }),
    );
  });
});

describe("POST: 429", () => {
  it("bounds how many go to one address in a day", async () => {
    const to = "often@example.com";
    for (let i = 0; i < 20; i += 1) expect((await sendEmail({ ...EXAMPLE, to })).status).toBe(201);
    const answer = await sendEmail({ ...EXAMPLE, to });
    expect(answer.status).toBe(429);
    // The first of them went out a moment ago.
    const retryAfter = Number(answer.headers.get("retry-after"));
    expect(retryAfter).toBeGreaterThan(86_000);
    expect(retryAfter).toBeLessThanOrEqual(86_400);
    expect(answer.body).toEqual(failure("RATE_LIMIT_EXCEEDED"));
    expect((await sendEmail({ ...EXAMPLE, to: "seldom@example.com" })).status).toBe(201);
  });
});

describe("GET: 200", () => {
  it("lists by lead and status, to its business alone", async () => {
    const { emails, pagination } = await list({ lead_id, limit: "2", page: "2" });
    expect(pagination).toEqual({ page: 2, limit: 2, total: 4, pages: 2 });
    expect(emails).toHaveLength(2);
    expect((await list({ lead_id, status: "failed" })).emails).toEqual([]);
    expect(await list({ status: "delivered" })).toEqual({
      emails: [],
      pagination: { page: 1, limit: 20, total: 0, pages: 0 },
    });
    const theirs = { business_id: accounts.stranger.businessId };
    expect(dataOf(await get(GET, { as: accounts.stranger, query: theirs })).emails).toEqual([]);
    expect((await get(GET, { as: accounts.owner, query: theirs })).status).toBe(404);
  });

  it("refuses a status that is none", async () => {
    const query = { business_id: accounts.owner.businessId, status: "bounced" };
    const answer = await get(GET, { as: accounts.owner, query });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("status"));
  });
});
