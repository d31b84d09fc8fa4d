import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { type Line, type Office, onChannel, openOffice, TUESDAY_THREE } from "./tool-office";

const ANA = "+12125550123";
const booking = { starts_at: TUESDAY_THREE, service: "cleaning", name: "Ana María López" };
const WEDNESDAY_TEN = "2026-03-04T15:00:00.000Z";

/** An office with Ana's cleaning on Tuesday. */
async function officeOfAna(): Promise<{ office: Office; id: string }> {
  const office = await openOffice();
  const { receipt } = await (await office.call(ANA)).use("book_appointment", booking);
  if (!receipt) throw new Error("Ana's appointment is not booked");
  return { office, id: receipt.id };
}

/** Asks for the appointment in every way that a tool allows. */
const attempts = (line: Line, proof: object, id?: string) =>
  Promise.all([
    line.use("find_appointments", proof),
    line.use("cancel_appointment", { ...proof, ...(id ? { appointment_id: id } : {}) }),
    line.use("reschedule_appointment", { ...proof, starts_at: WEDNESDAY_TEN }),
  ]);

describe("whose lead it is", () => {
  it("is not told or changed by a stranger who knows the number, who gets a lead of their own", async () => {
    const office = await openOffice();
    const own = await (await office.call(ANA)).use("capture_lead", { name: "Ana López", reason: "Braces" });
    const [before] = await office.rows("leads");
    const line = await office.call(null);
    const noted = await line.use("capture_lead", { phone: ANA, reason: "Say nothing to her" });
    expect(noted.result).toEqual({ noted: true, lead_id: noted.receipt?.id, name: "" });
    const leads = await office.rows("leads");
    expect(leads).toHaveLength(2);
    expect(leads.find(({ id }) => id === own.receipt?.id)).toEqual(before);
    // What the same conversation says later goes into its own lead.
    const again = await line.use("capture_lead", { name: "Eve", phone: ANA });
    expect(again).toEqual({
      result: { noted: true, lead_id: noted.receipt?.id, name: "Eve" },
      receipt: noted.receipt,
    });
  });

  it("goes on where the number that calls comes again", async () => {
    const office = await openOffice();
    const first = await (await office.call(ANA)).use("capture_lead", { name: "Ana López", reason: "Braces" });
    const second = await (await office.call(ANA)).use("capture_lead", { reason: "Whitening" });
    expect(second.receipt).toEqual(first.receipt);
    expect(await office.rows("leads")).toMatchObject([{ name: "Ana López", reason: "Braces\nWhitening" }]);
  });
});

