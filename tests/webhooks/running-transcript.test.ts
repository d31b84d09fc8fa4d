import { describe, expect, it } from "vitest";
import { getCall, listLiveCalls } from "@/lib/domain/calls";
import { runScript } from "@/lib/providers/emulators";
import { frontOffice } from "./front-office";
import { inboxOf, openPractice, recordOf } from "./practice";

const office = frontOffice();

const QUESTIONS = ["Hi, do you take new patients?", "When are you open?", "No, that's all, thank you."];

/** What a call leaves whose updates fare like this. */
async function leftBy(spoil: () => void) {
  const practice = await openPractice(office);
  spoil();
  const call = practice.ring();
  await runScript(call, QUESTIONS);
  await office.settled(call);
  return { record: await recordOf(office, practice), inbox: await inboxOf(office, practice.businessId) };
}

const update = { on: "webhook", match: "transcript_updated" } as const;

describe("a call in progress", () => {
  it("is read turn by turn while it is spoken, with the reason of each, and its updates are not kept", async () => {
    const practice = await openPractice(office);
    const call = practice.ring();
    const watched = async () =>
      (await listLiveCalls(practice.ctx)).flatMap(({ turns }) =>
        turns.map(({ sender, content, why }) => [sender, content, why]),
      );
    await runScript(call, QUESTIONS.slice(0, 1));
    await expect.poll(watched).toEqual([
      ["agent", "Harbor Dental, how can I help?", "rule:greeting"],
      ["customer", "Hi, do you take new patients?", null],
      [
        "agent",
        "Yes, we welcome new patients. Is there anything else I can help with?",
        expect.stringMatching(/^faq:[0-9a-f-]{36}$/),
      ],
    ]);
    const [live] = await listLiveCalls(practice.ctx);
    expect(live).toMatchObject({ status: "in_progress", toolCalls: [{ tool: "answer_question" }] });
    await call.hangUp();
    await office.settled(call);
    expect(await listLiveCalls(practice.ctx)).toEqual([]);
    const { turns } = await getCall(practice.ctx, live?.id ?? "");
    expect(turns.map(({ why }) => why)).toEqual(live?.turns.map(({ why }) => why));
    const kinds = await inboxOf(office, practice.businessId);
    expect(kinds.filter((kind) => kind.startsWith("retell"))).toEqual([
      "retell call_analyzed handled",
      "retell call_ended handled",
      "retell call_started handled",
    ]);
  });
});

describe("updates of what is said", () => {
  it.each<[string, () => void]>([
    [
      "twice, out of order and partly lost",
      () => {
        office.vendors.retell.faults.set({ ...update, mode: "duplicate", times: 3 });
        office.vendors.retell.faults.set({ ...update, mode: "reorder", times: 2 });
        office.vendors.retell.faults.set({ ...update, mode: "drop", times: 1 });
      },
    ],
    [
      "long after the call",
      () => office.vendors.retell.faults.set({ ...update, mode: "delay", milliseconds: 800 }),
    ],
    [
      "refused at first, and again later",
      () => office.vendors.retell.faults.set({ ...update, mode: "fail", times: 4 }),
    ],
  ])("%s leave the same call", async (_, spoil) => {
    const straight = await leftBy(() => undefined);
    expect(straight.record.calls).toMatchObject([{ status: "completed", outcome: "answered" }]);
    expect(straight.record.calls[0]?.turns).toHaveLength(7);
    expect(await leftBy(spoil)).toEqual(straight);
  });
});
