import { beforeAll, describe, expect, it } from "vitest";
import { POST as remindPost } from "@/app/api/cloudgreet/appointments/[id]/remind/route";
import { DELETE } from "@/app/api/cloudgreet/appointments/[id]/route";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import {
  type Account,
  dataOf,
  failure,
  INSTANT,
  idOf,
  invalidFields,
  post,
  remove,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";
import { giveNumber, vendorKeys } from "../../vendors";

vendorKeys();
/** The document's body. */
const EXAMPLE = { method: "sms", message: "Reminder: You have an appointment tomorrow at 2 PM" };
/** The document's lead. */
const LEAD = { phone: "+1234567890", email: "john@example.com" };
const accounts = twoAccounts();
let days = 0;

async function book(account: Account, lead: object | null): Promise<string> {
  days += 1;
  const scheduled_date = new Date(Date.now() + days * 86_400_000).toISOString();
  const lead_id = lead && dataOf(await post(leadPost, { as: account, body: lead })).id;
  const body = { scheduled_date, lead_id, type: "consultation" };
  return String(dataOf(await post(appointmentPost, { as: account, body })).id);
}
let id: string;
beforeAll(async () => {
  await giveNumber(accounts.owner);
  id = await book(accounts.owner, LEAD);
});
const remind = (body: unknown, about = id, as = accounts.owner) => post(remindPost, { as, id: about, body });

describe("POST: 201", () => {
  it("sends the document's reminder, once however often it is asked within a minute", async () => {
    const answer = await remind(EXAMPLE);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success({
        id: idOf("reminder"),
        appointment_id: id,
        ...EXAMPLE,
        to: LEAD.phone,
        status: "queued",
        error: null,
        created_at: INSTANT,
      }),
    );
    expect(dataOf(await remind(EXAMPLE)).id).toBe(dataOf(answer).id);
  });

  it("words it itself, and writes to the lead", async () => {
    const answer = await remind({ method: "email" });
    expect(answer.status).toBe(201);
    expect(dataOf(answer)).toMatchObject({
      to: LEAD.email,
      message: expect.stringMatching(/^Hello,\n\nthis is a reminder of your appointment at Harbor Dental\./),
    });
    const reachable = await book(accounts.owner, { ...LEAD, phone: "+12125550143" });
    expect(dataOf(await remind({ message: " ", method: null }, reachable)).method).toBe("sms");
  });
});

describe("POST: 403", () => {
  it("refuses a guest", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const answer = await remind(EXAMPLE, id, guest);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
  });
});

describe("POST: 404", () => {
  it("hides what is another's, and what is none", async () => {
    for (const [about, as] of [
      [id, accounts.stranger],
      [unknownId("appointment"), accounts.owner],
      ["' or 1=1", accounts.owner],
    ] as const) {
      const answer = await remind(EXAMPLE, about, as);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure("APPOINTMENT_NOT_FOUND", "Appointment not found"));
    }
  });
});

describe("POST: 409", () => {
  it("does not remind of what is cancelled", async () => {
    const cancelled = await book(accounts.owner, LEAD);
    await remove(DELETE, { as: accounts.owner, id: cancelled });
    const answer = await remind(EXAMPLE, cancelled);
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      failure("RESOURCE_ALREADY_EXISTS", "This appointment is cancelled. There is nothing to remind of."),
    );
  });
});

describe("POST: 422", () => {
  it.each([
    [{ ...EXAMPLE, method: "pigeon" }, "method"],
    [{ ...EXAMPLE, method: 7 }, "method"],
    [{ ...EXAMPLE, message: "x".repeat(1_601) }, "message"],
    [{ ...EXAMPLE, message: ["x"] }, "message"],
  ])("refuses body %#", async (body, field) => {
    const answer = await remind(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });

  it("says where the customer cannot be reached", async () => {
    const bare = await book(accounts.owner, null);
    for (const body of [{}, EXAMPLE, { method: "email" }]) {
      const answer = await remind(body, bare);
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(invalidFields("method"));
    }
  });
});

describe("POST: 503", () => {
  it("says what is missing where the business has no number", async () => {
    const theirs = await book(accounts.stranger, LEAD);
    const answer = await remind(EXAMPLE, theirs, accounts.stranger);
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual(
      failure("EXTERNAL_SERVICE_ERROR", "This business has no phone number to write from. Add one first."),
    );
  });
});