describe("whose appointment it is", () => {
  it("is clear where one person uses the number that calls", async () => {
    const { office, id } = await officeOfAna();
    const line = await office.call(ANA);
    expect((await line.use("find_appointments")).result).toEqual({
      appointments: [
        {
          appointment_id: id,
          service: "Cleaning",
          starts_at: TUESDAY_THREE,
          local: "Tuesday, March 3 at 3:00 PM",
        },
      ],
    });
    expect((await line.use("cancel_appointment", { name: "Ana" })).receipt?.id).toBe(id);
  });

  it.each([null, "+12125550199"])(
    "is asked of a caller from %s, and nothing is told before",
    async (from) => {
      const { office, id } = await officeOfAna();
      const line = await office.call(from);
      await line.use("capture_lead", { name: "Ana María López", phone: ANA });
      for (const proof of [{}, { name: "Ana López" }, { phone: ANA }, { appointment_date: "2026-03-03" }]) {
        for (const answer of await attempts(line, proof, id)) {
          expect(answer).toEqual({
            result: { error: expect.stringMatching(/ask for the name/), identity: "needed" },
            receipt: null,
          });
        }
      }
      expect(await office.rows("appointments")).toMatchObject([{ status: "confirmed" }]);
    },
  );

  it.each([
    { name: "ana lopez", appointment_date: "2026-03-03" },
    { name: "Ana María López", phone: "(212) 555-0123" },
    { name: "Ana Lopez", phone: "+12125550100", appointment_date: "2026-03-03" },
  ])("is proven by %j", async (proof) => {
    const { office, id } = await officeOfAna();
    const line = await office.call(null);
    const moved = await line.use("reschedule_appointment", { ...proof, starts_at: WEDNESDAY_TEN });
    expect(moved).toMatchObject({ receipt: { kind: "appointment", id }, result: { rescheduled: true } });
    // What was moved in this conversation needs no second proof.
    expect((await line.use("cancel_appointment")).receipt?.id).toBe(id);
  });

  it.each([
    { name: "Eve López", appointment_date: "2026-03-03" },
    { name: "Ana", appointment_date: "2026-03-03" },
    { name: "Ana López", appointment_date: "2026-03-04" },
    { name: "Ana López", phone: "+12125550199" },
    { name: "Nobody Known", phone: "not a number" },
    { name: "John James Mary Maria Ana Garcia Lopez Smith", appointment_date: "2026-03-03" },
    { name: "Ana Mia Eve Lopez", appointment_date: "2026-03-03" },
    { name: "Ana López Ana López Ana López", phone: ANA },
  ])("is not proven by %j, and the answer is the same for all", async (proof) => {
    const { office, id } = await officeOfAna();
    const line = await office.call(null);
    const answers = await attempts(line, proof, id);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ result: { identity: "mismatch" }, receipt: null });
    expect(JSON.stringify(answers)).not.toMatch(/Ana|Cleaning|March|2026|555/);
    expect(await office.rows("appointments")).toMatchObject([{ status: "confirmed" }]);
  });

  it("cannot be guessed: after three wrong answers the conversation opens nothing more", async () => {
    const { office } = await officeOfAna();
    const line = await office.call(null);
    for (const day of ["04", "05", "06"]) {
      const guess = await line.use("find_appointments", {
        name: "Ana López",
        appointment_date: `2026-03-${day}`,
      });
      expect(guess.result.identity).toBe("mismatch");
    }
    const right = { name: "Ana López", appointment_date: "2026-03-03" };
    for (const answer of await attempts(line, right)) expect(answer.result.identity).toBe("refused");
    const another = await office.call(null);
    expect((await another.use("find_appointments", right)).result.appointments).toHaveLength(1);
  });

  it("cannot be guessed by repeating an earlier guess, or by booking what it said", async () => {
    const { office } = await officeOfAna();
    const line = await office.call(null);
    const guess = (day: string) => ({ name: "Ana López", appointment_date: `2026-03-${day}` });
    for (const day of ["04", "05", "06"]) await line.use("cancel_appointment", guess(day));
    await line.use("book_appointment", { starts_at: WEDNESDAY_TEN, name: "Ana López" });
    for (const _again of [1, 2]) {
      for (const day of ["04", "05", "06"]) {
        const answer = await line.use("cancel_appointment", guess(day));
        expect(answer).toMatchObject({ result: { identity: "mismatch" }, receipt: null });
      }
      for (const answer of await attempts(line, guess("03"))) expect(answer.result.identity).toBe("refused");
    }
    expect(await office.rows("appointments")).toMatchObject([
      { status: "confirmed" },
      { status: "confirmed" },
    ]);
  });

  it("cannot be guessed by asking for many days at once", async () => {
    const { office } = await officeOfAna();
    const line = await office.call(null);
    const days = ["04", "05", "06", "09", "10", "11", "12", "13"];
    const answers = await Promise.all(
      days.map((day) =>
        line.use("find_appointments", { name: "Ana López", appointment_date: `2026-03-${day}` }),
      ),
    );
    const told = answers.map(({ result }) => result.identity).sort();
    expect(told).toEqual([...Array(3).fill("mismatch"), ...Array(5).fill("refused")]);
  });

  it.each([
    { from: "+12125550199", names: ["Ana López", "Eve Doe"] },
    { from: null, names: ["Ana López", "ANA  MARÍA lopez"] },
  ])("cannot be guessed over many calls of a day from $from", async ({ from, names }) => {
    const { office } = await officeOfAna();
    const other = await openOffice();
    const guess = async (at: Office, caller: string | null, name: string, day: number) => {
      const proof = { name, appointment_date: `2026-03-${String(day).padStart(2, "0")}` };
      const { result } = await (await at.call(caller)).use("find_appointments", proof);
      return result.identity ?? result.appointments;
    };
    for (let day = 4; day < 10; day += 1) {
      const name = names[day % 2] ?? "";
      expect(await guess(office, from, name, day)).toBe("mismatch");
      expect(await guess(other, from, name, day)).toBe("mismatch");
    }
    expect(await guess(office, from, "Ana López", 3)).toBe("refused");
    // Neither another caller nor the one whose number it is has to pay for it.
    expect(await guess(office, "+12125550188", "Ana López", 3)).toHaveLength(1);
    expect(await guess(office, ANA, "Ana López", 3)).toHaveLength(1);
    expect(await guess(office, null, "Zoe Ray", 3)).toBe("mismatch");
    office.clock.set(new Date(office.clock.now().getTime() + 86_400_000));
    expect(await guess(office, from, "Ana López", 3)).toHaveLength(1);
  });

  it("is asked on a number that several people use, and each opens only their own", async () => {
    const { office, id } = await officeOfAna();
    const mia = await (await office.call(ANA)).use("book_appointment", {
      starts_at: WEDNESDAY_TEN,
      name: "Mia López",
    });
    const line = await office.call(ANA);
    for (const answer of await attempts(line, {}, id)) expect(answer.result.identity).toBe("needed");
    const opened = await line.use("find_appointments", { name: "Mia López", phone: ANA });
    expect(opened.result.appointments).toMatchObject([{ appointment_id: mia.receipt?.id }]);
    const others = await line.use("cancel_appointment", {
      name: "Mia López",
      phone: ANA,
      appointment_id: id,
    });
    expect(others.receipt).toBeNull();
    expect(others.result.error).toMatch(/person who is calling/);
    expect((await line.use("cancel_appointment", { name: "Mia López", phone: ANA })).receipt?.id).toBe(
      mia.receipt?.id,
    );
  });

  it("is asked of a caller who says to be someone else than the one of the number", async () => {
    const { office } = await officeOfAna();
    const line = await office.call(ANA);
    expect((await line.use("cancel_appointment", { name: "Bob Ray" })).result.identity).toBe("needed");
    expect(
      (await line.use("cancel_appointment", { name: "Bob Ray", appointment_date: "2026-03-03" })).result
        .identity,
    ).toBe("mismatch");
  });

  it("is vouched for by the platform of a text message, not by a website", async () => {
    const { office, id } = await officeOfAna();
    const [contact] = await office.rows("contacts");
    const line = await office.call(null);
    await onChannel(line.conversationId, "widget", contact?.id);
    expect((await line.use("cancel_appointment")).result.identity).toBe("needed");
    await onChannel(line.conversationId, "sms", contact?.id);
    expect((await line.use("cancel_appointment")).receipt?.id).toBe(id);
  });

  it.each([
    ["their number", { phone: ANA, email: "eve@example.com" }],
    ["their e-mail", { email: "ana@example.com" }],
    ["both", { phone: ANA, email: "ana@example.com" }],
  ])("is not taken over by a stranger who gives %s as their own", async (_what, claim) => {
    for (const from of [null, "+12125550199"]) {
      const office = await openOffice();
      const known = "phone" in claim ? { phone: ANA } : { email: "ana@example.com" };
      const visit = await bookAppointment(office.ctx, {
        startsAt: new Date(TUESDAY_THREE),
        customer: { name: "Ana López", ...known },
        source: "dashboard",
        status: "confirmed",
        rules: "free",
      });
      const [before] = await office.rows("contacts");
      const line = await office.call(from);
      const noted = await line.use("capture_lead", { ...claim, reason: "Braces" });
      expect(noted.result).toEqual({ noted: true, lead_id: noted.receipt?.id, name: "" });
      await line.use("book_appointment", { starts_at: WEDNESDAY_TEN, name: "Eve Doe", ...claim });
      await line.use("take_message", { message: "Call me", name: "Eve", ...claim });
      const contacts = await office.rows("contacts");
      expect(contacts.find(({ id }) => id === visit.contactId)).toEqual(before);
      const later = await office.call(from);
      expect(JSON.stringify(await attempts(later, {}))).not.toMatch(/March 3/);
      expect(JSON.stringify(await attempts(later, {}, visit.id))).not.toMatch(/March 3/);
      const kept = (await office.rows("appointments")).find(({ id }) => id === visit.id);
      expect(kept).toMatchObject({ status: "confirmed", starts_at: new Date(TUESDAY_THREE) });
    }
  });

  it("lets the number that calls add an e-mail to its own contact", async () => {
    const { office } = await officeOfAna();
    await (await office.call(ANA)).use("capture_lead", { email: "ana@example.com" });
    expect(await office.rows("contacts")).toMatchObject([{ phone: ANA, email: "ana@example.com" }]);
  });

  it("of another business fits nothing", async () => {
    await officeOfAna();
    const line = await (await openOffice()).call(ANA);
    const answer = await line.use("find_appointments", { name: "Ana López", appointment_date: "2026-03-03" });
    expect(answer.result.identity).toBe("mismatch");
  });
});
