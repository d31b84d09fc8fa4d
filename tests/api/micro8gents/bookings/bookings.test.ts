import { describe, expect, it } from "vitest";
import { DELETE, GET as getOne, PUT } from "@/app/api/micro8gents/bookings/[id]/route";
import { GET as getAll, POST } from "@/app/api/micro8gents/bookings/route";
import { PUT as hoursPut } from "@/app/api/micro8gents/business/hours/route";
import { get, INSTANT, post, put, remove } from "../../support";
import { asRole, join, type Person, refusal } from "../support";

/** The coming day after tomorrow at ten, in UTC, in a business that is open every day. */
const ten = (days = 2): string => {
  const day = new Date(Date.now() + days * 86_400_000);
  day.setUTCHours(10, 0, 0, 0);
  return day.toISOString();
};
const wish = (date = ten()) => ({
  customer: "Ana Lima",
  phone: "+16175550123",
  email: "ana@example.com",
  service: "Deep cleaning",
  date,
  status: "upcoming",
  notes: "First visit",
});

async function openEveryDay(): Promise<Person> {
  const person = await join();
  const day = { open: "09:00", close: "17:00", isOpen: true };
  await put(hoursPut, { headers: person.headers, body: { saturday: day, sunday: day } });
  return person;
}
async function book({ headers }: Person, body: object = wish()): Promise<{ id: string; body: object }> {
  const answer = await post(POST, { headers, body });
  expect(answer.status).toBe(201);
  const { id } = answer.body as { id: number };
  return { id: String(id), body: answer.body as object };
}

describe("POST /bookings", () => {
  it("201: reads back as written, in the list and by its id", async () => {
    const person = await openEveryDay();
    const { headers } = person;
    const made = await book(person);
    const numbers = { id: expect.any(Number), businessId: expect.any(Number) };
    expect(made.body).toEqual({ ...numbers, ...wish(), createdAt: INSTANT });
    expect((await get(getOne, { headers, id: made.id })).body).toEqual(made.body);
    expect((await get(getAll, { headers })).body).toEqual([made.body]);
  });

  it("201: null where nothing is known, and the status that was sent", async () => {
    const person = await openEveryDay();
    const bare = { ...wish(), phone: null, email: null, notes: null, status: "canceled" };
    expect((await book(person, bare)).body).toMatchObject(bare);
    const done = { ...bare, status: "completed" };
    expect((await book(person, done)).body).toMatchObject(done);
  });

  it("400: names what is missing, and why a time cannot be", async () => {
    const { headers } = await openEveryDay();
    const wrong = [expect.any(String)];
    const empty = await post(POST, { headers, body: {} });
    expect(empty.status).toBe(400);
    expect(empty.body).toEqual(
      refusal("Validation failed", { customer: wrong, service: wrong, date: wrong }),
    );
    for (const date of [ten().replace("T10", "T03"), "2020-01-06T10:00:00.000Z"]) {
      const answer = await post(POST, { headers, body: wish(date) });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String), { date: wrong }));
    }
  });

  it("409: a time that is taken, with the next free ones", async () => {
    const person = await openEveryDay();
    await book(person);
    const answer = await post(POST, { headers: person.headers, body: wish() });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      ...refusal("That time is taken."),
      details: { alternatives: [INSTANT, INSTANT, INSTANT] },
    });
  });

  it("403: who may not write", async () => {
    const guest = await asRole(await openEveryDay(), "guest");
    expect((await post(POST, { headers: guest.headers, body: wish() })).status).toBe(403);
    expect((await get(getAll, { headers: guest.headers })).status).toBe(200);
  });
});

describe("PUT /bookings/:id", () => {
  it("200: changes everything, leaves what is absent, null empties", async () => {
    const person = await openEveryDay();
    const { headers } = person;
    const { id, body: before } = await book(person);
    const change = {
      customer: "Ana Souza",
      phone: "+16175550199",
      email: "souza@example.com",
      service: "Check-up",
      date: ten(3),
      notes: "Moved",
    };
    const answer = await put(PUT, { headers, id, body: change });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...before, ...change });
    const done = await put(PUT, { headers, id, body: { status: "completed", notes: null, phone: null } });
    const after = { ...before, ...change, status: "completed", notes: null, phone: null };
    expect(done.body).toEqual(after);
    expect((await put(PUT, { headers, id, body: after })).body).toEqual(after);
  });

  it("400 and 409: a time that cannot be changes nothing", async () => {
    const person = await openEveryDay();
    const { headers } = person;
    const { id, body: before } = await book(person);
    await book(person, wish(ten(3)));
    const closed = await put(PUT, {
      headers,
      id,
      body: { customer: "X", date: ten().replace("T10", "T03") },
    });
    expect(closed.status).toBe(400);
    expect((await put(PUT, { headers, id, body: { customer: "X", date: ten(3) } })).status).toBe(409);
    expect((await get(getOne, { headers, id })).body).toEqual(before);
  });
});

describe("DELETE /bookings/:id", () => {
  it("200: gone from its lists and reads, and the time is free", async () => {
    const person = await openEveryDay();
    const { headers } = person;
    const { id } = await book(person);
    const answer = await remove(DELETE, { headers, id });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Booking deleted successfully" });
    expect((await get(getAll, { headers })).body).toEqual([]);
    for (const gone of [await get(getOne, { headers, id }), await remove(DELETE, { headers, id })]) {
      expect(gone.status).toBe(404);
      expect(gone.body).toEqual(refusal("Appointment not found"));
    }
    await book(person);
  });
});

it("404: another business sees, changes and deletes nothing", async () => {
  const [person, stranger] = [await openEveryDay(), await openEveryDay()];
  const { id, body } = await book(person);
  const { headers } = stranger;
  expect((await get(getAll, { headers })).body).toEqual([]);
  for (const wanted of [id, "x", "0", "99999999999999999999"]) {
    expect((await get(getOne, { headers, id: wanted })).status).toBe(404);
    expect((await put(PUT, { headers, id: wanted, body: {} })).status).toBe(404);
    expect((await remove(DELETE, { headers, id: wanted })).status).toBe(404);
  }
  expect((await get(getOne, { headers: person.headers, id })).body).toEqual(body);
});
