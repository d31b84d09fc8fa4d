import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  listAppointments,
  rescheduleAppointment,
} from "@/lib/domain/appointments";
import { makeTenant } from "../../support/context";
import { at, booking, openBusiness } from "./open-business";

describe("the list", () => {
  it("filters by time, state, calendar and customer, and pages", async () => {
    const { ctx, calendarId } = await openBusiness();
    const customer = { name: "Ada", phone: "+12125550001" };
    const one = await bookAppointment(ctx, { ...booking(at("09:00")), customer });
    const two = await bookAppointment(ctx, booking(at("10:00")));
    const three = await bookAppointment(ctx, booking(at("11:00")));
    await cancelAppointment(ctx, { id: three.id });
    const ids = async (filter: Partial<Parameters<typeof listAppointments>[1]>) => {
      const page = await listAppointments(ctx, { page: 1, limit: 10, ...filter });
      expect(page.total).toBe(page.items.length);
      return page.items.map((appointment) => appointment.id);
    };
    expect(await ids({})).toEqual([three.id, two.id, one.id]);
    expect(await ids({ from: at("10:00"), to: at("11:00") })).toEqual([two.id]);
    expect(await ids({ from: at("09:00") })).toEqual([one.id, two.id, three.id]);
    expect(await ids({ status: "cancelled" })).toEqual([three.id]);
    expect(await ids({ status: ["pending", "confirmed"], order: "earliest" })).toEqual([one.id, two.id]);
    expect(await ids({ contactId: one.contactId ?? undefined })).toEqual([one.id]);
    expect(await ids({ calendarId })).toHaveLength(3);
    const second = await listAppointments(ctx, { page: 2, limit: 2 });
    expect(second).toMatchObject({ items: [{ id: one.id }], total: 3, page: 2, limit: 2 });
    expect((await listAppointments((await makeTenant()).ctx, { page: 1, limit: 10 })).items).toEqual([]);
  });
});

describe("any sequence of bookings, moves and cancellations", () => {
  it("never has two live appointments at once in a calendar", async () => {
    const minute = fc.integer({ min: 0, max: 20 }).map((step) => step * 15);
    const step = fc.record({
      act: fc.constantFrom("book", "move", "cancel"),
      minute,
      durationMinutes: fc.constantFrom(15, 30, 60),
      pick: fc.nat(10),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const { ctx } = await openBusiness();
        const ids: string[] = [];
        for (const { act, minute: offset, durationMinutes, pick } of steps) {
          const startsAt = new Date(at("09:00").getTime() + offset * 60_000);
          const id = ids[pick % Math.max(1, ids.length)];
          const work =
            act === "book" || !id
              ? bookAppointment(ctx, { ...booking(startsAt), durationMinutes }).then((made) =>
                  ids.push(made.id),
                )
              : act === "move"
                ? rescheduleAppointment(ctx, { id, startsAt, durationMinutes, rules: "hours" })
                : cancelAppointment(ctx, { id });
          await work.catch((error: { code?: string }) => {
            expect(["slot_taken", "conflict"]).toContain(error.code);
          });
        }
        const { items } = await listAppointments(ctx, {
          page: 1,
          limit: 100,
          status: ["pending", "confirmed"],
          order: "earliest",
        });
        for (const [index, appointment] of items.entries()) {
          const next = items[index + 1];
          if (next) expect(next.startsAt.getTime()).toBeGreaterThanOrEqual(appointment.endsAt.getTime());
        }
      }),
      { numRuns: 15 },
    );
  });
});
