import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { notifyPlan, type PaymentFact, recordPaymentFact } from "@/lib/domain/billing";
import { updateBusiness } from "@/lib/domain/businesses";
import { asSystem } from "@/lib/domain/context";
import { sendText } from "@/lib/domain/texts";
import { anonymousContext } from "../../support/context";
import { paymentShop } from "../billing/shop";
import { at, callStory, makeCallTenant, systemOf, tell } from "../calls/call-story";
import { office, PHONE } from "../texts/text-office";
import { haveUsed, sellPlans, setPlan, told } from "./used";

const text = { phone: PHONE, content: "Hello" };

describe("the owner is told of a month's amount", () => {
  it("at 80 and at 100 %, each once, wherever their mail goes", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await updateBusiness(tenant.ctx, { notificationSettings: { ownerEmail: "boss@harbor.example" } });
    await haveUsed(tenant, "messages", 158);
    await sendText(tenant.ctx, text);
    expect(await told(tenant)).toEqual([]);
    await sendText(tenant.ctx, text);
    await sendText(tenant.ctx, text);
    expect(await told(tenant)).toEqual([
      {
        to: "boss@harbor.example",
        subject: "80% of your plan's messages are used",
        text: expect.stringContaining(
          "161 of 200 messages are used this month. The count begins anew on April 1.",
        ),
      },
    ]);
    await haveUsed(tenant, "messages", 38);
    await sendText(tenant.ctx, text);
    const mails = await told(tenant);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "80% of your plan's messages are used",
      "All messages of your plan are used for this month",
    ]);
    expect(mails[1]?.text).toContain("/billing");
    expect(mails[1]?.text).toContain(
      "still go out, until then. Ask an owner or admin to choose a larger plan under “Plan” to have more at once.",
    );
  });

  it("anew for a larger plan and in the next month", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 199);
    await sendText(tenant.ctx, text);
    await told(tenant);
    await setPlan(tenant, "basic");
    await haveUsed(tenant, "messages", 1400);
    await sendText(tenant.ctx, text);
    await told(tenant);
    tenant.clock.set("2026-04-02T12:00:00Z");
    await haveUsed(tenant, "messages", 1600, "2026-04-01");
    await sendText(tenant.ctx, text);
    expect((await told(tenant)).map(({ subject }) => subject)).toEqual([
      "80% of your plan's messages are used",
      "80% of your plan's messages are used",
      "All messages of your plan are used for this month",
    ]);
  });

  it("by a call that used up its minutes, once for all its reports", async () => {
    const tenant = await makeCallTenant();
    sellPlans(tenant);
    await haveUsed(tenant, "call_seconds", 59 * 60);
    await haveUsed(tenant, "ai_seconds", 1799 - 57);
    const story = callStory(tenant.number);
    for (const event of [story.initiated, story.answered, story.started, story.ended])
      await tell(systemOf(tenant), event);
    expect((await told(tenant)).map(({ text }) => text)).toEqual([
      expect.stringContaining("59 of 60 call minutes are used this month."),
      expect.stringContaining("29 of 30 receptionist minutes are used this month."),
    ]);
    for (const event of [story.hangup, story.analyzed, story.hangup]) await tell(systemOf(tenant), event);
    const mails = await told(tenant);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "80% of your plan's call minutes are used",
      "80% of your plan's receptionist minutes are used",
      "All call minutes of your plan are used for this month",
    ]);
    await tell(systemOf(tenant), { ...story.hangup, occurredAt: at(60) } as typeof story.hangup);
    expect(await told(tenant)).toHaveLength(3);
  });
});

it("what is beyond a smaller plan is told, and goes on", async () => {
  const tenant = await office();
  sellPlans(tenant);
  await setPlan(tenant, "premium");
  for (const name of ["Ava", "Bo", "Cy"]) await createAgent(tenant.ctx, { name });
  await setPlan(tenant, "free");
  await notifyPlan(tenant.ctx, { about: "plan_changed" });
  await notifyPlan(tenant.ctx, { about: "plan_changed" });
  const mails = await told(tenant);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain("Receptionists at work: 3, and the free plan has 2.");
  expect(mails[0]?.text).toContain("Nothing is switched off");
  expect(mails[0]?.text).toContain("choose a larger plan under “Plan” if you need more.");
});

describe("two plans that are paid for at once", () => {
  const shop = paymentShop();

  it("are told once, with what to do", async () => {
    const tenant = await shop.customer();
    const { ctx, businessId } = tenant;
    await shop.buy(ctx, "basic");
    await shop.deliver();
    const second: PaymentFact = {
      eventId: `evt_${businessId}`,
      occurredAt: new Date("2026-03-02T15:00:00Z"),
      kind: "invoice",
      outcome: "paid",
      customerId: null,
      subscriptionId: `sub_of_${businessId}`,
      businessId,
      plan: "premium",
      periodStart: null,
      periodEnd: null,
    };
    for (let time = 0; time < 2; time += 1)
      await asSystem(await anonymousContext(), "test", (system) => recordPaymentFact(system, second));
    const mails = await told(tenant);
    expect(mails.map(({ subject }) => subject)).toEqual(["Two plans are being paid for: please end one"]);
    expect(mails[0]?.text).toContain(`sub_of_${businessId}`);
    expect(mails[0]?.text).toContain("Manage payment and invoices");
  });
});
