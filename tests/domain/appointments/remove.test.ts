import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  completeAppointment,
  getAppointment,
  getAppointmentNumbered,
  holdSlot,
  listAppointments,
  removeAppointment,
} from "@/lib/domain/appointments";
import { makeTenant } from "../../support/context";
import { at, booking, eventsOf, openBusiness } from "./open-business";

const PAGE = { page: 1, limit: 10 };

describe("removing an appointment", () => {
  it("cancels what is to come, frees its time and takes it out of the lists that ask for it", async () => {
    const { ctx } = await openBusiness();
    const made = await bookAppointment(ctx, booking(at("10:00")));
    await removeAppointment(ctx, made.id);
    expect((await listAppointments(ctx, { ...PAGE, isRemovedLeftOut: true })).items).toEqual([]);
    expect((await listAppointments(ctx, PAGE)).items).toMatchObject([{ id: made.id, status: "cancelled" }]);
    expect(await getAppointment(ctx, made.id)).toMatchObject({ status: "cancelled" });
    await expect(getAppointmentNumbered(ctx, made.number)).rejects.toMatchObject({ code: "not_found" });
    expect(await eventsOf(ctx, made.id)).toEqual(["appointment.cancelled", "appointment.created"]);
    expect((await bookAppointment(ctx, booking(at("10:00")))).status).toBe("pending");
  });

  it("leaves what was as it was", async () => {
    const { ctx } = await openBusiness();
    const done = await bookAppointment(ctx, booking(at("10:00")));
    await completeAppointment(ctx, done.id);
    const off = await bookAppointment(ctx, booking(at("11:00")));
    await cancelAppointment(ctx, { id: off.id });
    for (const { id } of [done, off]) await removeAppointment(ctx, id);
    expect(await getAppointment(ctx, done.id)).toMatchObject({ status: "completed" });
    expect(await eventsOf(ctx, off.id)).toEqual(["appointment.cancelled", "appointment.created"]);
  });

  it("a second time finds nothing, nor does it a hold, another tenant's or none", async () => {
    const { ctx } = await openBusiness();
    const made = await bookAppointment(ctx, booking(at("10:00")));
    const held = await holdSlot(ctx, { startsAt: at("12:00") });
    await expect(removeAppointment((await makeTenant()).ctx, made.id)).rejects.toMatchObject({
      code: "not_found",
    });
    await removeAppointment(ctx, made.id);
    for (const id of [made.id, held.id])
      await expect(removeAppointment(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeAppointment(ctx, "x")).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("is not a guest's", async () => {
    const tenant = await openBusiness();
    const { id } = await bookAppointment(tenant.ctx, booking(at("10:00")));
    await expect(removeAppointment(await tenant.as("guest"), id)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await getAppointment(tenant.ctx, id)).toMatchObject({ status: "pending" });
  });
});
