import { describe, expect, it } from "vitest";
import { saveAgentDraft } from "@/lib/domain/agents";
import { fixedClock } from "@/lib/domain/clock";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import {
  getScenario,
  getSuiteRun,
  listScenarios,
  listSuiteRuns,
  removeScenario,
  runSuite,
  saveScenario,
} from "@/lib/domain/scenarios";
import { makeTenant, type Tenant } from "../../support/context";
import { openPractice, scenarioOf } from "./practice";

const HOURS = scenarioOf({
  name: "Hours",
  opening: "When are you open?",
  expectations: [{ kind: "says", text: "9 AM to 5 PM" }],
});

const stored = (tenant: Tenant) =>
  inTenant(tenant.ctx, ({ trx }) =>
    trx.selectFrom("scenarios").select(["id", "name"]).orderBy("position").execute(),
  );

describe("the starter set", () => {
  it("passes in a business that was just set up, and is not stored by looking or running", async () => {
    const practice = await openPractice();
    const suite = await listScenarios(practice.ctx);
    expect(suite.map(({ name, isStored }) => [name, isStored])).toEqual([
      ["Asks for the opening hours", false],
      ["Books an appointment", false],
      ["Asks something that nobody has written down", false],
      ["Wants a person", false],
      ["Cancels an appointment", false],
    ]);
    const run = await runSuite(practice.ctx);
    expect(run.results.filter(({ hasPassed }) => !hasPassed)).toEqual([]);
    expect(run).toMatchObject({
      agentId: practice.agent.id,
      agentVersion: 1,
      passed: 5,
      failed: 0,
      startedBy: practice.userId,
    });
    expect(await stored(practice)).toEqual([]);
    expect(await listScenarios(practice.ctx)).toEqual(suite);
  });

  it("fits a business without services, hours and calendars of its own", async () => {
    const tenant = await makeTenant();
    expect(await listScenarios(tenant.ctx)).toHaveLength(5);
    await expect(runSuite(tenant.ctx)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is written down with the first change, and stands again when everything was removed", async () => {
    const practice = await openPractice();
    const [hours, books] = await listScenarios(practice.ctx);
    const { isStored, ...changed } = { ...hours, ...HOURS };
    const saved = await saveScenario(practice.ctx, changed);
    expect(saved).toMatchObject({ id: hours?.id, name: "Hours", isStored: true });
    expect(await stored(practice)).toHaveLength(5);
    await removeScenario(practice.ctx, books?.id ?? "");
    expect((await listScenarios(practice.ctx)).map(({ name }) => name)).toEqual([
      "Hours",
      "Asks something that nobody has written down",
      "Wants a person",
      "Cancels an appointment",
    ]);
    for (const { id } of await stored(practice)) await removeScenario(practice.ctx, id);
    expect(await listScenarios(practice.ctx)).toMatchObject([
      { id: hours?.id, isStored: false },
      {},
      {},
      {},
      {},
    ]);
  });
});

describe("a scenario", () => {
  it("is added, changed and removed", async () => {
    const practice = await openPractice();
    const { id } = await saveScenario(practice.ctx, HOURS);
    expect(await getScenario(practice.ctx, id)).toEqual({
      ...HOURS,
      id,
      isStored: true,
      sourceConversationId: null,
    });
    await saveScenario(practice.ctx, { ...HOURS, id, name: "Opening hours" });
    const suite = await listScenarios(practice.ctx);
    expect(suite).toHaveLength(6);
    expect(suite.at(-1)).toMatchObject({ id, name: "Opening hours" });
    await removeScenario(practice.ctx, id);
    await expect(removeScenario(practice.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(saveScenario(practice.ctx, { ...HOURS, id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused field by field where it is not complete", async () => {
    const practice = await openPractice();
    await expect(
      saveScenario(practice.ctx, { ...HOURS, opening: " ", at: "tomorrow", expectations: [] }),
    ).rejects.toMatchObject({
      code: "validation_failed",
      detail: {
        fields: {
          opening: ["Must not be empty."],
          at: ["Write the time as 2026-03-31T14:30:00Z."],
          expectations: ["Say at least one thing that has to come of it."],
        },
      },
    });
  });

  it("is for managers to change, everyone to read, and nobody else's", async () => {
    const practice = await openPractice();
    const { id } = await saveScenario(practice.ctx, HOURS);
    const member = await practice.as("member");
    expect(await getScenario(member, id)).toMatchObject({ id });
    for (const attempt of [
      () => saveScenario(member, HOURS),
      () => removeScenario(member, id),
      () => runSuite(member),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    const other = await openPractice();
    for (const attempt of [
      () => getScenario(other.ctx, id),
      () => saveScenario(other.ctx, { ...HOURS, id }),
      () => removeScenario(other.ctx, id),
      () => runSuite(other.ctx, { scenarioIds: [id] }),
      () => saveScenario(other.ctx, { ...HOURS, sourceConversationId: newId(new Date()) }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await getScenario(practice.ctx, id)).toMatchObject({ name: "Hours" });
  });
});

describe("a run", () => {
  it("is kept with its calls, for the draft without a version", async () => {
    const practice = await openPractice();
    const good = await saveScenario(practice.ctx, HOURS);
    const bad = await saveScenario(practice.ctx, {
      ...HOURS,
      name: "Bad",
      expectations: [{ kind: "takes_message" }],
    });
    await saveAgentDraft(practice.ctx, { id: practice.agent.id, greeting: "Good day." });
    const run = await runSuite(practice.ctx, { isDraft: true, scenarioIds: [good.id, bad.id] });
    expect(run).toMatchObject({ agentVersion: null, passed: 1, failed: 1 });
    expect(run.results).toMatchObject([
      { scenarioId: good.id, name: "Hours", hasPassed: true },
      { scenarioId: bad.id, name: "Bad", hasPassed: false, verdicts: [{ isMet: false, turn: null }] },
    ]);
    expect(run.results[0]?.turns[0]?.text).toBe("Good day.");
    const guest = await practice.as("guest");
    expect(await getSuiteRun(guest, run.id)).toEqual(run);
    const { results, ...summary } = run;
    expect(await listSuiteRuns(guest, { page: 1, limit: 10 })).toEqual({
      items: [summary],
      total: 1,
      page: 1,
      limit: 10,
    });
    const other = await makeTenant();
    await expect(getSuiteRun(other.ctx, run.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listSuiteRuns(other.ctx, { page: 1, limit: 10 })).toMatchObject({ total: 0 });
  });

  it("makes room for itself: fifty are kept", async () => {
    const practice = await openPractice();
    const { id } = await saveScenario(practice.ctx, HOURS);
    const oldest = await runSuite(practice.ctx, { scenarioIds: [id] });
    await inTenant(practice.ctx, async ({ trx, business }) => {
      for (let index = 1; index <= 50; index += 1) {
        const at = new Date(practice.clock.now().getTime() + index * 1000);
        await trx
          .insertInto("scenario_runs")
          .values({
            id: newId(at),
            business_id: business.id,
            agent_id: practice.agent.id,
            passed: 1,
            failed: 0,
            duration_milliseconds: 1,
            results: "[]",
            created_at: at,
          })
          .execute();
      }
    });
    practice.clock.set(new Date(practice.clock.now().getTime() + 60_000));
    const latest = await runSuite(practice.ctx, { scenarioIds: [id] });
    const { items, total } = await listSuiteRuns(practice.ctx, { page: 1, limit: 50 });
    expect(total).toBe(50);
    expect(items[0]?.id).toBe(latest.id);
    await expect(getSuiteRun(practice.ctx, oldest.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("one run at a time", () => {
  it("is refused a second one until the first is done, and goes on after one that broke off", async () => {
    const practice = await openPractice();
    const clock = fixedClock("2026-03-02T15:00:00Z");
    const ctx = { ...practice.ctx, clock };
    const other = await openPractice();
    const broken = newId(clock.now());
    await inTenant(ctx, ({ trx, business }) =>
      trx
        .insertInto("leases")
        .values({
          business_id: business.id,
          work: "suite",
          token: broken,
          expires_at: new Date("2026-03-02T15:05:00Z"),
        })
        .execute(),
    );
    await expect(runSuite(ctx)).rejects.toMatchObject({ code: "conflict" });
    await expect(runSuite({ ...other.ctx, clock })).resolves.toMatchObject({ failed: 0 });
    clock.set(new Date("2026-03-02T15:05:00Z"));
    await expect(runSuite(ctx)).resolves.toMatchObject({ failed: 0 });
    const leases = await inTenant(ctx, ({ trx }) => trx.selectFrom("leases").selectAll().execute());
    expect(leases).toEqual([]);
  });

  it("begins no more calls after two minutes, and says which were not held", async () => {
    const practice = await openPractice();
    let now = Date.parse("2026-03-02T15:00:00Z");
    const clock = {
      now: () => {
        now += 45_000;
        return new Date(now);
      },
    };
    const run = await runSuite({ ...practice.ctx, clock });
    const [first, ...others] = run.results;
    expect(first).toMatchObject({ hasPassed: true, error: null });
    expect(others.at(-1)).toMatchObject({
      hasPassed: false,
      turns: [],
      error: "The run took longer than two minutes, and this call was not held any more.",
    });
    expect(run.failed).toBeGreaterThan(0);
  });
});

describe("what a run keeps", () => {
  it("of a long turn is its beginning", async () => {
    const practice = await openPractice();
    const opening = `When are you open? ${"I wonder. ".repeat(150)}`;
    const { id } = await saveScenario(practice.ctx, { ...HOURS, opening });
    const run = await runSuite(practice.ctx, { scenarioIds: [id] });
    const said = run.results[0]?.turns.find(({ speaker }) => speaker === "caller")?.text;
    expect(said).toBe(`${opening.slice(0, 500)} …`);
  });
});
