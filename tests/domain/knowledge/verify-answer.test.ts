import { describe, expect, it } from "vitest";
import { setHours } from "@/lib/domain/businesses";
import { type Context, inTenant } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import {
  bestAnswer,
  createFaq,
  listFaqs,
  removeFaq,
  searchKnowledge,
  updateFaq,
  verifyAnswer,
} from "@/lib/domain/knowledge";
import { makeTenant, NOW } from "../../support/context";

const QUESTION = "Do you see children under three?";
const RIGHT = "Yes, from the first tooth on.";

async function asked() {
  const tenant = await makeTenant();
  const { id: conversationId } = await startConversation(tenant.ctx, { channel: "voice" });
  return { ...tenant, conversationId };
}

const audited = (ctx: Context) =>
  inTenant(ctx, async ({ trx }) =>
    (await trx.selectFrom("audit_log").select(["action", "subject_id", "changes"]).execute()).filter(
      ({ action }) => action === "faq.verify",
    ),
  );

describe("a person's answer to what a caller asked", () => {
  it("is kept with who verified it and where it was asked, audited, and found", async () => {
    const { ctx, userId, conversationId } = await asked();
    await createFaq(ctx, { question: "Where can I park?", answer: "Behind the house." });
    expect(await bestAnswer(ctx, QUESTION)).toBeNull();
    const { faq, replaced } = await verifyAnswer(ctx, { question: QUESTION, answer: RIGHT, conversationId });
    expect(replaced).toBeNull();
    expect(faq).toMatchObject({
      question: QUESTION,
      answer: RIGHT,
      position: 1,
      verifiedAt: new Date(NOW),
      sourceConversationId: conversationId,
    });
    const by = await inTenant(ctx, ({ trx }) =>
      trx.selectFrom("faqs").select("verified_by").where("id", "=", faq.id).executeTakeFirstOrThrow(),
    );
    expect(by).toEqual({ verified_by: userId });
    expect(await bestAnswer(ctx, QUESTION)).toEqual({
      answer: RIGHT,
      source: { kind: "faq", id: faq.id, question: QUESTION, isVerified: true },
      relevance: expect.closeTo(0.96, 2),
    });
    expect(await audited(ctx)).toEqual([
      {
        action: "faq.verify",
        subject_id: faq.id,
        changes: { question: QUESTION, answer: RIGHT, before: null, conversationId },
      },
    ]);
  });

  it("is kept once, and a later one to the same words takes its place", async () => {
    const { ctx, conversationId } = await asked();
    const input = { question: QUESTION, answer: RIGHT, conversationId };
    const first = await verifyAnswer(ctx, input);
    expect(await verifyAnswer(ctx, input)).toEqual(first);
    const other = await verifyAnswer(ctx, {
      ...input,
      question: QUESTION.toUpperCase(),
      answer: "From two on.",
    });
    expect(other).toMatchObject({ faq: { id: first.faq.id, answer: "From two on." }, replaced: RIGHT });
    expect(await listFaqs(ctx)).toHaveLength(1);
    expect(await audited(ctx)).toHaveLength(2);
  });

  it("written by several at once is one", async () => {
    const { ctx, conversationId } = await asked();
    const answers = ["One.", "Two.", "Three."];
    await Promise.all(
      answers.map((answer) => verifyAnswer(ctx, { question: QUESTION, answer, conversationId })),
    );
    expect(await listFaqs(ctx)).toHaveLength(1);
  });

  it("is taken back", async () => {
    const { ctx, conversationId } = await asked();
    const { faq } = await verifyAnswer(ctx, { question: QUESTION, answer: RIGHT, conversationId });
    await removeFaq(ctx, faq.id);
    expect(await bestAnswer(ctx, QUESTION)).toBeNull();
  });

  it("is written by managers, in a conversation of the business", async () => {
    const { ctx, as, conversationId } = await asked();
    const input = { question: QUESTION, answer: RIGHT, conversationId };
    await expect(verifyAnswer(await as("member"), input)).rejects.toMatchObject({ code: "forbidden" });
    expect((await verifyAnswer(await as("manager"), input)).faq.answer).toBe(RIGHT);
    const other = await makeTenant();
    await expect(verifyAnswer(other.ctx, input)).rejects.toMatchObject({ code: "not_found" });
    expect(await bestAnswer(other.ctx, QUESTION)).toBeNull();
    await expect(verifyAnswer(ctx, { ...input, answer: " " })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it("is the only verified one to its words, whichever way its question changes", async () => {
    const { ctx, conversationId } = await asked();
    const one = await verifyAnswer(ctx, { question: QUESTION, answer: RIGHT, conversationId });
    await verifyAnswer(ctx, { question: "Is there a lift?", answer: "Yes.", conversationId });
    const other = (await listFaqs(ctx))[1]?.id ?? "";
    await expect(updateFaq(ctx, { id: other, question: QUESTION })).rejects.toMatchObject({
      code: "already_exists",
    });
    expect(await updateFaq(ctx, { id: one.faq.id, question: QUESTION, answer: "No." })).toMatchObject({
      answer: "No.",
      verifiedAt: new Date(NOW),
    });
  });
});

describe("of sources with the same words", () => {
  it("the verified one comes first: before an equal FAQ, and before a fact of the business", async () => {
    const { ctx, conversationId } = await asked();
    await setHours(ctx, [{ dayOfWeek: 1, opensAt: "09:00", closesAt: "17:00", isOpen: true }]);
    await createFaq(ctx, { question: QUESTION, answer: "No, only grown-ups." });
    await verifyAnswer(ctx, { question: QUESTION, answer: RIGHT, conversationId });
    await createFaq(ctx, { question: QUESTION, answer: "Ask us later." });
    expect(
      (await searchKnowledge(ctx, { question: "under three children, do you see" })).map(
        (hit) => hit.answer,
      )[0],
    ).toBe(RIGHT);
    const hours = "When are you open on Mondays?";
    expect(await bestAnswer(ctx, hours)).toMatchObject({ source: { kind: "business" } });
    await verifyAnswer(ctx, { question: hours, answer: "Mondays from nine to five.", conversationId });
    expect(await bestAnswer(ctx, hours)).toMatchObject({
      answer: "Mondays from nine to five.",
      source: { kind: "faq", isVerified: true },
    });
  });

  it("it does not come before one that says more of what was asked", async () => {
    const { ctx, conversationId } = await asked();
    await verifyAnswer(ctx, { question: "Do you take new patients?", answer: "We do.", conversationId });
    await createFaq(ctx, { question: "Do you take new patients with Delta Dental?", answer: "Delta, yes." });
    expect(await bestAnswer(ctx, "Do you take new patients with Delta Dental?")).toMatchObject({
      answer: "Delta, yes.",
    });
  });
});
