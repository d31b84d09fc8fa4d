import { describe, expect, it } from "vitest";
import { INSTANT } from "../../support";
import { type Office, openOffice } from "../office";
import { asRole, refusal } from "../support";

/** So many days after the Monday at which these offices stand, at ten in UTC. */
const ten = (days = 2): string => `2026-03-0${2 + days}T10:00:00.000Z`;
const wish = (date = ten()) => ({
  customer: "Ana Lima",
  phone: "+16175550123",
  email: "ana@example.com",
  service: "Deep cleaning",
  date,
  status: "upcoming",
  notes: "First visit",
});
async function book(office: Office, body: object = wish()): Promise<{ id: string; body: object }> {
  const made = await office.make("POST /bookings", { body });
  return { id: String(made.id), body: made };
}

describe("POST /bookings", () => {
  it("201: reads back as written, in the list and by its id", async () => {
    const office = await openOffice();
    const made = await book(office);
    const numbers = { id: expect.any(Number), businessId: expect.any(Number) };
    expect(made.body).toEqual({ ...numbers, ...wish(), createdAt: INSTANT });
    expect((await office.ask("GET /bookings/:id", { id: made.id })).body).toEqual(made.body);
    expect((await office.ask("GET /bookings")).body).toEqual([made.body]);
  });

  it("201: null where nothing is known, and the status that was sent", async () => {
    const office = await openOffice();
    const bare = { ...wish(), phone: null, email: null, notes: null, status: "canceled" };
    expect((await book(office, bare)).body).toMatchObject(bare);
    const done = { ...bare, status: "completed" };
    expect((await book(office, done)).body).toMatchObject(done);
  });

  it("400: names what is missing, and why a time cannot be", async () => {
    const office = await openOffice();
    const wrong = [expect.any(String)];
    const empty = await office.ask("POST /bookings", { body: {} });
    expect(empty.status).toBe(400);
    expect(empty.body).toEqual(
      refusal("Validation failed", { customer: wrong, service: wrong, date: wrong }),
    );
    for (const date of [ten().replace("T10", "T03"), "2020-01-06T10:00:00.000Z"]) {
      const answer = await office.ask("POST /bookings", { body: wish(date) });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String), { date: wrong }));
    }
  });

  it("409: a time that is taken, with the next free ones", async () => {
    const office = await openOffice();
    await book(office);
    const answer = await office.ask("POST /bookings", { body: wish() });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      ...refusal("That time is taken."),
      details: { alternatives: [INSTANT, INSTANT, INSTANT] },
    });
  });

  it("403: who may not write", async () => {
    const office = await openOffice();
    const { headers } = await asRole(office.person, "guest");
    expect((await office.ask("POST /bookings", { headers, body: wish() })).status).toBe(403);
    expect((await office.ask("GET /bookings", { headers })).status).toBe(200);
  });
});

describe("PUT /bookings/:id", () => {
  it("200: changes everything, leaves what is absent, null empties", async () => {
    const office = await openOffice();
    const { id, body: before } = await book(office);
    const change = {
      customer: "Ana Souza",
      phone: "+16175550199",
      email: "souza@example.com",
      service: "Check-up",
      date: ten(3),
      notes: "Moved",
    };
    const answer = await office.ask("PUT /bookings/:id", { id, body: change });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...before, ...change });
    const done = await office.ask("PUT /bookings/:id", {
      id,
      body: { status: "completed", notes: null, phone: null },
    });
    const after = { ...before, ...change, status: "completed", notes: null, phone: null };
    expect(done.body).toEqual(after);
    expect((await office.ask("PUT /bookings/:id", { id, body: after })).body).toEqual(after);
  });

  it("400 and 409: a time that cannot be changes nothing", async () => {
    const office = await openOffice();
    const { id, body: before } = await book(office);
    await book(office, wish(ten(3)));
    const closed = await office.ask("PUT /bookings/:id", {
      id,
      body: { customer: "X", date: ten().replace("T10", "T03") },
    });
    expect(closed.status).toBe(400);
    expect(
      (await office.ask("PUT /bookings/:id", { id, body: { customer: "X", date: ten(3) } })).status,
    ).toBe(409);
    expect((await office.ask("GET /bookings/:id", { id })).body).toEqual(before);
  });
});

describe("DELETE /bookings/:id", () => {
  it("200: gone from its lists and reads, and the time is free", async () => {
    const office = await openOffice();
    const { id } = await book(office);
    const answer = await office.ask("DELETE /bookings/:id", { id });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Booking deleted successfully" });
    expect((await office.ask("GET /bookings")).body).toEqual([]);
    for (const gone of [
      await office.ask("GET /bookings/:id", { id }),
      await office.ask("DELETE /bookings/:id", { id }),
    ]) {
      expect(gone.status).toBe(404);
      expect(gone.body).toEqual(refusal("Appointment not found"));
    }
    await book(office);
  });
});

it("404: another business sees, changes and deletes nothing", async () => {
  const [office, stranger] = [await openOffice(), await openOffice()];
  const { id, body } = await book(office);
  expect((await stranger.ask("GET /bookings")).body).toEqual([]);
  for (const wanted of [id, "x", "0", "99999999999999999999"]) {
    expect((await stranger.ask("GET /bookings/:id", { id: wanted })).status).toBe(404);
    expect((await stranger.ask("PUT /bookings/:id", { id: wanted, body: {} })).status).toBe(404);
    expect((await stranger.ask("DELETE /bookings/:id", { id: wanted })).status).toBe(404);
  }
  expect((await office.ask("GET /bookings/:id", { id })).body).toEqual(body);
});
