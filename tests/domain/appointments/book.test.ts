import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  getAppointment,
  listAppointments,
  upcomingAppointmentsOf,
} from "@/lib/domain/appointments";
import { createService } from "@/lib/domain/businesses";
import { createCalendar } from "@/lib/domain/calendars";
import { findContactByPhone, findOrCreateContact } from "@/lib/domain/contacts";
import { createContext } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { createLead } from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";
import { at, booking, eventsOf, openBusiness } from "./open-business";

const UNKNOWN = "0190a000-0000-7000-8000-000000000000";

describe("a booking", () => {
  it("takes the time, names the customer and is announced once", async () => {
    const { ctx, calendarId, serviceId, ports, businessId } = await openBusiness();
    const made = await bookAppointment(ctx, {
      ...booking(at("10:00")),
      serviceId,
      notes: "First visit",
      customer: { name: "Grace Hopper", phone: "(212) 555-2368", email: "Grace@Example.com" },
    });
    expect(made).toMatchObject({
      calendarId,
      serviceId,
      businessId,
      status: "pending",
      startsAt: at("10:00"),
      endsAt: at("10:30"),
      heldUntil: null,
      title: "Check-up",
      notes: "First visit",
      customerName: "Grace Hopper",
      customerPhone: "+12125552368",
      customerEmail: "grace@example.com",
      source: "web",
      sequence: 0,
      cancelledAt: null,
    });
    expect(await getAppointment(ctx, made.id)).toEqual(made);
    expect(await eventsOf(ctx, made.id)).toEqual(["appointment.created"]);
    expect(ports.published.at(-1)?.topics).toContain("appointment");
    const contact = await findContactByPhone(ctx, "+12125552368");
    expect(made.contactId).toBe(contact?.id);
    expect(await upcomingAppointmentsOf(ctx, { contactId: contact?.id ?? UNKNOWN })).toEqual([made]);
  });

  it("lasts as long as asked, else as its service, else half an hour", async () => {
    const { ctx } = await openBusiness();
    const service = await createService(ctx, { name: "Surgery", durationMinutes: 90 });
    const plain = await bookAppointment(ctx, booking(at("09:00")));
    const surgery = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId: service.id });
    const short = await bookAppointment(ctx, {
      ...booking(at("13:00")),
      serviceId: service.id,
      durationMinutes: 20,
    });
    expect([plain.endsAt, surgery.endsAt, short.endsAt]).toEqual([at("09:30"), at("11:30"), at("13:20")]);
  });

  it("may follow another back to back", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, booking(at("10:00")));
    const next = await bookAppointment(ctx, booking(at("10:30")));
    const before = await bookAppointment(ctx, booking(at("09:30")));
    expect([next.status, before.status]).toEqual(["pending", "pending"]);
  });

  it("goes to the first calendar in order that offers the service and is free", async () => {
    const { ctx, calendarId } = await openBusiness();
    const cleaning = await createService(ctx, { name: "Cleaning", durationMinutes: 30 });
    const hygienist = await createCalendar(ctx, { name: "Hygienist", serviceIds: [cleaning.id] });
    const other = await createService(ctx, { name: "X-ray", durationMinutes: 30 });
    const wish = { ...booking(at("10:00")), serviceId: cleaning.id };
    expect((await bookAppointment(ctx, wish)).calendarId).toBe(calendarId);
    expect((await bookAppointment(ctx, wish)).calendarId).toBe(hygienist.id);
    await expect(bookAppointment(ctx, wish)).rejects.toMatchObject({ code: "slot_taken" });
    await expect(bookAppointment(ctx, { ...wish, serviceId: other.id })).rejects.toMatchObject({
      code: "slot_taken",
    });
    const wrong = { ...booking(at("11:00")), serviceId: other.id, calendarId: hygienist.id };
    await expect(bookAppointment(ctx, wrong)).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("makes the first calendar of a business that has none", async () => {
    const { ctx } = await makeTenant();
    const made = await bookAppointment(ctx, { ...booking(at("10:00")), rules: "free" });
    expect(made.status).toBe("pending");
  });

  it("knows its customer through the lead, the contact or the conversation that it names", async () => {
    const { ctx } = await openBusiness();
    const contact = await findOrCreateContact(ctx, { name: "Ada", phone: "+12125550001" });
    const lead = await createLead(ctx, { name: "Bo", phone: "+12125550002", source: "web" });
    const plain = { ...booking(at("09:00")), customer: {} };
    const byContact = await bookAppointment(ctx, { ...plain, contactId: contact.id });
    expect(byContact).toMatchObject({ contactId: contact.id, customerName: "Ada" });
    const byLead = await bookAppointment(ctx, { ...plain, startsAt: at("10:00"), leadId: lead.id });
    expect(byLead).toMatchObject({
      leadId: lead.id,
      contactId: lead.contactId,
      customerName: "Bo",
      customerPhone: "+12125550002",
    });
    const { id } = await startConversation(ctx, { channel: "voice", contactId: contact.id });
    const inTalk = await bookAppointment(ctx, { ...plain, startsAt: at("11:00"), conversationId: id });
    expect(inTalk).toMatchObject({ conversationId: id, contactId: contact.id, customerName: "Ada" });
  });

  it("needs no more than the right to book, alternatives included", async () => {
    const { ctx } = await openBusiness();
    const key = createContext({
      ...ctx,
      actor: { kind: "api_key", keyId: UNKNOWN, permissions: ["appointment:write"] },
    });
    expect((await bookAppointment(key, booking(at("10:00")))).status).toBe("pending");
    await expect(bookAppointment(key, booking(at("10:00")))).rejects.toMatchObject({
      code: "slot_taken",
      detail: {
        data: { alternatives: [at("10:30"), at("10:45"), at("11:00")].map((time) => time.toISOString()) },
      },
    });
  });
});

describe("a taken time", () => {
  it("is refused with the next three free starts", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, booking(at("10:00")));
    await bookAppointment(ctx, booking(at("10:45")));
    const refused = bookAppointment(ctx, booking(at("10:15")));
    await expect(refused).rejects.toMatchObject({
      code: "slot_taken",
      message: "That time is taken.",
      detail: {
        subject: "appointment",
        data: {
          alternatives: [at("11:15"), at("11:30"), at("11:45")].map((start) => start.toISOString()),
        },
      },
    });
    expect((await listAppointments(ctx, { page: 1, limit: 10 })).total).toBe(2);
  });

  it("leaves no contact behind", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, booking(at("10:00")));
    const late = { ...booking(at("10:00")), customer: { name: "Late", phone: "+12125550009" } };
    await expect(bookAppointment(ctx, late)).rejects.toMatchObject({ code: "slot_taken" });
    expect(await findContactByPhone(ctx, "+12125550009")).toBeFalsy();
  });

  it("has the alternatives on later days where the day is full", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, { ...booking(at("09:00", "2026-03-06")), durationMinutes: 480 });
    const refused = bookAppointment(ctx, booking(at("09:00", "2026-03-06")));
    // On the Monday after, New York is on summer time.
    const monday = ["13:00", "13:15", "13:30"].map((time) => `2026-03-09T${time}:00.000Z`);
    await expect(refused).rejects.toMatchObject({ detail: { data: { alternatives: monday } } });
  });

  it("is free again once cancelled", async () => {
    const { ctx } = await openBusiness();
    const first = await bookAppointment(ctx, booking(at("10:00")));
    await cancelAppointment(ctx, { id: first.id });
    const second = await bookAppointment(ctx, booking(at("10:00")));
    expect(second.id).not.toBe(first.id);
  });
});
