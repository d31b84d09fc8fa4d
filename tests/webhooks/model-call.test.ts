import { afterAll, beforeAll, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createReceptionist } from "@/lib/domain/receptionist";
import { log } from "@/lib/log";
import { runScript } from "@/lib/providers/emulators";
import type { EmulatedStep } from "@/lib/providers/model/emulator";
import { tellModelUse } from "@/lib/wiring/model-use";
import { AVAILABILITY, BOOK, HOLD } from "../domain/receptionist/model-desk";
import { startTestModel, type TestModel } from "../support/model";
import { frontOffice } from "./front-office";
import { openPractice, recordOf } from "./practice";

let vendor: TestModel;
beforeAll(async () => {
  vendor = await startTestModel();
});
afterAll(() => vendor.close());

const office = frontOffice({
  brain: ({ metadata, ...input }) =>
    createReceptionist({
      ...input,
      model: vendor.model,
      log: log(),
      startTimer: () => () => undefined,
      onUse: (use) => tellModelUse(metadata, use),
    }),
});

const STEPS: EmulatedStep[] = [
  { say: "You're booked already!" },
  { say: "Let me look.", calls: [AVAILABILITY] },
  { say: "3 PM tomorrow is free. May I have your name?" },
  { calls: [HOLD] },
  { say: "Shall I book Tuesday, March 3 at 3 PM for Maya Torres?" },
  { calls: [BOOK] },
  { say: "You're booked for Tuesday, March 3 at 3 PM." },
  { status: 500 },
];

it("a call through the wire is worded by the model, and what that took is on its account", async () => {
  const practice = await openPractice(office);
  vendor.emulator.plays(STEPS);
  const call = practice.ring();
  const heard = await runScript(call, [
    "A cleaning tomorrow at three",
    "Maya Torres",
    "Yes",
    "No, that's all. Bye",
  ]);
  expect(heard.map(({ text }) => text)).toEqual([
    "Let me look. 3 PM tomorrow is free. May I have your name?",
    "Shall I book Tuesday, March 3 at 3 PM for Maya Torres?",
    "You're booked for Tuesday, March 3 at 3 PM.",
    expect.stringMatching(/Goodbye/),
  ]);
  await office.settled(call);
  expect((await recordOf(office, practice)).appointments).toMatchObject([
    { status: "confirmed", startsAt: "2026-03-03T20:00:00.000Z", customer: "Maya Torres" },
  ]);
  const account = () =>
    asService(office.database.kysely, (trx) =>
      trx.selectFrom("model_usage").selectAll().where("business_id", "=", practice.businessId).execute(),
    );
  await expect.poll(async () => (await account())[0]?.turns, { timeout: 45_000 }).toBe(4);
  expect(await account()).toMatchObject([
    { model: "emulated-1", turns_taken_over: 1, last_takeover: "vendor" },
  ]);
}, 60_000);
