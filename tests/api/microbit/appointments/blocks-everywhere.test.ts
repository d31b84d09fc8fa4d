import { expect, it } from "vitest";
import { z } from "zod";
import { POST as schedulePost } from "@/app/api/cloudgreet/appointments/route";
import { POST as bookingsPost } from "@/app/api/micro8gents/bookings/route";
import { findSlots, listCalendars } from "@/lib/domain/calendars";
import { startConversation } from "@/lib/domain/conversations";
import { runTool } from "@/lib/domain/receptionist";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import { post } from "../../support";
import { at, type Bookable, DAY, openCalendar, systemIn } from "../open-calendar";

const offer = z.object({ slots: z.array(z.object({ starts_at: z.string() })) });

/** The other ways into the same business, and what each offers or answers. */
async function waysInto({ office }: Bookable) {
  const { clock, owner } = office;
  const ctx = await systemIn(office);
  const cloudgreet = rebuilt(schedulePost, runtimeUnder({ clock, isQuiet: true }));
  const other = rebuilt(bookingsPost, runtimeUnder({ clock, isQuiet: true }), micro8gents);
  const { headers } = owner;
  return {
    schedule: (time: string) =>
      post(cloudgreet, { headers, body: { scheduled_date: at(time), duration: 30 } }),
    reserve: (time: string) =>
      post(other, { headers, body: { customer: "Ana Lima", service: "A talk", date: at(time) } }),
    async told(): Promise<string[]> {
      const { id } = await startConversation(ctx, { channel: "voice" });
      const asked = { conversationId: id, tool: "check_availability", arguments: { date: DAY } };
      const { result } = await runTool(ctx, asked);
      return offer.parse(result).slots.map(({ starts_at }) => starts_at);
    },
    /** What the dashboard shows as free. */
    async shown(): Promise<string[]> {
      const slots = await findSlots(ctx, { from: new Date(at("00:00")), to: new Date(at("23:59")) });
      return slots.map(({ startsAt }) => startsAt.toISOString());
    },
  };
}

it("a time that is booked here is taken in every other edition, on the phone and in the dashboard", async () => {
  const of = await openCalendar();
  const ways = await waysInto(of);
  expect(await listCalendars(await systemIn(of.office))).toHaveLength(1);
  for (const look of [ways.told, ways.shown]) expect(await look()).toContain(at("10:00"));
  expect((await of.book("10:00")).status).toBe(201);
  for (const look of [ways.told, ways.shown]) {
    const free = await look();
    expect(free).not.toContain(at("10:00"));
    expect(free).toContain(at("11:00"));
  }
  expect([(await ways.schedule("10:00")).status, (await ways.reserve("10:00")).status]).toEqual([409, 409]);
});

it("a time that is booked elsewhere is not offered here, and taken", async () => {
  const of = await openCalendar();
  const ways = await waysInto(of);
  expect((await ways.schedule("10:00")).status).toBe(201);
  expect((await ways.reserve("11:00")).status).toBe(201);
  const { body } = await of.ask("GET /calendars/:calendarId/available-slots", {
    query: { start_date: DAY, end_date: DAY },
  });
  const free = (body as { available_slots: { start_at: string }[] }).available_slots.map(
    ({ start_at }) => start_at,
  );
  expect(free).toContain(at("12:00"));
  for (const time of ["10:00", "11:00"]) {
    expect(free).not.toContain(at(time));
    expect((await of.book(time)).status).toBe(409);
  }
});
