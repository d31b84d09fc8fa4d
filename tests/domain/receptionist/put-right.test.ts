import { beforeAll, describe, expect, it } from "vitest";
import { createFaq, verifyAnswer } from "@/lib/domain/knowledge";
import { type BrainReply, createBrain, explainWhy, receptionistFacts } from "@/lib/domain/receptionist";
import { type Office, openOffice } from "./tool-office";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});

/** One question in a new call, with the real tools. */
async function ask(question: string): Promise<BrainReply> {
  const line = await office.call("+12125550123");
  const facts = await receptionistFacts(office.ctx, { ...line, callerNumber: "+12125550123" });
  const brain = createBrain({
    facts,
    now: () => office.clock.now(),
    callTool: async (tool, args) => ({ ok: true, ...(await line.use(tool, args)) }),
  });
  await brain.open();
  return brain.hear(question);
}

async function fix(question: string, answer: string): Promise<string> {
  const { conversationId } = await office.call(null);
  const { faq } = await verifyAnswer(office.ctx, { question, answer, conversationId });
  return faq.id;
}

describe("an answer that a person puts right", () => {
  it("comes before the opening hours for the same question, however it is worded, and says why", async () => {
    const before = await ask("What are your hours on Friday?");
    expect(before.text).toContain("9 AM to 5 PM");
    expect(before).toMatchObject({ why: "fact:hours", toolCalls: [] });
    const id = await fix("What are your hours on Friday?", "On Fridays we close at two.");
    for (const question of ["What are your hours on Friday?", "Which are the hours on Fridays?"]) {
      const after = await ask(question);
      expect(after.text).toContain("On Fridays we close at two.");
      expect(after.why).toBe(`faq:${id}`);
      expect(explainWhy(after.why)).toBe("From an answer you wrote.");
    }
  });

  it.each(["What are your hours on Thursday?", "What are your hours?", "Are you open right now?"])(
    "leaves %s to the facts",
    async (question) => {
      await fix("What are your hours on Friday?", "On Fridays we close at two.");
      const reply = await ask(question);
      expect(reply.text).toContain("9 AM to 5 PM");
      expect(reply.why).toMatch(/^fact:/);
    },
  );

  it("comes before a price, of that service alone", async () => {
    await fix("How much is a cleaning?", "A cleaning is $120, and $90 for students.");
    expect((await ask("how much does a cleaning cost?")).text).toContain("$90 for students");
    expect((await ask("how much is a deep cleaning?")).text).not.toContain("students");
  });

  it("a question of the moment is answered from the facts of the moment", async () => {
    await fix("Are you open today?", "No, we are closed today.");
    expect(await ask("Are you open today?")).toMatchObject({
      text: expect.stringContaining("9 AM to 5 PM"),
      why: "fact:hours",
    });
  });

  it("never comes before free times or an act", async () => {
    await fix("Is Friday at ten free?", "Friday at ten is always free, and you are booked.");
    const reply = await ask("Is Friday at ten free? I'd like to book a cleaning");
    expect(reply.text).not.toContain("always free");
    expect(reply.toolCalls.map(({ tool }) => tool)).toContain("check_availability");
  });

  it("an answer that nobody verified does not", async () => {
    await createFaq(office.ctx, {
      question: "What are your hours on Monday?",
      answer: "On Mondays we rest.",
    });
    expect((await ask("What are your hours on Monday?")).why).toBe("fact:hours");
  });
});
