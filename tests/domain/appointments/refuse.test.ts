import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { addClosure, updateService } from "@/lib/domain/businesses";
import { updateCalendar } from "@/lib/domain/calendars";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { createLead } from "@/lib/domain/leads";
import { at, booking, openBusiness, receptionist } from "./open-business";

const UNKNOWN = "0190a000-0000-7000-8000-000000000000";

describe("what cannot be booked", () => {
  const refusal = async (setup: (business: Awaited<ReturnType<typeof openBusiness>>) => Promise<unknown>) => {
    const business = await openBusiness();
    try {
      await setup(business);
    } catch (error) {
      return error;
    }
    throw new Error("It was booked");
  };
  const saying = (message: string) => ({
    code: "validation_failed",
    message: expect.stringContaining(message),
    detail: { fields: { startsAt: [expect.stringContaining(message)] } },
  });

  it("is the past, whatever the rules", async () => {
    for (const rules of ["hours", "free"] as const) {
      const error = await refusal(({ ctx }) =>
        bookAppointment(ctx, { ...booking(at("09:00", "2026-02-27")), rules }),
      );
      expect(error).toMatchObject(saying("already passed"));
    }
  });

  it("is a closed day, a closure and a time outside opening hours, and the answer says which", async () => {
    const sunday = await refusal(({ ctx }) => bookAppointment(ctx, booking(at("10:00", "2026-03-08"))));
    expect(sunday).toMatchObject(saying("Closed on Sunday, March 8"));
    const late = await refusal(({ ctx }) => bookAppointment(ctx, booking(at("16:45"))));
    expect(late).toMatchObject(saying("on Tuesday, March 3 open 09:00–17:00, asked for 16:45–17:15"));
    const closure = await refusal(async ({ ctx }) => {
      const day = { startsAtLocal: "2026-03-03T00:00", endsAtLocal: "2026-03-04T00:00" };
      await addClosure(ctx, { name: "Town fair", ...day });
      await bookAppointment(ctx, booking(at("10:00")));
    });
    expect(closure).toMatchObject(saying("Closed on Tuesday, March 3 (Town fair)"));
  });

  it("is too soon or too far ahead", async () => {
    const soon = await refusal(async ({ ctx, calendarId }) => {
      await updateCalendar(ctx, { id: calendarId, minimumNoticeMinutes: 120 });
      await bookAppointment(ctx, booking(at("10:30", "2026-03-02")));
    });
    expect(soon).toMatchObject(saying("Too soon: appointments need 2 hours of notice"));
    const far = await refusal(async ({ ctx, calendarId }) => {
      await updateCalendar(ctx, { id: calendarId, bookingHorizonDays: 1 });
      await bookAppointment(ctx, booking(at("10:00")));
      await bookAppointment(ctx, booking(at("10:00", "2026-03-04")));
    });
    expect(far).toMatchObject(saying("up to 1 day ahead"));
  });

  it("is bookable for staff at any free time to come", async () => {
    const { ctx } = await openBusiness();
    const sunday = { ...booking(at("22:00", "2026-03-08")), rules: "free" as const };
    expect((await bookAppointment(ctx, sunday)).status).toBe("pending");
    await expect(bookAppointment(ctx, sunday)).rejects.toMatchObject({ code: "slot_taken" });
  });

  it("has no length, or more than a day's", async () => {
    for (const durationMinutes of [0, -30, 1441, 10.5]) {
      const error = await refusal(({ ctx }) =>
        bookAppointment(ctx, { ...booking(at("10:00")), durationMinutes }),
      );
      expect(error).toMatchObject({
        code: "validation_failed",
        detail: { fields: { durationMinutes: [expect.any(String)] } },
      });
    }
  });

  it("is a date that no calendar has", async () => {
    for (const startsAt of [new Date("never"), new Date(8.64e15), new Date(-8.64e15)]) {
      for (const rules of ["hours", "free"] as const) {
        const error = await refusal(({ ctx }) => bookAppointment(ctx, { ...booking(startsAt), rules }));
        expect(error).toMatchObject({
          code: "validation_failed",
          detail: { fields: { startsAt: [expect.any(String)] } },
        });
      }
    }
    const last = { ...booking(new Date("9989-12-30T00:00Z")), rules: "free" as const };
    const { ctx } = await openBusiness();
    expect((await bookAppointment(ctx, last)).startsAt).toEqual(last.startsAt);
    await expect(bookAppointment(ctx, last)).rejects.toMatchObject({ code: "slot_taken" });
  });

  it("is a service that is no longer offered, but staff may", async () => {
    const { ctx, serviceId } = await openBusiness();
    await updateService(ctx, { id: serviceId, isActive: false });
    const wish = { ...booking(at("10:00")), serviceId };
    await expect(bookAppointment(ctx, wish)).rejects.toMatchObject({ code: "validation_failed" });
    expect((await bookAppointment(ctx, { ...wish, rules: "free" })).serviceId).toBe(serviceId);
  });

  it("names a calendar, service, contact, lead or conversation that the business does not have", async () => {
    const stranger = await openBusiness();
    const { conversationId } = await receptionist(stranger.ctx);
    const lead = await createLead(stranger.ctx, { name: "Theirs", source: "web" });
    const contact = await findOrCreateContact(stranger.ctx, { name: "Theirs", phone: "+12125550003" });
    const foreign = [
      ["calendar", { calendarId: stranger.calendarId }],
      ["service", { serviceId: stranger.serviceId }],
      ["contact", { contactId: contact.id }],
      ["lead", { leadId: lead.id }],
      ["conversation", { conversationId }],
      ["lead", { leadId: UNKNOWN }],
    ] as const;
    for (const [subject, link] of foreign) {
      const error = await refusal(({ ctx }) => bookAppointment(ctx, { ...booking(at("10:00")), ...link }));
      expect(error).toMatchObject({ code: "not_found", detail: { subject } });
    }
  });

  it("has a phone number that is none", async () => {
    const customer = { name: "Ada", phone: "call me" };
    const error = await refusal(({ ctx }) => bookAppointment(ctx, { ...booking(at("10:00")), customer }));
    expect(error).toMatchObject({
      code: "validation_failed",
      detail: { fields: { "customer.phone": [expect.any(String)] } },
    });
  });

  it("is anything, for a guest", async () => {
    const tenant = await openBusiness();
    const guest = await tenant.as("guest");
    await expect(bookAppointment(guest, booking(at("10:00")))).rejects.toMatchObject({ code: "forbidden" });
  });
});
