import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bookAppointment, cancelAppointment, rescheduleAppointment } from "@/lib/domain/appointments";
import { listCalendars } from "@/lib/domain/calendars";
import { getCall } from "@/lib/domain/calls";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { forBusiness, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { runTool } from "@/lib/domain/receptionist";
import { rehearseScenarios, saveScenario, scenarioFromCall, scenarioInput } from "@/lib/domain/scenarios";
import { rehearse } from "@/lib/domain/scenarios/rehearse";
import { makeTenant } from "../../support/context";
import { openPractice, type Practice } from "./practice";

const CALLER = "+12125550123";

/** A call that was held: what was said, and the tools that were used. */
async function pastCall(
  { ctx, agent, clock }: Practice,
  said: string[],
  uses: { tool: string; arguments: unknown }[] = [],
  fromNumber = CALLER,
) {
  const [callId, conversationId] = [newId(clock.now()), newId(clock.now())];
  const stamps = { created_at: clock.now(), updated_at: clock.now() };
  const contact = await findOrCreateContact(ctx, { phone: CALLER });
  await inTenant(ctx, async ({ trx, business }) => {
    const own = { business_id: business.id };
    await trx
      .insertInto("conversations")
      .values({
        ...own,
        ...stamps,
        id: conversationId,
        channel: "voice",
        agent_id: agent.id,
        contact_id: contact.id,
      })
      .execute();
    await trx
      .insertInto("calls")
      .values({
        ...own,
        ...stamps,
        id: callId,
        conversation_id: conversationId,
        provider: "telnyx",
        from_number: fromNumber,
        started_at: clock.now(),
      })
      .execute();
    for (const [index, content] of said.entries()) {
      await trx
        .insertInto("messages")
        .values({
          ...own,
          id: newId(clock.now()),
          conversation_id: conversationId,
          position: index,
          sender: index % 2 ? "agent" : "customer",
          content,
          sent_at: clock.now(),
        })
        .execute();
    }
  });
  clock.set(new Date(clock.now().getTime() + 60_000));
  const line = forBusiness(
    { ...ctx, actor: { kind: "receptionist", conversationId } },
    ctx.business?.id ?? "",
  );
  for (const use of uses) {
    const { receipt } = await runTool(line, { conversationId, ...use });
    expect(receipt, use.tool).not.toBeNull();
  }
  return { callId, conversationId };
}

describe("a past call", () => {
  it("becomes a scenario that asks for the same again, and passes where nothing has changed", async () => {
    const practice = await openPractice();
    const { callId, conversationId } = await pastCall(
      practice,
      [
        "I'd like to book a cleaning tomorrow at three",
        "I'm holding that.",
        "Maya Torres",
        "0123?",
        "yes",
        "E-mail?",
        "no thanks",
        "Shall I?",
        "yes please",
        "Booked.",
        "No, that's all. Bye.",
      ],
      [
        {
          tool: "book_appointment",
          arguments: { starts_at: "2026-03-03T15:00", service: "Cleaning", name: "Maya Torres" },
        },
      ],
    );
    const scenario = await scenarioFromCall(practice.ctx, callId);
    expect(scenario).toMatchObject({
      name: "Call of 2026-03-02, 09:00",
      persona: { name: "Maya Torres", phone: CALLER, isNumberWithheld: false, knownAs: null },
      opening: "I'd like to book a cleaning tomorrow at three",
      lines: ["Maya Torres", "yes", "no thanks", "yes please", "No, that's all. Bye."],
      isVerbatim: true,
      at: "2026-03-02T14:00:00.000Z",
      appointments: [],
      expectations: [{ kind: "books", service: "Cleaning", date: "2026-03-03", time: "15:00" }],
      sourceConversationId: conversationId,
    });
    const { sourceConversationId, ...settings } = scenario;
    const [result] = await rehearseScenarios(practice.ctx, { scenarios: [settings] });
    expect(result).toMatchObject({ hasPassed: true, error: null });
    const saved = await saveScenario(practice.ctx, scenario);
    expect(saved).toMatchObject({ isStored: true, sourceConversationId: conversationId });
  });

  it("brings along who the caller was and what they had booked then, not what became of it", async () => {
    const practice = await openPractice();
    await findOrCreateContact(practice.ctx, { phone: CALLER, name: "Ann Lee", email: "ann@example.com" });
    const { id } = await bookAppointment(practice.ctx, {
      startsAt: new Date("2026-03-05T15:00:00Z"),
      title: "Cleaning",
      customer: { phone: CALLER },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    practice.clock.set("2026-03-02T15:00:00Z");
    const { callId } = await pastCall(
      practice,
      ["Can I move my appointment to Friday at ten?", "Shall I?", "Yes"],
      [{ tool: "reschedule_appointment", arguments: { appointment_id: id, starts_at: "2026-03-06T10:00" } }],
    );
    practice.clock.set("2026-03-03T15:00:00Z");
    await rescheduleAppointment(practice.ctx, {
      id,
      startsAt: new Date("2026-03-09T15:00:00Z"),
      rules: "free",
    });
    const scenario = await scenarioFromCall(practice.ctx, callId);
    expect(scenario).toMatchObject({
      persona: { name: "Ann Lee", knownAs: "Ann Lee", email: "ann@example.com" },
      appointments: [{ startsAtLocal: "2026-03-05T10:00", service: "Cleaning", whose: "caller" }],
      expectations: [{ kind: "reschedules", date: "2026-03-06", time: "10:00" }],
    });
    const { sourceConversationId, ...settings } = scenario;
    const [result] = await rehearseScenarios(practice.ctx, { scenarios: [settings] });
    expect(result).toMatchObject({ hasPassed: true });
  });

  it("brings along what others had taken then, without their names, so that the same times are free", async () => {
    const practice = await openPractice();
    const { ctx, clock } = practice;
    const calendars = await listCalendars(ctx);
    const other = (startsAt: string, calendar: string, at: string) => {
      clock.set(at);
      return bookAppointment(ctx, {
        startsAt: new Date(startsAt),
        durationMinutes: 60,
        calendarId: calendars.find(({ name }) => name === calendar)?.id,
        customer: { name: "Otto Other" },
        source: "dashboard",
        status: "confirmed",
        rules: "free",
      });
    };
    const BEFORE = "2026-03-01T15:00:00Z";
    await other("2026-03-03T20:00:00Z", "Dr. Ames", BEFORE);
    const movedLater = await other("2026-03-03T20:00:00Z", "Dr. Bo", BEFORE);
    const cancelledLater = await other("2026-03-03T19:00:00Z", "Dr. Ames", BEFORE);
    const cancelledBefore = await other("2026-03-03T14:00:00Z", "Dr. Ames", BEFORE);
    await cancelAppointment(ctx, { id: cancelledBefore.id });
    clock.set("2026-03-02T15:00:00Z");
    const { callId } = await pastCall(practice, [
      "Is three tomorrow free for a cleaning?",
      "No.",
      "Thanks, bye",
    ]);
    const { conversationId } = await getCall(ctx, callId);
    const look = { tool: "check_availability", arguments: { date: "2026-03-03", service: "Cleaning" } };
    const line = forBusiness(
      { ...ctx, actor: { kind: "receptionist", conversationId } },
      ctx.business?.id ?? "",
    );
    const { result: then } = await runTool(line, { conversationId, ...look });
    await rescheduleAppointment(ctx, {
      id: movedLater.id,
      startsAt: new Date("2026-03-10T20:00:00Z"),
      rules: "free",
    });
    await cancelAppointment(ctx, { id: cancelledLater.id });
    await other("2026-03-03T15:00:00Z", "Dr. Ames", "2026-03-02T18:00:00Z");
    const scenario = await scenarioFromCall(ctx, callId);
    expect(scenario.busy).toEqual([
      { startsAtLocal: "2026-03-03T14:00", durationMinutes: 60, calendar: "Dr. Ames" },
      { startsAtLocal: "2026-03-03T15:00", durationMinutes: 60, calendar: "Dr. Ames" },
      { startsAtLocal: "2026-03-03T15:00", durationMinutes: 60, calendar: "Dr. Bo" },
    ]);
    expect(JSON.stringify(scenario)).not.toContain("Otto");
    const { sourceConversationId, ...settings } = scenario;
    const again = await rehearse(
      { ...ctx, business: { id: practice.businessId, role: "owner" } },
      scenarioInput.parse({ ...settings, opening: "Do you have anything tomorrow at three for a cleaning?" }),
      { id: practice.agent.id, settings: null },
    );
    const seen = again.turns.flatMap(({ tools }) => tools).filter(({ tool }) => tool === look.tool);
    expect(seen.length).toBeGreaterThan(0);
    const starts = (result: unknown) =>
      z
        .object({ slots: z.array(z.object({ starts_at: z.string() })) })
        .parse(result)
        .slots.map((one) => one.starts_at);
    const three = "2026-03-03T20:00";
    expect(starts(then).some((start) => start.startsWith(three))).toBe(false);
    for (const { result } of seen)
      expect(starts(result).some((start) => start.startsWith(three))).toBe(false);
  });

  it("in which nothing was done has to end well, and one in which nothing was said makes no scenario", async () => {
    const practice = await openPractice();
    const { callId } = await pastCall(practice, ["When are you open?"]);
    expect(await scenarioFromCall(practice.ctx, callId)).toMatchObject({ expectations: [{ kind: "ends" }] });
    const hidden = await pastCall(practice, ["Hello?"], [], "anonymous");
    expect(await scenarioFromCall(practice.ctx, hidden.callId)).toMatchObject({
      persona: { phone: null, isNumberWithheld: true },
    });
    const silent = await pastCall(practice, []);
    await expect(scenarioFromCall(practice.ctx, silent.callId)).rejects.toMatchObject({
      code: "conflict",
      message: "The caller said nothing in this call.",
    });
    const other = await makeTenant();
    await expect(scenarioFromCall(other.ctx, callId)).rejects.toMatchObject({ code: "not_found" });
  });
});
