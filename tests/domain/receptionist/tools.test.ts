import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { addClosure } from "@/lib/domain/businesses";
import { openOffice, TUESDAY_THREE } from "./tool-office";

const MAYA = "+12125550123";
const booking = { starts_at: TUESDAY_THREE, service: "cleaning", name: "Maya Torres" };

describe("looking things up", () => {
  it("answers from FAQs and says where it found it", async () => {
    const line = await (await openOffice()).call(MAYA);
    expect(await line.use("answer_question", { question: "Are you taking new patients?" })).toMatchObject({
      result: { found: true, answer: "Yes, we welcome new patients.", source: { kind: "faq" } },
      receipt: null,
    });
    expect(await line.use("answer_question", { question: "Do you sell boats?" })).toEqual({
      result: { found: false, answer: null },
      receipt: null,
    });
  });

  it("finds free starts in the business's zone, inside the wished window", async () => {
    const line = await (await openOffice()).call(MAYA);
    const { result } = await line.use("check_availability", {
      date: "2026-03-03",
      from_time: "15:00",
      service: "a cleaning",
    });
    expect(result).toMatchObject({
      service: { name: "Cleaning", duration_minutes: 30 },
      time_zone: "America/New_York",
    });
    const slots = result.slots as { starts_at: string; local: string }[];
    expect(slots[0]).toMatchObject({ starts_at: TUESDAY_THREE, local: "Tuesday, March 3 at 3:00 PM" });
    expect(slots.at(-1)?.local).toBe("Tuesday, March 3 at 4:30 PM");
  });

  it("says why a day has none", async () => {
    const office = await openOffice();
    await addClosure(office.ctx, {
      name: "Staff day",
      startsAtLocal: "2026-03-04T00:00",
      endsAtLocal: "2026-03-05T00:00",
    });
    const line = await office.call(MAYA);
    const closed = async (date: string) => (await line.use("check_availability", { date })).result;
    expect(await closed("2026-03-07")).toMatchObject({ slots: [], closed: "We're closed on Saturdays" });
    expect(await closed("2026-03-04")).toMatchObject({
      closed: "We're closed on Wednesday, March 4 for Staff day",
    });
    expect(await closed("2026-03-01")).toMatchObject({ slots: [], closed: "That day has already passed" });
  });

  it("spreads a range over its days", async () => {
    const line = await (await openOffice()).call(MAYA);
    const { result } = await line.use("check_availability", {
      date: "2026-03-07",
      until_date: "2026-03-15",
      to_time: "12:00",
    });
    const days = new Set((result.slots as { local: string }[]).map(({ local }) => local.split(" at ")[0]));
    expect([...days]).toEqual([
      "Monday, March 9",
      "Tuesday, March 10",
      "Wednesday, March 11",
      "Thursday, March 12",
      "Friday, March 13",
    ]);
  });
});

describe("booking", () => {
  it("holds, books with a receipt, and captures the lead", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const held = await line.use("hold_slot", { starts_at: TUESDAY_THREE, service: "Cleaning" });
    expect(held).toMatchObject({
      receipt: { kind: "hold" },
      result: { local: "Tuesday, March 3 at 3:00 PM" },
    });
    const booked = await line.use("book_appointment", booking);
    expect(booked.receipt).toEqual({ kind: "appointment", id: held.receipt?.id });
    const [row] = await office.rows("appointments");
    expect(row).toMatchObject({
      status: "confirmed",
      source: "call",
      customer_name: "Maya Torres",
      customer_phone: MAYA,
      conversation_id: line.conversationId,
    });
    const [lead] = await office.rows("leads");
    expect(lead).toMatchObject({
      id: row?.lead_id,
      name: "Maya Torres",
      service_interest: "Cleaning",
      source: "call",
    });
  });

  it("takes effect once, called three times in a row", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const answers = [
      await line.use("book_appointment", booking),
      await line.use("book_appointment", { ...booking }),
      await line.use("book_appointment", {
        name: "Maya Torres",
        service: "cleaning",
        starts_at: TUESDAY_THREE,
        extra: 1,
      }),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.receipt?.kind).toBe("appointment");
    expect(await office.rows("appointments")).toHaveLength(1);
    expect(await office.rows("leads")).toHaveLength(1);
    expect(await office.rows("tool_calls")).toHaveLength(1);
  });

  it("takes effect once, called three times at once", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const answers = await Promise.all([1, 2, 3].map(() => line.use("book_appointment", booking)));
    expect(new Set(answers.map(({ receipt }) => receipt?.id)).size).toBe(1);
    expect(await office.rows("appointments")).toHaveLength(1);
    expect((await office.rows("jobs")).filter(({ kind }) => kind === "notify.customer")).toHaveLength(1);
  });

  it("offers alternatives when the time is taken, and leaves nothing half-written", async () => {
    const office = await openOffice();
    await bookAppointment(office.ctx, {
      startsAt: new Date(TUESDAY_THREE),
      customer: { name: "First" },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    const line = await office.call(MAYA);
    const answer = await line.use("book_appointment", booking);
    expect(answer.receipt).toBeNull();
    expect(answer.result.taken).toBe(true);
    const alternatives = answer.result.alternatives as { starts_at: string; local: string }[];
    expect(alternatives).toHaveLength(3);
    expect(alternatives[0]?.local).toBe("Tuesday, March 3 at 3:30 PM");
    expect(await office.rows("leads")).toEqual([]);
    expect(await office.rows("contacts")).toEqual([]);
    expect(
      (await line.use("book_appointment", { ...booking, starts_at: alternatives[0]?.starts_at })).receipt
        ?.kind,
    ).toBe("appointment");
  });

  it("books anew after it was cancelled, instead of answering from the record", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const first = await line.use("book_appointment", booking);
    expect((await line.use("cancel_appointment")).result).toMatchObject({ cancelled: true });
    const second = await line.use("book_appointment", booking);
    expect(second.receipt?.kind).toBe("appointment");
    expect(second.receipt?.id).not.toBe(first.receipt?.id);
  });

  it("does not answer a hold that has run out from the record", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const first = await line.use("hold_slot", { starts_at: TUESDAY_THREE });
    expect((await line.use("hold_slot", { starts_at: TUESDAY_THREE })).receipt).toEqual(first.receipt);
    office.clock.set("2026-03-02T14:06:00Z");
    const later = await line.use("hold_slot", { starts_at: TUESDAY_THREE });
    expect(later.receipt?.kind).toBe("hold");
    expect(later.receipt?.id).not.toBe(first.receipt?.id);
  });

  it("refuses what customers may not book, in words", async () => {
    const line = await (await openOffice()).call(MAYA);
    for (const starts_at of ["2026-03-07T15:00:00Z", "2026-03-02T13:00:00Z", "2026-03-03T23:00:00Z"]) {
      const answer = await line.use("book_appointment", { ...booking, starts_at });
      expect(answer.receipt).toBeNull();
      expect(answer.result.error).toEqual(expect.any(String));
    }
  });

  it("reads a start without an offset as local time", async () => {
    const line = await (await openOffice()).call(MAYA);
    const { result } = await line.use("book_appointment", { ...booking, starts_at: "2026-03-03T15:00" });
    expect(result.starts_at).toBe(TUESDAY_THREE);
  });
});
