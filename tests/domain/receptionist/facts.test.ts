import { describe, expect, it } from "vitest";
import { defaultAgent } from "@/lib/domain/agents";
import { createBrain, receptionistFacts, TOOLS, voiceAgentSpec } from "@/lib/domain/receptionist";
import { type Office, onChannel, openOffice, TUESDAY_THREE } from "./tool-office";

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

describe("what the facts tell of a caller", () => {
  const use = async (office: Office, args: object) =>
    (await office.call(MAYA)).use("book_appointment", {
      starts_at: TUESDAY_THREE,
      service: "Cleaning",
      ...args,
    });

  it("is the last visit, once it is over and was not cancelled", async () => {
    const office = await openOffice({ timeZone: "Pacific/Auckland" });
    const first = "2026-03-04T20:00:00.000Z";
    await use(office, { name: "Maya Torres", starts_at: first });
    const later = await office.call(MAYA);
    await later.use("book_appointment", { name: "Maya Torres", starts_at: "2026-03-05T20:00:00.000Z" });
    expect((await receptionistFacts(office.ctx, { callerNumber: MAYA })).last_visit_json).toBe("");
    office.clock.set("2026-03-05T00:00:00Z");
    expect(await receptionistFacts(office.ctx, { callerNumber: MAYA })).toMatchObject({
      // Wednesday 20:00 in UTC is Thursday 09:00 in Auckland.
      last_visit_json: JSON.stringify({ service: "Cleaning", date: "2026-03-05", time: "09:00" }),
      caller_history:
        "Upcoming: Appointment on Friday, March 6 at 9:00 AM. Last visit: Cleaning on Thursday, March 5 at 9:00 AM.",
    });
    office.clock.set("2026-03-20T00:00:00Z");
    expect(await receptionistFacts(office.ctx, { callerNumber: MAYA })).toMatchObject({
      upcoming_json: "[]",
      last_visit_json: JSON.stringify({ service: null, date: "2026-03-06", time: "09:00" }),
    });
  });

  it("is nothing of a visit that was for somebody else", async () => {
    const office = await openOffice();
    await use(office, { name: "Maya Torres" });
    await use(office, { name: "Leo Torres", starts_at: "2026-03-04T15:00:00.000Z" });
    office.clock.set("2026-03-20T00:00:00Z");
    expect(await receptionistFacts(office.ctx, { callerNumber: MAYA })).toMatchObject({
      caller_name: "Maya Torres",
      last_visit_json: "",
    });
  });

  it("is nothing on a channel whose visitor can be anyone, and all where the platform vouches", async () => {
    const office = await openOffice();
    await use(office, { name: "Maya Torres" });
    const [contact] = await office.rows("contacts");
    const { conversationId } = await office.call(null);
    const told = async (channel: string) => {
      await onChannel(conversationId, channel, contact?.id);
      return receptionistFacts(office.ctx, { conversationId, callerNumber: null });
    };
    expect(await told("widget")).toMatchObject({
      caller_name: "",
      upcoming_json: "[]",
      caller_history: "New caller.",
    });
    expect(await told("sms")).toMatchObject({
      caller_name: "Maya Torres",
      caller_history: "Upcoming: Cleaning on Tuesday, March 3 at 3:00 PM.",
    });
  });

  it("is nothing where several people use the number", async () => {
    const office = await openOffice();
    await use(office, { name: "Maya Torres" });
    await use(office, { name: "Leo Torres", starts_at: "2026-03-04T15:00:00.000Z" });
    const facts = await receptionistFacts(office.ctx, { callerNumber: MAYA });
    expect(facts).toMatchObject({
      caller_number_is_shared: "yes",
      caller_name: "",
      upcoming_json: "[]",
      last_visit_json: "",
      caller_history: "Several people use this number: who is calling is not known.",
    });
    expect(JSON.stringify(facts)).not.toMatch(/Torres/);
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
