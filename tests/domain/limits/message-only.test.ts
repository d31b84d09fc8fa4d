import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { getCall } from "@/lib/domain/calls";
import { receptionistFacts, runTool } from "@/lib/domain/receptionist";
import { testDatabase } from "../../support/context";
import { callStory, jobsOf, makeCallTenant, spokenCall, systemOf, tell } from "../calls/call-story";
import { openOffice, TUESDAY_THREE } from "../receptionist/tool-office";
import { haveUsed, sellPlans, setPlan } from "./used";

type Tenant = Awaited<ReturnType<typeof makeCallTenant>>;

/** What the receptionist of a call that comes in now is told of its mode. */
async function modeOfNewCall(tenant: Tenant): Promise<string | undefined> {
  const recorded = await tell(systemOf(tenant), callStory(tenant.number).initiated);
  if (!recorded.matched) throw new Error("The call was not matched");
  const { conversationId } = await getCall(tenant.ctx, recorded.callId);
  const facts = await receptionistFacts(tenant.ctx, { conversationId, callerNumber: null });
  return facts.message_only;
}

describe("a call that comes when the plan's minutes", () => {
  it.each([
    ["of calls have one second left", "call_seconds", 3599, "no"],
    ["of calls are all used", "call_seconds", 3600, "yes"],
    ["of the receptionist have one second left", "ai_seconds", 1799, "no"],
    ["of the receptionist are all used", "ai_seconds", 1800, "yes"],
    ["are used beyond their end", "ai_seconds", 90_000, "yes"],
  ] as const)("%s", async (_name, thing, amount, expected) => {
    const tenant = await makeCallTenant();
    sellPlans(tenant);
    await haveUsed(tenant, thing, amount);
    expect(await modeOfNewCall(tenant)).toBe(expected);
  });

  it("are all used is as ever under a larger plan, in the next month, and where none is sold", async () => {
    const tenant = await makeCallTenant();
    await haveUsed(tenant, "ai_seconds", 1800);
    expect(await modeOfNewCall(tenant)).toBe("no");
    sellPlans(tenant);
    expect(await modeOfNewCall(tenant)).toBe("yes");
    await setPlan(tenant, "basic");
    expect(await modeOfNewCall(tenant)).toBe("no");
    await setPlan(tenant, "free");
    tenant.clock.set("2026-04-01T04:00:00Z");
    expect(await modeOfNewCall(tenant)).toBe("no");
  });

  it("run out in the middle of it goes on as it began", async () => {
    const { tenant, conversationId } = await spokenCall();
    sellPlans(tenant);
    await haveUsed(tenant, "call_seconds", 3600);
    const answer = await runTool(jobsOf(tenant), {
      conversationId,
      tool: "check_availability",
      arguments: {},
    });
    expect(answer.result).toMatchObject({ slots: expect.any(Array) });
  });
});

describe("the tools of a call that only takes messages", () => {
  /** A call whose mode was settled at its begin. */
  async function line() {
    const office = await openOffice();
    const { conversationId, use } = await office.call("+12125550123");
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("conversations")
        .set({ is_message_only: true })
        .where("id", "=", conversationId)
        .execute(),
    );
    return { office, use };
  }

  it.each([
    ["check_availability", { date: "2026-03-03" }],
    ["hold_slot", { starts_at: TUESDAY_THREE }],
    ["book_appointment", { starts_at: TUESDAY_THREE, name: "Maya Torres" }],
    ["reschedule_appointment", { starts_at: TUESDAY_THREE }],
  ])("%s refuses with words that can be said", async (tool, args) => {
    const { office, use } = await line();
    const answer = await use(tool, args);
    expect(answer).toEqual({
      result: { error: expect.stringContaining("take a message"), mode: "message_only" },
      receipt: null,
    });
    expect(await use(tool, args)).toEqual(answer);
    expect(await office.rows("appointments")).toEqual([]);
    expect((await office.rows("tool_calls")).map(({ error }) => error)).toEqual([answer.result.error]);
  });

  it("take messages and leads, answer questions, put through, and cancel", async () => {
    const { office, use } = await line();
    expect(await use("take_message", { message: "Please call about Tuesday.", name: "Maya" })).toMatchObject({
      receipt: { kind: "task" },
    });
    expect(await use("capture_lead", { name: "Maya", reason: "A cleaning" })).toMatchObject({
      receipt: { kind: "lead" },
    });
    expect(await use("answer_question", { question: "Do you take new patients?" })).toMatchObject({
      result: { found: true },
    });
    expect(await use("transfer_to_human", { reason: "wants a person" })).toMatchObject({
      receipt: { kind: "transfer" },
    });
    expect(await use("find_appointments", {})).toMatchObject({ result: { identity: "needed" } });
    expect(await office.rows("tasks")).not.toEqual([]);
  });
});
