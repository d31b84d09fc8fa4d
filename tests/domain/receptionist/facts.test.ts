import { describe, expect, it } from "vitest";
import { defaultAgent } from "@/lib/domain/agents";
import { createBrain, receptionistFacts, TOOLS, voiceAgentSpec } from "@/lib/domain/receptionist";
import { openOffice, TUESDAY_THREE } from "./tool-office";

const MAYA = "+12125550123";

describe("the facts of a conversation", () => {
  it("tell the business, the local time and what it offers, as text", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const facts = await receptionistFacts(office.ctx, {
      conversationId: line.conversationId,
      callerNumber: MAYA,
    });
    expect(facts).toMatchObject({
      business_name: "Harbor Dental",
      time_zone: "America/New_York",
      weekday: "Monday",
      now_local: "Monday, March 2 at 9:00 AM",
      open_now: "yes",
      hours_text: "We're open Monday to Friday 9 AM to 5 PM, and closed on Saturday and Sunday.",
      caller_number: MAYA,
      caller_name: "",
      caller_history: "New caller.",
      greeting: "Hello from Harbor Dental!",
    });
    expect(JSON.parse(facts.services_json ?? "")).toEqual([
      { name: "Cleaning", duration_minutes: 30, price_text: "$120" },
      { name: "Whitening", duration_minutes: 60, price_text: "" },
    ]);
    for (const value of Object.values(facts)) expect(value).toEqual(expect.any(String));
  });

  it("know a caller who came before, and what is ahead", async () => {
    const office = await openOffice();
    await (await office.call(MAYA)).use("book_appointment", {
      starts_at: TUESDAY_THREE,
      service: "Cleaning",
      name: "Maya Torres",
    });
    const facts = await receptionistFacts(office.ctx, { callerNumber: MAYA });
    expect(facts.caller_name).toBe("Maya Torres");
    expect(facts.caller_has_email).toBe("no");
    expect(facts.caller_history).toBe("Upcoming: Cleaning on Tuesday, March 3 at 3:00 PM.");
    expect((await receptionistFacts(office.ctx, { callerNumber: null })).caller_history).toBe("New caller.");
  });
});

describe("the voice agent", () => {
  it("gets every tool with a schema and an address", async () => {
    const office = await openOffice();
    const agent = await defaultAgent(office.ctx);
    if (!agent) throw new Error("The office has no agent");
    const spec = await voiceAgentSpec(office.ctx, agent.id, { appUrl: "https://desk.example" });
    expect(spec.tools.map(({ name }) => name)).toEqual(Object.keys(TOOLS));
    expect(spec.greeting).toBe("Hello from Harbor Dental!");
    expect(spec.webhookUrl).toBe("https://desk.example/api/webhooks/retell");
    const book = spec.tools.find(({ name }) => name === "book_appointment");
    expect(book?.url).toBe("https://desk.example/api/tools/book_appointment");
    expect(book?.parameters).toMatchObject({ type: "object", required: ["starts_at", "name"] });
    await expect(voiceAgentSpec(office.ctx, "nobody", { appUrl: "https://x.example" })).rejects.toMatchObject(
      { code: "not_found" },
    );
  });
});

describe("the brain with the real tools", () => {
  it("takes the demo call to a booked appointment", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const facts = await receptionistFacts(office.ctx, {
      conversationId: line.conversationId,
      callerNumber: MAYA,
    });
    const brain = createBrain({
      facts,
      now: () => office.clock.now(),
      callTool: async (tool, args) => ({ ok: true, ...(await line.use(tool, args)) }),
    });
    const said: string[] = [(await brain.open()).text];
    let hasEnded = false;
    for (const turn of [
      "Hi, do you take new patients?",
      "Great. I'd like to book a cleaning tomorrow after three.",
      "The first one works",
      "Maya Torres",
      "Yes, that's the best number",
      "maya dot torres at example dot com",
      "Yes, that's right",
      "Yes",
      "Do I need to bring anything?",
      "No, that's all, thank you.",
    ]) {
      const reply = await brain.hear(turn);
      said.push(reply.text);
      hasEnded = reply.hasEnded;
    }
    expect(hasEnded).toBe(true);
    expect(said.join("\n")).toMatch(/You're booked for a cleaning on Tuesday, March 3 at 3 PM/);
    expect(await office.rows("appointments")).toMatchObject([
      {
        status: "confirmed",
        customer_name: "Maya Torres",
        customer_phone: MAYA,
        customer_email: "maya.torres@example.com",
      },
    ]);
    expect(await office.rows("leads")).toHaveLength(1);
  });
});
