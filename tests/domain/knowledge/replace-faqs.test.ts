import { describe, expect, it } from "vitest";
import { startConversation } from "@/lib/domain/conversations";
import { createFaq, listFaqs, replaceFaqs, verifyAnswer } from "@/lib/domain/knowledge";
import { makeTenant, type Tenant } from "../../support/context";

const listed = async ({ ctx }: Tenant) =>
  (await listFaqs(ctx)).map(({ number, question, answer }) => ({ number, question, answer }));
const added = (question: string) => ({ number: null, question, answer: `About ${question}` });

describe("a list of FAQs in the place of another", () => {
  it("changes, adds, removes and orders", async () => {
    const tenant = await makeTenant();
    const { ctx } = tenant;
    const [one, two, three] = await replaceFaqs(ctx, {
      faqs: [added("One?"), added("Two?"), added("Three?")],
    });
    if (!one || !two || !three) throw new Error("Three were added");
    const faqs = [
      { number: three.number, question: "Three?", answer: three.answer },
      { number: one.number, question: "First?", answer: "Changed" },
      added("Four?"),
    ];
    const after = await replaceFaqs(ctx, { faqs });
    expect(after.map(({ question, position }) => [question, position])).toEqual([
      ["Three?", 0],
      ["First?", 1],
      ["Four?", 2],
    ]);
    expect(await listed(tenant)).toEqual(
      faqs.map((faq) => ({ ...faq, number: faq.number ?? expect.any(Number) })),
    );
    expect((await listFaqs(ctx)).map(({ id }) => id)).not.toContain(two.id);
  });

  it("may swap two questions, or take one of a FAQ that goes", async () => {
    const tenant = await makeTenant();
    const [one, two] = await replaceFaqs(tenant.ctx, { faqs: [added("One?"), added("Two?")] });
    if (!one || !two) throw new Error("Two were added");
    await replaceFaqs(tenant.ctx, {
      faqs: [
        { number: one.number, question: "Two?", answer: "2" },
        { number: two.number, question: "One?", answer: "1" },
      ],
    });
    expect((await listed(tenant)).map(({ question }) => question)).toEqual(["Two?", "One?"]);
    await replaceFaqs(tenant.ctx, { faqs: [{ number: two.number, question: "Two?", answer: "2" }] });
    expect(await listed(tenant)).toEqual([{ number: two.number, question: "Two?", answer: "2" }]);
  });

  it("may swap the questions of two verified answers, and not give two of them the same", async () => {
    const tenant = await makeTenant();
    const { ctx } = tenant;
    const { id: conversationId } = await startConversation(ctx, { channel: "voice" });
    await verifyAnswer(ctx, { question: "One?", answer: "1", conversationId });
    await verifyAnswer(ctx, { question: "Two?", answer: "2", conversationId });
    const [one, two] = await listed(tenant);
    if (!one || !two) throw new Error("Two were verified");
    const swapped = [
      { ...one, question: "Two?" },
      { ...two, question: "One?" },
    ];
    await replaceFaqs(ctx, { faqs: swapped });
    expect(await listed(tenant)).toEqual(swapped);
    for (const faqs of [
      [
        { ...one, question: "Same?" },
        { ...two, question: "same?" },
      ],
      [{ ...one, question: "One?" }, swapped[1]],
    ]) {
      const given = faqs.filter((faq) => faq !== undefined);
      await expect(replaceFaqs(ctx, { faqs: given })).rejects.toMatchObject({ code: "already_exists" });
      expect(await listed(tenant)).toEqual(swapped);
    }
  });

  it("may be empty, and is the same when it is written again", async () => {
    const tenant = await makeTenant();
    await createFaq(tenant.ctx, { question: "One?", answer: "1" });
    const before = await listFaqs(tenant.ctx);
    await replaceFaqs(tenant.ctx, { faqs: await listed(tenant) });
    expect(await listFaqs(tenant.ctx)).toEqual(before);
    expect(await replaceFaqs(tenant.ctx, { faqs: [] })).toEqual([]);
  });

  it("with a number twice, of nobody or of another business changes nothing, and says where", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const faq = await createFaq(tenant.ctx, { question: "One?", answer: "1" });
    const foreign = await createFaq(other.ctx, { question: "Theirs?", answer: "Yes" });
    const numbered = (number: number) => ({ number, question: "X?", answer: "x" });
    const before = await listFaqs(tenant.ctx);
    const faqs = [numbered(faq.number), numbered(foreign.number), numbered(faq.number), added("New?")];
    await expect(replaceFaqs(tenant.ctx, { faqs })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { "faqs.1.id": [/No FAQ/], "faqs.2.id": [/once/] } },
    });
    expect(await listFaqs(tenant.ctx)).toEqual(before);
    expect(await listed(other)).toMatchObject([{ question: "Theirs?" }]);
  });

  it("is whole or not at all", async () => {
    const tenant = await makeTenant();
    const before = await replaceFaqs(tenant.ctx, { faqs: [added("One?")] });
    const faqs = [added("New?"), { ...added(" "), answer: "" }];
    await expect(replaceFaqs(tenant.ctx, { faqs })).rejects.toMatchObject({ code: "validation_failed" });
    expect(await listFaqs(tenant.ctx)).toEqual(before);
  });

  it("is not a member's", async () => {
    const tenant = await makeTenant();
    await expect(replaceFaqs(await tenant.as("member"), { faqs: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
