import { beforeAll, describe, expect, it } from "vitest";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { GET, POST } from "@/app/api/cloudgreet/sms/route";
import { POST as webhook } from "@/app/api/cloudgreet/sms/webhook/route";
import {
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
import { fromTelnyx, giveNumber, vendorKeys } from "../../vendors";

vendorKeys();
/** The document's body, without the ids it names. */
const EXAMPLE = { phone: "+1234567890", message: "Thank you for your interest! We'll call you soon." };
const accounts = twoAccounts();
const IN = { from: "+12025550143", text: "Hello, I'm interested in your services" };
let lead_id: string;
let number: string;
beforeAll(async () => {
  number = await giveNumber(accounts.owner);
  lead_id = String(dataOf(await post(leadPost, { as: accounts.owner, body: { phone: EXAMPLE.phone } })).id);
});

describe("POST: 201", () => {
  it("queues the document's message", async () => {
    const { businessId } = accounts.owner;
    const body = { business_id: businessId, lead_id, ...EXAMPLE };
    const answer = await post(POST, { as: accounts.owner, body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success({
        id: idOf("sms"),
        ...body,
        direction: "outbound",
        status: "queued",
        error: null,
        media: [],
        created_at: INSTANT,
      }),
    );
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
    expect((await post(POST, { as: accounts.owner, body: foreign })).body).toEqual(
      failure("BUSINESS_NOT_FOUND", "Business not found"),
    );
    const unknown = { ...EXAMPLE, lead_id: unknownId("lead") };
    expect((await post(POST, { as: accounts.owner, body: unknown })).body).toEqual(
      failure("LEAD_NOT_FOUND", "Lead not found"),
    );
  });
});

describe("POST: 422", () => {
  it.each([
    [{ phone: EXAMPLE.phone }, "message"],
    [{ ...EXAMPLE, message: " " }, "message"],
    [{ ...EXAMPLE, message: "x".repeat(1_601) }, "message"],
    [{ ...EXAMPLE, phone: "12" }, "phone"],
    [{ message: "Hi" }, "phone"],
  ])("refuses %j", async (body, field) => {
    const answer = await post(POST, { as: accounts.owner, body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});

describe("POST: 503", () => {
  it("says what is missing where the business has no number", async () => {
    const answer = await post(POST, { as: accounts.stranger, body: EXAMPLE });
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual(
      failure("EXTERNAL_SERVICE_ERROR", "This business has no phone number to write from. Add one first."),
    );
  });
});

describe("GET: 200", () => {
  it("lists what came in, by status, to its business alone", async () => {
    await fromTelnyx(webhook, { event_type: "message.received", data: { ...IN, to: number } });
    const business_id = accounts.owner.businessId;
    const answer = await get(GET, { as: accounts.owner, query: { business_id, status: "delivered" } });
    expect(answer.body).toEqual(
      success({
        sms: [
          {
            id: idOf("sms"),
            business_id,
            lead_id: idOf("lead"),
            phone: IN.from,
            message: IN.text,
            direction: "inbound",
            status: "delivered",
            error: null,
            media: [],
            created_at: INSTANT,
          },
        ],
        pagination: { page: 1, limit: 20, total: 1, pages: 1 },
      }),
    );
    const theirs = { business_id: accounts.stranger.businessId };
    expect(dataOf(await get(GET, { as: accounts.stranger, query: theirs })).sms).toEqual([]);
    expect((await get(GET, { as: accounts.owner, query: theirs })).status).toBe(404);
  });
});
