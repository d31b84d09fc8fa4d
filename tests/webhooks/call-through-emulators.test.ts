import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { findSlots } from "@/lib/domain/calendars";
import { runScript } from "@/lib/providers/emulators";
import { BOOKED, BOOKING, booked, HANDLED } from "./booking-call";
import { frontOffice } from "./front-office";
import { CALLER, inboxOf, openPractice, recordOf } from "./practice";

const office = frontOffice();

describe("a call that books", () => {
  it("leaves all that was said and done, and tells everybody", async () => {
    const practice = await openPractice(office);
    const call = await booked(office, practice);
    expect(await call.ended).toEqual({ reason: "agent_hangup" });
    expect(await recordOf(office, practice)).toEqual(BOOKED);
    expect(await inboxOf(office, practice.businessId)).toEqual(HANDLED);
    expect(office.app.served.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it("sends the caller an appointment for their calendar", async () => {
    const practice = await openPractice(office);
    await booked(office, practice);
    const mail = await asService(office.database.kysely, (trx) =>
      trx
        .selectFrom("mails")
        .select("attachments")
        .where("business_id", "=", practice.businessId)
        .where("kind", "=", "appointment_confirmation")
        .executeTakeFirstOrThrow(),
    );
    expect(mail.attachments).toMatchObject([
      { content: expect.stringMatching(/BEGIN:VCALENDAR[\s\S]*DTSTART:20260303T200000Z/) },
    ]);
  });
});

describe("a call whose webhooks go astray", () => {
  it.each<[string, () => void]>([
    [
      "each of them twice, and each tool too",
      () => {
        office.vendors.telnyx.faults.set({ on: "webhook", match: "call", mode: "duplicate" });
        office.vendors.retell.faults.set({ on: "webhook", match: "call", mode: "duplicate" });
        office.vendors.retell.faults.set({ on: "tool", match: "_", mode: "duplicate" });
      },
    ],
    [
      "each first attempt lost on the way",
      () => {
        for (const match of ["initiated", "answered", "bridged", "hangup"])
          office.vendors.telnyx.faults.set({ on: "webhook", match, mode: "fail", times: 2 });
        for (const match of ["started", "ended", "analyzed"])
          office.vendors.retell.faults.set({ on: "webhook", match, mode: "fail", times: 2 });
      },
    ],
    [
      "each after the one that follows it",
      () => {
        for (const match of ["answered", "bridged", "hangup"])
          office.vendors.telnyx.faults.set({ on: "webhook", match, mode: "reorder", times: 1 });
        for (const match of ["started", "ended"])
          office.vendors.retell.faults.set({ on: "webhook", match, mode: "reorder", times: 1 });
      },
    ],
    [
      "the voice vendor's long after the call, the last ones first",
      () => {
        const late = { on: "webhook", mode: "delay" } as const;
        office.vendors.retell.faults.set({ ...late, match: "call_started", milliseconds: 1_500 });
        office.vendors.retell.faults.set({ ...late, match: "call_ended", milliseconds: 1_200 });
        office.vendors.retell.faults.set({ ...late, match: "call_analyzed", milliseconds: 900 });
      },
    ],
    [
      "the carrier's long after the call",
      () => {
        const late = { on: "webhook", mode: "delay" } as const;
        for (const match of ["answered", "bridged", "hangup"])
          office.vendors.telnyx.faults.set({ ...late, match, milliseconds: 1_500 });
      },
    ],
  ])("%s, ends in the same state", async (_, spoil) => {
    const practice = await openPractice(office);
    spoil();
    await booked(office, practice);
    expect(await recordOf(office, practice)).toEqual(BOOKED);
    expect(await inboxOf(office, practice.businessId)).toEqual(HANDLED);
  });
});

describe("a caller who hangs up in the middle of a booking", () => {
  it("leaves no hold behind: the slot is free again", async () => {
    const practice = await openPractice(office);
    const isFree = async () => {
      const slots = await findSlots(practice.ctx, {
        from: new Date("2026-03-03T20:00:00Z"),
        to: new Date("2026-03-03T20:15:00Z"),
        durationMinutes: 30,
      });
      return slots.length > 0;
    };
    const call = practice.ring();
    await runScript(call, BOOKING.slice(1, 3));
    expect((await recordOf(office, practice)).appointments).toMatchObject([{ status: "held" }]);
    expect(await isFree()).toBe(false);
    await call.hangUp();
    await office.settled(call);
    expect(await isFree()).toBe(true);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [
        {
          status: "completed",
          outcome: "answered",
          disconnectReason: "user_hangup",
          tools: [
            ["check_availability", null, null],
            ["hold_slot", "hold", "nothing"],
          ],
        },
      ],
      contacts: [{ name: "", phone: CALLER, email: null }],
      appointments: [],
      leads: [],
      tasks: [],
      mails: [{ kind: "call_summary", status: "sent", isToOwner: true }],
      events: ["call.completed", "call.started"],
      brokenJobs: [],
    });
  });
});

describe("a caller who withholds their number", () => {
  it("is asked for one, books under it, and gets the confirmation at the address they say", async () => {
    const practice = await openPractice(office);
    const call = practice.ring(null);
    await runScript(call, [
      "I'd like to book a cleaning tomorrow after three",
      "the first one works",
      "Maya Torres",
      "212 555 0144",
      "yes",
      "maya dot torres at caller dot example",
      "yes",
      "yes",
      "No, that's all, thank you.",
    ]);
    await office.settled(call);
    const phone = "+12125550144";
    const [bookedCall] = BOOKED.calls;
    expect(await recordOf(office, practice)).toEqual({
      ...BOOKED,
      calls: [{ ...bookedCall, from: null, turns: expect.any(Array), tools: bookedCall?.tools.slice(1) }],
      // The number is what they say: its contact must not hand its mail to whoever named it.
      contacts: [{ name: "Maya Torres", phone, email: null }],
      appointments: [{ ...BOOKED.appointments[0], phone }],
      leads: [{ ...BOOKED.leads[0], phone }],
    });
  });
});

describe("two calls at once for the last slot of the day", () => {
  it("book it once; the other caller is offered other times", async () => {
    const practice = await openPractice(office, { hours: ["15:00", "15:30"] });
    const calls = [practice.ring("+12025550134"), practice.ring("+12025550135")];
    const both = (text: string) => Promise.all(calls.map(async (call) => (await call.say(text)).text));
    const slot = "I have tomorrow, Tuesday, March 3 at 3 PM. Would that work for you?";
    expect(await both("I'd like to book a cleaning tomorrow after three")).toEqual([slot, slot]);
    const answers = await both("yes please");
    expect(answers.toSorted()).toEqual([
      expect.stringMatching(/that time has just gone\. I have Wednesday, March 4 at 3 PM/),
      expect.stringMatching(/March 3 at 3 PM, lovely\. I'm holding that time for you/),
    ]);
    const winner = calls[answers.findIndex((text) => text.includes("holding"))];
    if (!winner) throw new Error("nobody holds the slot");
    await runScript(winner, [...BOOKING.slice(3, 5), "no e-mail, thanks", ...BOOKING.slice(5)]);
    await Promise.all(calls.map((call) => call.hangUp()));
    await Promise.all(calls.map((call) => office.settled(call)));
    const { appointments, calls: stored } = await recordOf(office, practice);
    expect(appointments).toMatchObject([{ startsAt: "2026-03-03T20:00:00.000Z", phone: winner.from }]);
    expect(stored.map(({ outcome }) => outcome).toSorted()).toEqual(["answered", "appointment_booked"]);
  });
});
