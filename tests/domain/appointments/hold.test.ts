import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  getAppointment,
  holdSlot,
  listAppointments,
  releaseHolds,
} from "@/lib/domain/appointments";
import { findSlots } from "@/lib/domain/calendars";
import { makeTenant } from "../../support/context";
import { at, booking, eventsOf, openBusiness, receptionist } from "./open-business";

const FIVE_MINUTES = 5 * 60_000;
const later = (minutes: number) => new Date(at("09:00", "2026-03-02").getTime() + minutes * 60_000);

describe("a hold", () => {
  it("keeps the time for five minutes from everybody else", async () => {
    const { ctx, clock } = await openBusiness();
    const one = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00") });
    expect(hold).toMatchObject({ status: "held", conversationId: one.conversationId });
    expect(hold.heldUntil?.getTime()).toBe(clock.now().getTime() + FIVE_MINUTES);
    const other = await receptionist(ctx);
    const taken = { code: "slot_taken", detail: { data: { alternatives: expect.any(Array) } } };
    await expect(holdSlot(other.ctx, { startsAt: at("10:15") })).rejects.toMatchObject(taken);
    await expect(bookAppointment(other.ctx, booking(at("10:00")))).rejects.toMatchObject(taken);
    await expect(bookAppointment(ctx, booking(at("10:00")))).rejects.toMatchObject(taken);
    const day = { from: at("10:00"), to: at("10:30") };
    expect(await findSlots(ctx, day)).toEqual([]);
    expect(await findSlots(ctx, { ...day, conversationId: one.conversationId })).toHaveLength(2);
  });

  it("blocks nothing once it has expired", async () => {
    const { ctx, clock } = await openBusiness();
    const one = await receptionist(ctx);
    await holdSlot(one.ctx, { startsAt: at("10:00") });
    clock.set(later(5));
    expect(await findSlots(ctx, { from: at("10:00"), to: at("10:01") })).toHaveLength(1);
    const made = await bookAppointment(ctx, booking(at("10:15")));
    expect(made.status).toBe("pending");
  });

  it("is neither listed nor found nor cancelled as an appointment", async () => {
    const { ctx } = await openBusiness();
    const { id } = await holdSlot((await receptionist(ctx)).ctx, { startsAt: at("10:00") });
    expect(await listAppointments(ctx, { page: 1, limit: 10 })).toMatchObject({ items: [], total: 0 });
    const missing = { code: "not_found", detail: { subject: "appointment" } };
    await expect(getAppointment(ctx, id)).rejects.toMatchObject(missing);
    await expect(cancelAppointment(ctx, { id })).rejects.toMatchObject(missing);
  });

  it("is one for each conversation: the next one gives up the first", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    await holdSlot(one.ctx, { startsAt: at("10:00") });
    await holdSlot(one.ctx, { startsAt: at("10:15") });
    expect((await bookAppointment(ctx, booking(at("09:45")))).status).toBe("pending");
  });

  it("stays when the next one cannot be had", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    await bookAppointment(ctx, booking(at("11:00")));
    await holdSlot(one.ctx, { startsAt: at("10:00") });
    await expect(holdSlot(one.ctx, { startsAt: at("11:00") })).rejects.toMatchObject({ code: "slot_taken" });
    await expect(bookAppointment(ctx, booking(at("10:00")))).rejects.toMatchObject({ code: "slot_taken" });
  });

  it("is released by its conversation", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    await holdSlot(one.ctx, { startsAt: at("10:00") });
    expect(await releaseHolds(one.ctx, { conversationId: one.conversationId })).toBe(1);
    expect(await releaseHolds(one.ctx, { conversationId: one.conversationId })).toBe(0);
    expect((await bookAppointment(ctx, booking(at("10:00")))).status).toBe("pending");
  });

  it("follows the rules of customers", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    await expect(holdSlot(one.ctx, { startsAt: at("18:00") })).rejects.toMatchObject({
      code: "validation_failed",
    });
    const stranger = await makeTenant();
    const { conversationId } = await receptionist(stranger.ctx);
    await expect(holdSlot(ctx, { startsAt: at("10:00"), conversationId })).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "conversation" },
    });
  });
});

describe("a booking out of a hold", () => {
  it("is the same row, announced now and not before", async () => {
    const { ctx, serviceId } = await openBusiness();
    const one = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00"), serviceId });
    expect(await eventsOf(ctx, hold.id)).toEqual([]);
    const made = await bookAppointment(one.ctx, {
      ...booking(at("10:00")),
      holdId: hold.id,
      source: "call",
      status: "confirmed",
    });
    expect(made).toMatchObject({
      id: hold.id,
      number: hold.number,
      serviceId,
      conversationId: one.conversationId,
      status: "confirmed",
      heldUntil: null,
      title: "Check-up",
      source: "call",
      sequence: 0,
    });
    expect(await eventsOf(ctx, hold.id)).toEqual(["appointment.created"]);
  });

  it("needs no hold id in the same conversation", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00") });
    expect((await bookAppointment(one.ctx, booking(at("10:00")))).id).toBe(hold.id);
  });

  it("may be made by staff, not by another conversation", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    const other = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00") });
    const wish = { ...booking(at("10:00")), holdId: hold.id };
    await expect(bookAppointment(other.ctx, wish)).rejects.toMatchObject({ code: "slot_taken" });
    expect((await bookAppointment(ctx, wish)).id).toBe(hold.id);
  });

  it("stands on its own when the hold has expired: free, it is booked; taken, it is refused", async () => {
    const { ctx, clock } = await openBusiness();
    const one = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00") });
    clock.set(later(6));
    const wish = { ...booking(at("10:00")), holdId: hold.id };
    expect((await bookAppointment(one.ctx, wish)).status).toBe("pending");
    await expect(bookAppointment(one.ctx, wish)).rejects.toMatchObject({ code: "slot_taken" });
  });

  it("gives the hold up when the customer takes another time", async () => {
    const { ctx } = await openBusiness();
    const one = await receptionist(ctx);
    const hold = await holdSlot(one.ctx, { startsAt: at("10:00") });
    const made = await bookAppointment(one.ctx, { ...booking(at("10:15")), holdId: hold.id });
    expect(made.startsAt).toEqual(at("10:15"));
    expect((await bookAppointment(ctx, booking(at("09:45")))).status).toBe("pending");
  });
});
