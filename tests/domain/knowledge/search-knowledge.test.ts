import { describe, expect, it } from "vitest";
import { createService, setHours, updateBusiness } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { createFaq, hoursText, searchKnowledge } from "@/lib/domain/knowledge";
import { makeTenant } from "../../support/context";

const FAQS = [
  ["Do you take new patients?", "Yes, we're happy to welcome new patients."],
  ["Which insurance plans do you accept?", "We accept Delta Dental, Cigna and Aetna."],
  ["Where can I park?", "There is free parking behind the building."],
  ["What should I bring to my first visit?", "Please bring a photo ID and your insurance card."],
  ["What is your cancellation policy?", "Please give us 24 hours' notice."],
] as const;

async function practice(): Promise<Context> {
  const { ctx } = await makeTenant();
  for (const [question, answer] of FAQS) await createFaq(ctx, { question, answer });
  await createService(ctx, { name: "Cleaning", durationMinutes: 30, priceMinor: 12_000 });
  await createService(ctx, { name: "Whitening", durationMinutes: 90, priceMinor: 35_050 });
  await updateBusiness(ctx, {
    address: "12 Harbor Street",
    city: "Boston",
    state: "MA",
    postalCode: "02110",
  });
  await setHours(
    ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:30", isOpen: true })),
  );
  return ctx;
}

describe("a question that the business has answered", () => {
  it.each([
    ["Hi, do you take new patients?", "welcome new patients"],
    ["are you accepting new patients at the moment", "welcome new patients"],
    ["Do you take Delta Dental?", "Delta Dental"],
    ["what insurrance do you take", "Delta Dental"],
    ["Is there parking?", "free parking"],
    ["Do you have a parking lot", "free parking"],
    ["Do I need to bring anything?", "photo ID"],
    ["What's the cancellation policy", "24 hours"],
    ["What are your opening hours?", "Monday to Friday 9 AM to 5:30 PM"],
    ["where are you located", "12 Harbor Street, Boston, MA 02110"],
    ["How much is a cleaning?", "Cleaning costs $120."],
    ["how long does whitening take?", "1 hour 30 minutes"],
    ["what do you charge for whitening", "$350.50"],
  ])("%s", async (question, answer) => {
    const [hit] = await searchKnowledge(await practice(), { question });
    expect(hit?.answer).toContain(answer);
    expect(hit?.relevance).toBeGreaterThanOrEqual(0.4);
    expect(hit?.relevance).toBeLessThanOrEqual(1);
  });

  it("names its source, and measures an exact question higher than a loose one", async () => {
    const ctx = await practice();
    const [exact] = await searchKnowledge(ctx, { question: "Do you take new patients?" });
    const [loose] = await searchKnowledge(ctx, { question: "new patients for the children's dentist?" });
    expect(exact?.source).toMatchObject({ kind: "faq", question: "Do you take new patients?" });
    expect(exact?.relevance).toBeGreaterThan(0.95);
    expect(loose?.relevance ?? 0).toBeLessThan(exact?.relevance ?? 0);
  });
});

describe("a question that the business has not answered", () => {
  it.each([
    "Do you take dogs?",
    "What's the weather like?",
    "Do you do root canals on children?",
    "do you validate bus tickets",
    "Who won the game last night?",
    "the of and",
    "🦷🦷🦷",
    "'; drop table faqs; --",
    "a & | ! ( <-> :*",
  ])("%s", async (question) => {
    expect(await searchKnowledge(await practice(), { question })).toEqual([]);
  });

  it("does not answer from another business", async () => {
    await practice();
    const { ctx } = await makeTenant();
    expect(await searchKnowledge(ctx, { question: "Do you take new patients?" })).toEqual([]);
  });
});

describe("opening hours in words", () => {
  const day = (dayOfWeek: number, opensAt: string, closesAt: string, isOpen = true) => ({
    dayOfWeek,
    opensAt,
    closesAt,
    isOpen,
  });

  it("joins days alike and says which are closed", () => {
    const week = [1, 2, 3, 4].map((d) => day(d, "09:00", "17:00"));
    const text = hoursText([
      ...week,
      day(5, "09:00", "12:00"),
      day(5, "13:00", "16:30"),
      day(6, "09:00", "12:00", false),
    ]);
    expect(text).toBe(
      "We're open Monday to Thursday 9 AM to 5 PM; Friday 9 AM to noon and 1 PM to 4:30 PM, and closed on Saturday and Sunday.",
    );
  });

  it("says every day, and nothing where no hours are set", () => {
    expect(hoursText([0, 1, 2, 3, 4, 5, 6].map((d) => day(d, "18:00", "02:00")))).toBe(
      "We're open every day, 6 PM to 2 AM.",
    );
    expect(hoursText([])).toBe("");
  });
});
