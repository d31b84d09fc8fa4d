import { beforeAll, describe, expect, it } from "vitest";
import {
  DELETE as appointmentDelete,
  GET as appointmentGet,
  PUT as appointmentPut,
} from "@/app/api/cloudgreet/appointments/[id]/route";
import { POST as appointmentPost, GET as appointmentsGet } from "@/app/api/cloudgreet/appointments/route";
import { POST as businessPost } from "@/app/api/cloudgreet/businesses/route";
import { GET as callsGet } from "@/app/api/cloudgreet/calls/route";
import { GET as leadGet, PUT as leadPut } from "@/app/api/cloudgreet/leads/[id]/route";
import { POST as leadPost, GET as leadsGet } from "@/app/api/cloudgreet/leads/route";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../support/context";
import { type Account, dataOf, failure, get, logIn, makeApiKey, post, put, remove, signUp } from "../support";

let owner: Account;
let second: string;
beforeAll(async () => {
  owner = await signUp();
  second = String(dataOf(await post(businessPost, { as: owner, body: { name: "Second" } })).id);
});
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const lead = async () => {
  const body = { business_id: second, name: "Ana" };
  return String(dataOf(await post(leadPost, { as: owner, body })).id);
};
const appointment = async (days: number) => {
  const body = { business_id: second, scheduled_date: inDays(days) };
  return String(dataOf(await post(appointmentPost, { as: owner, body })).id);
};

describe("200: another business of the caller than the token names", () => {
  it("lists what is in it", async () => {
    const id = await lead();
    const query = { business_id: second };
    expect(dataOf(await get(leadsGet, { as: owner, query })).leads).toMatchObject([{ id }]);
    expect((await get(appointmentsGet, { as: owner, query })).status).toBe(200);
    expect((await get(callsGet, { as: owner, query })).status).toBe(200);
    const home = dataOf(await get(leadsGet, { as: owner, query: { business_id: owner.businessId } }));
    expect(home.leads).toEqual([]);
  });

  it("reads and changes a lead of it by its id", async () => {
    const id = await lead();
    expect(await get(leadGet, { as: owner, id })).toMatchObject({
      status: 200,
      body: { data: { business_id: second } },
    });
    const answer = await put(leadPut, { as: owner, id, body: { notes: "Called" } });
    expect(answer).toMatchObject({ status: 200, body: { data: { notes: "Called", business_id: second } } });
  });

  it("reads, moves and cancels an appointment of it by its id", async () => {
    const id = await appointment(1);
    expect(await get(appointmentGet, { as: owner, id })).toMatchObject({ status: 200 });
    const moved = await put(appointmentPut, { as: owner, id, body: { scheduled_date: inDays(2) } });
    expect(moved).toMatchObject({ status: 200, body: { data: { business_id: second } } });
    const cancelled = await remove(appointmentDelete, { as: owner, id });
    expect(cancelled).toMatchObject({ status: 200, body: { data: { status: "cancelled" } } });
  });
});

describe("404", () => {
  it("comes to a key of the first business, which is in no other", async () => {
    const headers = { "x-api-key": await makeApiKey(owner) };
    const id = await lead();
    for (const answer of [
      await get(leadGet, { id, headers }),
      await put(leadPut, { id, headers, body: { notes: "x" } }),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure("LEAD_NOT_FOUND", "Lead not found"));
    }
    const query = { business_id: second };
    expect((await get(leadsGet, { query, headers })).body).toEqual(
      failure("BUSINESS_NOT_FOUND", "Business not found"),
    );
  });
});

describe("403 and 201: the role that counts is the one in the business that is written to", () => {
  it("lets a guest of one business write in their own", async () => {
    const guest = await signUp();
    const own = String(dataOf(await post(businessPost, { as: guest, body: { name: "Own" } })).id);
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("members")
        .set({ role: "guest" })
        .where("user_id", "=", guest.raw.userId)
        .where("business_id", "=", guest.raw.businessId)
        .execute(),
    );
    const as = await logIn(guest);
    const write = (business_id: string) => post(leadPost, { as, body: { business_id, name: "Ana" } });
    const home = await write(guest.businessId);
    expect(home.status).toBe(403);
    expect(home.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    const made = await write(own);
    expect(made.status).toBe(201);
    const id = String(dataOf(made).id);
    expect((await put(leadPut, { as, id, body: { notes: "x" } })).status).toBe(200);
    const book = (business_id: string) =>
      post(appointmentPost, { as, body: { business_id, scheduled_date: inDays(1) } });
    expect([(await book(guest.businessId)).status, (await book(own)).status]).toEqual([403, 201]);
  });
});
