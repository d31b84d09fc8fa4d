import { describe, expect, it } from "vitest";
import { createFaq, listFaqs, removeFaq, updateFaq } from "@/lib/domain/knowledge";
import { makeTenant } from "../../support/context";

describe("FAQs", () => {
  it("are added, changed and removed in order", async () => {
    const { ctx } = await makeTenant();
    const one = await createFaq(ctx, { question: " One? ", answer: "1" });
    const two = await createFaq(ctx, { question: "Two?", answer: "2" });
    expect((await listFaqs(ctx)).map((faq) => [faq.question, faq.position])).toEqual([
      ["One?", 0],
      ["Two?", 1],
    ]);
    await updateFaq(ctx, { id: one.id, answer: "first" });
    expect((await listFaqs(ctx))[0]).toMatchObject({ question: "One?", answer: "first" });
    await removeFaq(ctx, two.id);
    expect(await listFaqs(ctx)).toHaveLength(1);
  });

  it("refuse what is empty", async () => {
    const { ctx } = await makeTenant();
    await expect(createFaq(ctx, { question: " ", answer: "x" })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it("of another business look missing", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const faq = await createFaq(one.ctx, { question: "Mine?", answer: "Yes" });
    await expect(updateFaq(two.ctx, { id: faq.id, answer: "No" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeFaq(two.ctx, faq.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeFaq(two.ctx, "no-id")).rejects.toMatchObject({ code: "not_found" });
  });

  it("are written by managers, not by members", async () => {
    const tenant = await makeTenant();
    const member = await tenant.as("member");
    await expect(createFaq(member, { question: "Q?", answer: "A" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await listFaqs(member)).toEqual([]);
  });
});
