import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { defaultAgent } from "@/lib/domain/agents";
import {
  createReceptionist,
  type ModelUse,
  receptionistFacts,
  recordModelUse,
  voiceAgentSpec,
} from "@/lib/domain/receptionist";
import type { EmulatedStep } from "@/lib/providers/model/emulator";
import { makeTenant, testDatabase } from "../../support/context";
import { startTestModel, type TestModel } from "../../support/model";
import { AVAILABILITY, BOOK, HOLD } from "./model-desk";
import { type Office, openOffice, TUESDAY_THREE } from "./tool-office";

let vendor: TestModel;
beforeAll(async () => {
  vendor = await startTestModel();
});
afterAll(() => vendor.close());

const usageOf = async (office: Office) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx.selectFrom("model_usage").selectAll().where("business_id", "=", office.businessId).execute(),
  );
};

/** A call to the office whose receptionist is worded by what the model plays. */
async function ring(office: Office, steps: EmulatedStep[]) {
  vendor.emulator.plays(steps);
  const line = await office.call("+12125550123");
  const agent = await defaultAgent(office.ctx);
  const { prompt } = await voiceAgentSpec(office.ctx, agent?.id ?? "", {
    appUrl: "https://desk.example.com",
  });
  const facts = await receptionistFacts(office.ctx, {
    conversationId: line.conversationId,
    callerNumber: "+12125550123",
  });
  const uses: ModelUse[] = [];
  const brain = createReceptionist({
    model: vendor.model,
    prompt,
    facts,
    callTool: async (tool, args) => ({ ok: true, ...(await line.use(tool, args)) }),
    now: () => office.clock.now(),
    log: { warn: () => undefined },
    startTimer: () => () => undefined,
    onUse: (use) => uses.push(use),
  });
  return { line, brain, uses };
}

describe("a call worded by the model, with the real tools", () => {
  it("books once, with the receipt, and the account is kept", async () => {
    const office = await openOffice();
    const { line, brain, uses } = await ring(office, [
      { say: "Let me look.", calls: [AVAILABILITY] },
      { say: "3 PM tomorrow is free. May I have your name?" },
      { calls: [HOLD] },
      { say: "Shall I book Tuesday, March 3 at 3 PM for Maya Torres?" },
      { calls: [BOOK, BOOK] },
      { say: "You're booked for Tuesday, March 3 at 3 PM." },
    ]);
    await brain.open();
    await brain.hear("A cleaning tomorrow at three");
    await brain.hear("Maya Torres");
    const reply = await brain.hear("yes please");
    expect(reply.text).toBe("You're booked for Tuesday, March 3 at 3 PM.");
    const booked = (await office.rows("appointments")).filter(({ status }) => status === "confirmed");
    expect(booked).toMatchObject([
      { starts_at: new Date(TUESDAY_THREE), conversation_id: line.conversationId },
    ]);
    expect(reply.toolCalls[0]?.answer).toMatchObject({
      ok: true,
      receipt: { kind: "appointment", id: booked[0]?.id },
    });

    const { conversationId } = line;
    for (const use of uses) await recordModelUse(office.ctx, { ...use, conversationId });
    expect(await usageOf(office)).toMatchObject([
      {
        conversation_id: conversationId,
        model: "emulated-1",
        turns: 3,
        turns_taken_over: 0,
        last_takeover: null,
        input_tokens: 5400,
        output_tokens: 240,
        cost_microdollars: 7800,
      },
    ]);
  });

  it("a lie after the booking failed reaches nobody", async () => {
    const office = await openOffice();
    const other = await office.call("+12125550199");
    const { brain, line } = await ring(office, [
      { calls: [AVAILABILITY] },
      { calls: [BOOK] },
      { say: "You're booked for Tuesday, March 3 at 3 PM." },
    ]);
    const free = await line.use("check_availability", AVAILABILITY.arguments);
    expect(JSON.stringify(free.result)).toContain(TUESDAY_THREE);
    vendor.emulator.plays((_request, count) => {
      if (count === 1) return { calls: [AVAILABILITY] };
      return count === 2 ? { calls: [BOOK] } : { say: "You're booked for Tuesday, March 3 at 3 PM." };
    });
    // Somebody else takes the time between the look and the booking.
    const brainTools = await other.use("book_appointment", { ...BOOK.arguments, name: "Other Person" });
    expect(brainTools.receipt).not.toBeNull();
    const reply = await brain.hear("book a cleaning tomorrow at 3");
    expect(reply.text).not.toMatch(/You're booked/);
    expect(reply.text).not.toBe("");
  });
});

describe("the account of a conversation", () => {
  const use: ModelUse = {
    model: "m",
    inputTokens: 10,
    outputTokens: 2,
    microdollars: 30,
    takenOver: "timeout",
  };

  it("is added to, and remembers why the model was replaced last", async () => {
    const office = await openOffice();
    const { conversationId } = await office.call(null);
    await recordModelUse(office.ctx, { ...use, conversationId });
    await recordModelUse(office.ctx, { ...use, takenOver: null, conversationId });
    expect(await usageOf(office)).toMatchObject([
      {
        turns: 2,
        turns_taken_over: 1,
        last_takeover: "timeout",
        input_tokens: 20,
        output_tokens: 4,
        cost_microdollars: 60,
      },
    ]);
  });

  it("is nobody else's to write", async () => {
    const office = await openOffice();
    const { conversationId } = await office.call(null);
    const stranger = await makeTenant();
    await expect(recordModelUse(stranger.ctx, { ...use, conversationId })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(recordModelUse(office.ctx, { ...use, conversationId: "nonsense" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(recordModelUse(await office.as("guest"), { ...use, conversationId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await usageOf(office)).toEqual([]);
  });
});
