import { describe, expect, it } from "vitest";
import { createAgent, getAgent, startAgent, stopAgent, updateAgent } from "@/lib/domain/agents";
import { bookAppointment } from "@/lib/domain/appointments";
import { createCalendar } from "@/lib/domain/calendars";
import { listEmails, sendEmail } from "@/lib/domain/emails";
import { notifyCustomer } from "@/lib/domain/notifications";
import { addNumber } from "@/lib/domain/numbers";
import { remindCustomer, reminderOffers } from "@/lib/domain/reminders";
import { sendText, writeTextProblem } from "@/lib/domain/texts";
import { makeTenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";
import { refused } from "../billing/shop";
import { all, office, PHONE, say } from "../texts/text-office";
import { haveUsed, sellPlans, setPlan, told, used } from "./used";

const text = { phone: PHONE, content: "Hello" };
const email = { to: "ana@customer.example", subject: "Hello", content: "Hello Ana" };

describe("messages", () => {
  it("are sent up to the last of the plan, and then no more, by whichever way", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 198);
    await sendText(tenant.ctx, text);
    await sendEmail(tenant.ctx, email);
    const error = await refused(sendText(tenant.ctx, text));
    expect(error).toMatchObject({
      code: "quota_exceeded",
      message:
        "All 200 messages of the free plan are sent for this month. Ask an owner or admin to choose a larger plan under “Plan”, or wait until April 1.",
    });
    expect(await refused(sendEmail(tenant.ctx, email))).toMatchObject({ code: "quota_exceeded" });
    expect(await used(tenant)).toMatchObject({ messages: 200 });
    await setPlan(tenant, "basic");
    await sendText(tenant.ctx, text);
    tenant.clock.set("2026-04-01T04:00:00Z");
    await setPlan(tenant, "free");
    await sendText(tenant.ctx, text);
    expect(await used(tenant)).toMatchObject({ messages: 1 });
  });

  it("of the largest plan have a way out that is none of the product's", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await setPlan(tenant, "enterprise");
    await haveUsed(tenant, "messages", 50_000);
    expect(await refused(sendText(tenant.ctx, text))).toMatchObject({
      message:
        "All 50,000 messages of the enterprise plan are sent for this month. Write to whoever runs Frontdesk for you, or wait until April 1.",
    });
  });

  it("are said to be used up before anybody writes", async () => {
    const tenant = await office();
    sellPlans(tenant);
    expect(await writeTextProblem(tenant.ctx, PHONE)).toBeNull();
    expect(await writeTextProblem(tenant.ctx, null)).toBe("There is no phone number to write to.");
    await haveUsed(tenant, "messages", 200);
    expect(await writeTextProblem(tenant.ctx, PHONE)).toMatch(/^All 200 messages of the free plan are sent/);
  });

  it("leave no trace where they are refused", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 200);
    await refused(sendText(tenant.ctx, { ...text, phone: "+12025550148" }));
    await refused(sendEmail(tenant.ctx, email));
    expect(await all(tenant)).toEqual([]);
    expect((await listEmails(tenant.ctx, { page: 1, limit: 10 })).items).toEqual([]);
    expect(await used(tenant)).toMatchObject({ messages: 200 });
  });

  it("of customers are kept, and a carrier's keywords answered, whatever is used up", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 200);
    await say(tenant.number, "Do you have time on Tuesday?");
    await say(tenant.number, "STOP");
    expect((await all(tenant)).map(({ content }) => content)).toEqual(
      expect.arrayContaining(["Do you have time on Tuesday?", "STOP", expect.stringMatching(/START/)]),
    );
    expect(await used(tenant)).toMatchObject({ messages: 200 });
  });

  it("about an appointment: its confirmation goes out by itself, a reminder is one that somebody sends", async () => {
    const tenant = await office();
    sellPlans(tenant);
    await haveUsed(tenant, "messages", 200);
    const calendar = await createCalendar(tenant.ctx, { name: "Chair" });
    const { id } = await bookAppointment(tenant.ctx, {
      calendarId: calendar.id,
      startsAt: new Date("2026-03-04T15:00:00Z"),
      customer: { name: "Ana", email: "ana@customer.example" },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    await notifyCustomer(tenant.ctx, { eventId: undefined, subjectId: id });
    expect((await listEmails(tenant.ctx, { page: 1, limit: 10 })).items).toHaveLength(1);
    expect(await refused(remindCustomer(tenant.ctx, { appointmentId: id }))).toMatchObject({
      code: "quota_exceeded",
    });
    expect(await reminderOffers(tenant.ctx, id)).toMatchObject([
      { method: "sms", problem: expect.stringContaining("phone") },
      { method: "email", problem: expect.stringContaining("All 200 messages of the free plan are sent") },
    ]);
  });

  it("of another business and of another month take nothing", async () => {
    const [tenant, other] = [await office(), await office()];
    for (const one of [tenant, other]) sellPlans(one);
    await haveUsed(other, "messages", 200);
    await haveUsed(tenant, "messages", 200, "2026-02-01");
    await sendText(tenant.ctx, text);
    expect(await used(tenant)).toMatchObject({ messages: 1 });
  });

  it("have no end where nobody could buy more", async () => {
    const tenant = await office();
    await haveUsed(tenant, "messages", 5000);
    await sendText(tenant.ctx, text);
    expect(await used(tenant)).toMatchObject({ messages: 5001 });
    expect(await told(tenant)).toEqual([]);
  });
});

describe("what there may be so many of at once", () => {
  it("receptionists: one more is not started, and what is there goes on under a smaller plan", async () => {
    const tenant = await makeTenant();
    sellPlans(tenant);
    await setPlan(tenant, "basic");
    const { ctx } = tenant;
    const agents = [];
    for (const name of ["Ava", "Bo", "Cy"]) agents.push(await createAgent(ctx, { name }));
    expect(await refused(createAgent(ctx, { name: "Di" }))).toMatchObject({
      code: "quota_exceeded",
      message:
        "The basic plan has 3 receptionists at work. Ask an owner or admin to choose a larger plan under “Plan”, or stop one first.",
    });
    const spare = await createAgent(ctx, { name: "Di", status: "inactive" });
    const [ava] = agents;
    if (!ava) throw new Error("There is one");
    expect(await refused(startAgent(ctx, spare.id))).toMatchObject({ code: "quota_exceeded" });
    expect(await refused(updateAgent(ctx, { id: spare.id, status: "active" }))).toMatchObject({
      code: "quota_exceeded",
    });
    await updateAgent(ctx, { id: ava.id, name: "Ava Two", status: "active" });
    await setPlan(tenant, "free");
    expect(await startAgent(ctx, ava.id)).toMatchObject({ status: "active", name: "Ava Two" });
    await stopAgent(ctx, ava.id);
    expect(await refused(startAgent(ctx, ava.id))).toMatchObject({ code: "quota_exceeded" });
    expect(await getAgent(ctx, spare.id)).toMatchObject({ status: "inactive" });
  });

  it("numbers: one more is not added", async () => {
    const tenant = await makeTenant();
    sellPlans(tenant);
    await addNumber(tenant.ctx, { e164: nextNumber() });
    const wanted = nextNumber();
    expect(await refused(addNumber(tenant.ctx, { e164: wanted }))).toMatchObject({
      code: "quota_exceeded",
      message:
        "The free plan has 1 phone number. Ask an owner or admin to choose a larger plan under “Plan”, or remove one first.",
    });
    await setPlan(tenant, "premium");
    await addNumber(tenant.ctx, { e164: wanted });
    expect(await used(tenant)).toMatchObject({ numbers: 2 });
  });
});
