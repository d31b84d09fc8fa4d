import { beforeEach, describe, expect, it } from "vitest";
import { getAppointmentNumbered } from "@/lib/domain/appointments";
import { createService } from "@/lib/domain/businesses";
import { type Context, forBusiness } from "@/lib/domain/context";
import { anonymousContext } from "../../../support/context";
import { INSTANT } from "../../support";
import { type Office, openOffice, rawOf } from "../office";
import { refusal } from "../support";

/** An office that cleans in half an hour and operates in three hours. */
let office: Office;
let ctx: Context;
beforeEach(async () => {
  office = await openOffice();
  const system = { ...(await anonymousContext()), actor: { kind: "system", reason: "test" } } as const;
  ctx = forBusiness(system, (await rawOf(office.person)).businessId);
  await createService(ctx, { name: "Cleaning", durationMinutes: 30 });
  await createService(ctx, { name: "Surgery", durationMinutes: 180 });
});

async function book(time: string, service = "Cleaning"): Promise<{ id: string; number: number }> {
  const body = { customer: "Ana Lima", service, date: `2026-03-04T${time}:00.000Z` };
  const { id } = await office.make("POST /bookings", { body });
  return { id: String(id), number: Number(id) };
}
const change = (id: string, body: object) => office.ask("PUT /bookings/:id", { id, body });
const minutesOf = async (number: number): Promise<number> => {
  const { startsAt, endsAt } = await getAppointmentNumbered(ctx, number);
  return (endsAt.getTime() - startsAt.getTime()) / 60_000;
};

describe("the service of a booking", () => {
  it("sets its length, also when it changes, and other words the default one", async () => {
    const { id, number } = await book("10:00");
    expect(await minutesOf(number)).toBe(30);
    expect((await change(id, { service: "Surgery" })).body).toMatchObject({ service: "Surgery" });
    expect(await minutesOf(number)).toBe(180);
    expect((await change(id, { service: "A talk" })).body).toMatchObject({ service: "A talk" });
    expect(await minutesOf(number)).toBe(30);
  });

  it("may change together with the time", async () => {
    const { id, number } = await book("16:00");
    const date = "2026-03-05T09:00:00.000Z";
    expect((await change(id, { service: "Surgery", date })).body).toMatchObject({ date });
    expect(await minutesOf(number)).toBe(180);
  });

  it("409: longer than the time to the next booking, with the next free ones, and nothing changes", async () => {
    const { id, number } = await book("10:00");
    await book("11:00");
    const answer = await change(id, { service: "Surgery", customer: "Bea" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      ...refusal("That time is taken."),
      details: { alternatives: [INSTANT, INSTANT, INSTANT] },
    });
    expect((await office.ask("GET /bookings/:id", { id })).body).toMatchObject({
      service: "Cleaning",
      customer: "Ana Lima",
    });
    expect(await minutesOf(number)).toBe(30);
  });

  it("400: longer than the day, with the reason", async () => {
    const { id } = await book("16:00");
    const answer = await change(id, { service: "Surgery" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(expect.any(String), { date: [expect.any(String)] }));
  });
});
