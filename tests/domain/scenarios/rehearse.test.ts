import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { publishAgentDraft, saveAgentDraft } from "@/lib/domain/agents";
import { bookAppointment } from "@/lib/domain/appointments";
import {
  rehearseScenarios,
  type ScenarioInput,
  type ScenarioResult,
  type ScenarioSettings,
} from "@/lib/domain/scenarios";
import { makeTenant, testDatabase } from "../../support/context";
import { openPractice, type Practice, scenarioOf } from "./practice";

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice();
});

async function hold(scenario: ScenarioSettings, isDraft = false): Promise<ScenarioResult> {
  const [result] = await rehearseScenarios(practice.ctx, { scenarios: [scenario], isDraft });
  if (!result) throw new Error("The rehearsal has no result");
  return result;
}

const verdicts = ({ verdicts }: ScenarioResult) =>
  verdicts.map(({ text, isMet, turn }) => [text, isMet, turn]);

const booking = (expectations: ScenarioInput["expectations"] = [{ kind: "ends" }]) =>
  scenarioOf({ opening: "I'd like to book a cleaning tomorrow after three.", expectations });

/** How many rows each table has, over all businesses. */
async function counts(): Promise<Record<string, number>> {
  const { kysely } = await testDatabase();
  return asService(kysely, async (trx) => {
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(
      trx,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from ${sql.table(name)}`.execute(trx);
      found[name] = rows[0]?.count ?? -1;
    }
    return found;
  });
}

describe("a rehearsed call", () => {
  it("is held by the real receptionist with its tools, and says where each expectation was decided", async () => {
    const result = await hold(
      scenarioOf({
        opening: "I'd like to book a cleaning tomorrow after three.",
        lines: ["Do you take new patients?"],
        expectations: [
          { kind: "books", service: "Cleaning", date: "2026-03-03", time: "15:00" },
          { kind: "says", text: "we welcome new patients" },
          { kind: "does_not_say", text: "helipad" },
          { kind: "does_not_use", tool: "transfer_to_human" },
          { kind: "ends" },
        ],
      }),
    );
    expect(result).toMatchObject({ scenarioId: null, name: "A call", hasPassed: true, error: null });
    expect(verdicts(result)).toEqual([
      ["books Cleaning on 2026-03-03 at 15:00", true, 12],
      ["says “we welcome new patients”", true, 14],
      ["does not say “helipad”", true, null],
      ["does not use transfer to human", true, null],
      ["brings the call to its end", true, 16],
    ]);
    expect(result.turns[12]).toMatchObject({
      speaker: "receptionist",
      text: expect.stringContaining("You're booked for a cleaning on Tuesday, March 3 at 3 PM."),
      why: expect.stringMatching(/^receipt:appointment:/),
      tools: [{ tool: "book_appointment", receipt: "appointment", error: null }],
    });
    expect(result.turns.map(({ speaker }) => speaker)).toEqual(
      result.turns.map((_, index) => (index % 2 ? "caller" : "receptionist")),
    );
  });

  it("fails where something is missing or must not be, in the turn where it shows", async () => {
    const result = await hold(
      booking([
        { kind: "books", service: "Whitening" },
        { kind: "books", time: "09:00" },
        { kind: "takes_message" },
        { kind: "does_not_use", tool: "check_availability" },
        { kind: "does_not_say", text: "Which would you like?" },
      ]),
    );
    expect(result.hasPassed).toBe(false);
    expect(verdicts(result)).toEqual([
      ["books Whitening", false, null],
      ["books an appointment at 09:00", false, null],
      ["takes a message", false, null],
      ["does not use check availability", false, 2],
      ["does not say “Which would you like?”", false, 2],
    ]);
  });

  it("leaves no row anywhere, wakes no job and tells no page", async () => {
    const before = await counts();
    const { wakes, published, sent } = practice.ports;
    const [wakesBefore, publishedBefore, sentBefore] = [wakes, published.length, sent.length];
    expect(await hold(booking([{ kind: "books" }]))).toMatchObject({ hasPassed: true });
    const person = scenarioOf({
      opening: "Can I talk to a person, please?",
      expectations: [{ kind: "transfers" }],
    });
    expect(await hold(person)).toMatchObject({ hasPassed: true });
    expect(await counts()).toEqual(before);
    expect(practice.ports.wakes).toBe(wakesBefore);
    expect(practice.ports.published).toHaveLength(publishedBefore);
    expect(practice.ports.sent).toHaveLength(sentBefore);
  });

  it("does not know what is booked today, and goes the same way every time", async () => {
    const own = await openPractice();
    const scenario = booking([{ kind: "books", date: "2026-03-03", time: "15:00" }]);
    const run = async () => (await rehearseScenarios(own.ctx, { scenarios: [scenario] }))[0];
    const first = await run();
    for (let calendar = 0; calendar < 2; calendar += 1) {
      await bookAppointment(own.ctx, {
        startsAt: new Date("2026-03-03T20:00:00Z"),
        durationMinutes: 120,
        source: "dashboard",
        status: "confirmed",
        rules: "free",
      });
    }
    const second = await run();
    expect(second?.hasPassed).toBe(true);
    expect(second?.turns.map(({ text }) => text)).toEqual(first?.turns.map(({ text }) => text));
  });

  it("knows the caller and the appointments that the scenario names", async () => {
    const result = await hold(
      scenarioOf({
        persona: { name: "Ann Lee", phone: "+12125550123", knownAs: "Ann Lee" },
        opening: "I need to cancel my appointment.",
        appointments: [{ startsAtLocal: "2026-03-05T10:00", service: "Cleaning" }],
        expectations: [
          { kind: "says", text: "Thursday, March 5 at 10 AM" },
          { kind: "cancels" },
          { kind: "ends" },
        ],
      }),
    );
    expect(verdicts(result).map(([, isMet]) => isMet)).toEqual([true, true, true]);
  });

  it("of a caller whose name is read back, and of one who speaks another language, comes to what they want", async () => {
    const spelled = await hold(
      scenarioOf({
        persona: { name: "Siobhan Nguyen", phone: "+12125550123" },
        opening: "I'd like to book a cleaning tomorrow at three.",
        expectations: [
          { kind: "says", text: "Siobhan" },
          { kind: "books", service: "Cleaning" },
          { kind: "ends" },
        ],
      }),
    );
    expect(verdicts(spelled).map(([, isMet]) => isMet)).toEqual([true, true, true]);
    const foreign = await hold(
      scenarioOf({
        opening: "Hola, ¿habla español? Necesito una cita, por favor.",
        expectations: [{ kind: "takes_message" }, { kind: "ends" }],
      }),
    );
    expect(verdicts(foreign).map(([, isMet]) => isMet)).toEqual([true, true]);
  });

  it("of a known caller without a number to see, who proves who they are", async () => {
    const result = await hold(
      scenarioOf({
        persona: {
          name: "Ann Lee",
          phone: "+12125550123",
          knownAs: "Ann Lee",
          isNumberWithheld: true,
        },
        opening: "I need to cancel my appointment.",
        appointments: [{ startsAtLocal: "2026-03-05T10:00", service: "Cleaning" }],
        expectations: [{ kind: "cancels" }, { kind: "ends" }],
      }),
    );
    expect(verdicts(result).map(([, isMet]) => isMet)).toEqual([true, true]);
  });

  it("finds times of others taken, and days off closed", async () => {
    const taken = { startsAtLocal: "2026-03-03T15:00", service: "Cleaning", whose: "other" as const };
    const full = await hold(
      scenarioOf({
        opening: "I'd like a cleaning tomorrow at three.",
        appointments: [taken, taken],
        expectations: [{ kind: "says", text: "isn't free" }],
      }),
    );
    expect(full.hasPassed).toBe(true);
    const closed = await hold(
      scenarioOf({
        opening: "Are you open this Wednesday?",
        expectations: [{ kind: "says", text: "closed Inventory", match: "topic" }],
      }),
    );
    expect(closed.hasPassed).toBe(true);
  });

  it("of a caller who withholds the number is asked for it, and what is read back may be refused", async () => {
    const result = await hold(
      scenarioOf({
        persona: {
          name: "Ann Lee",
          phone: "+12125550123",
          isNumberWithheld: true,
          email: "ann@example.com",
        },
        opening: "I'd like to make an appointment.",
        answers: { service: "a cleaning", when: "next week", slot: "The second one.", agrees: false },
        expectations: [
          { kind: "says", text: "best phone number" },
          { kind: "says", text: "ann@example.com" },
          { kind: "books" },
        ],
      }),
    );
    expect(verdicts(result).map(([, isMet]) => isMet)).toEqual([true, true, false]);
  });

  it("tries the draft where that is asked, and what is live otherwise", async () => {
    const own = await openPractice();
    await saveAgentDraft(own.ctx, {
      id: own.agent.id,
      greeting: "Good day from the draft.",
      fallbackNumbers: [],
    });
    const scenario = scenarioOf({
      opening: "Can I talk to a person, please?",
      expectations: [{ kind: "says", text: "Good day from the draft" }, { kind: "arranges_callback" }],
    });
    const run = async (isDraft: boolean) =>
      (await rehearseScenarios(own.ctx, { scenarios: [scenario], isDraft }))[0]?.hasPassed;
    expect([await run(true), await run(false)]).toEqual([true, false]);
    await publishAgentDraft(own.ctx, own.agent.id);
    expect([await run(true), await run(false)]).toEqual([true, true]);
  });

  it("says what does not fit, and lets the next call be held", async () => {
    const past = scenarioOf({
      name: "In the past",
      opening: "Hello",
      appointments: [{ startsAtLocal: "2026-03-01T10:00" }],
      expectations: [{ kind: "ends" }],
    });
    const results = await rehearseScenarios(practice.ctx, {
      scenarios: [past, booking([{ kind: "books" }])],
    });
    expect(results).toMatchObject([
      { name: "In the past", hasPassed: false, turns: [], verdicts: [{ isMet: false, turn: null }] },
      { hasPassed: true, error: null },
    ]);
    expect(results[0]?.error).toEqual(expect.any(String));
  });

  it("is for those who may change the receptionist, in a business that has one", async () => {
    const scenarios = [booking()];
    await expect(rehearseScenarios(await practice.as("member"), { scenarios })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await makeTenant();
    await expect(rehearseScenarios(other.ctx, { scenarios })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      rehearseScenarios(other.ctx, { scenarios, agentId: practice.agent.id }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
