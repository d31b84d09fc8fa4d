import { describe, expect, it } from "vitest";
import { bookAppointment, cancelAppointment, rescheduleAppointment } from "@/lib/domain/appointments";
import { updateBusiness } from "@/lib/domain/businesses";
import { inTenant } from "@/lib/domain/context";
import { makeTenant, type Tenant } from "../../support/context";
import { mailsOf, runNotices } from "./mailbox";

const BOOKING = {
  startsAt: new Date("2026-03-11T19:00:00Z"),
  durationMinutes: 45,
  customer: { name: "Ana Diaz", email: "ana@example.com", phone: "+12025550133" },
  title: 'Cleaning, check; and "more"',
  source: "dashboard",
  status: "confirmed",
  rules: "free",
} as const;

/** The properties of a calendar file (RFC 5545 §3.1): folded lines joined, parameters cut off. */
function propertiesOf(file: string): Map<string, string> {
  expect(file.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const lines = file.replace(/\r\n[ \t]/g, "").split("\r\n");
  return new Map(
    lines.filter(Boolean).map((line) => {
      const [, name = "", value = ""] = line.match(/^([A-Z-]+)(?:;[^:]*)?:(.*)$/) ?? [];
      return [name, value];
    }),
  );
}

const calendarFiles = (tenant: Tenant) =>
  inTenant(tenant.ctx, async ({ trx }) => {
    const rows = await trx.selectFrom("mails").select("attachments").orderBy("id").execute();
    return rows.flatMap(({ attachments }) =>
      Array.isArray(attachments) ? attachments.map((item) => propertiesOf(String(Object(item).content))) : [],
    );
  });

describe("a customer with an e-mail address", () => {
  it("gets one confirmation in the business's time, with a calendar file in UTC", async () => {
    const tenant = await makeTenant();
    await updateBusiness(tenant.ctx, {
      address: "1 Main St",
      city: "Portland",
      state: "ME",
      postalCode: "04101",
      email: "hello@harbor.example",
    });
    const appointment = await bookAppointment(tenant.ctx, BOOKING);
    await runNotices(tenant);
    const mails = await mailsOf(tenant);
    expect(mails).toMatchObject([
      { kind: "appointment_confirmation", to: "ana@example.com", attachmentNames: ["appointment.ics"] },
    ]);
    expect(mails[0]?.text).toContain("When: Wednesday, March 11 at 3:00 PM EDT");
    expect(mails[0]?.text).toContain("Where: 1 Main St, Portland, ME 04101");
    const [file] = await calendarFiles(tenant);
    expect(Object.fromEntries(file ?? [])).toMatchObject({
      METHOD: "PUBLISH",
      VERSION: "2.0",
      SEQUENCE: "0",
      DTSTART: "20260311T190000Z",
      DTEND: "20260311T194500Z",
      DTSTAMP: "20260302T140000Z",
      STATUS: "CONFIRMED",
      SUMMARY: 'Cleaning\\, check\\; and "more": Harbor Dental',
      ORGANIZER: "mailto:hello@harbor.example",
    });
    // Whoever has the id can cancel it, and calendars are shown to others.
    expect(file?.get("UID")).toMatch(/^[0-9a-f]{32}@/);
    expect(JSON.stringify([...(file?.values() ?? [])])).not.toContain(appointment.id);
  });

  it("is told that a request still waits", async () => {
    const tenant = await makeTenant();
    await bookAppointment(tenant.ctx, { ...BOOKING, status: "pending" });
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toMatchObject([{ kind: "appointment_request" }]);
    expect((await calendarFiles(tenant))[0]?.get("STATUS")).toBe("TENTATIVE");
  });

  it("has it withdrawn from their calendar when it is cancelled: same UID, later SEQUENCE", async () => {
    const tenant = await makeTenant();
    const { id } = await bookAppointment(tenant.ctx, BOOKING);
    await runNotices(tenant);
    tenant.clock.set("2026-03-02T15:00:00Z");
    await cancelAppointment(tenant.ctx, { id });
    await runNotices(tenant);
    expect((await mailsOf(tenant)).map(({ kind }) => kind)).toEqual([
      "appointment_confirmation",
      "appointment_cancellation",
    ]);
    const [booked, cancelled] = await calendarFiles(tenant);
    expect(cancelled?.get("UID")).toBe(booked?.get("UID"));
    expect(Number(cancelled?.get("SEQUENCE"))).toBeGreaterThan(Number(booked?.get("SEQUENCE")));
    expect(cancelled?.get("METHOD")).toBe("CANCEL");
    expect(cancelled?.get("STATUS")).toBe("CANCELLED");
  });

  it("is told the new time of one that was moved", async () => {
    const tenant = await makeTenant();
    const { id } = await bookAppointment(tenant.ctx, BOOKING);
    await runNotices(tenant);
    tenant.clock.set("2026-03-02T15:00:00Z");
    await rescheduleAppointment(tenant.ctx, {
      id,
      startsAt: new Date("2026-03-12T19:00:00Z"),
      rules: "free",
    });
    await runNotices(tenant);
    const mails = await mailsOf(tenant);
    expect(mails.map(({ kind }) => kind)).toEqual(["appointment_confirmation", "appointment_moved"]);
    expect(mails[1]?.text).toContain("Thursday, March 12 at 3:00 PM EDT");
  });

  it("is not confirmed one that was cancelled before the mail was written", async () => {
    const tenant = await makeTenant();
    const { id } = await bookAppointment(tenant.ctx, BOOKING);
    await cancelAppointment(tenant.ctx, { id });
    await runNotices(tenant);
    expect((await mailsOf(tenant)).map(({ kind }) => kind)).toEqual(["appointment_cancellation"]);
  });
});

describe("a customer without an e-mail address", () => {
  it("gets no mail", async () => {
    const tenant = await makeTenant();
    const customer = { name: "Ana Diaz", phone: "+12025550133" };
    await bookAppointment(tenant.ctx, { ...BOOKING, customer });
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toEqual([]);
  });
});
