import { describe, expect, it } from "vitest";
import type { VoiceTurn } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { captureLead, getLead, rescoreLead, updateLead } from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";
import { jobsOf, spokenCall, systemOf, tell } from "../calls/call-story";

const said = (...sentences: string[]): VoiceTurn[] =>
  sentences.map((content, index) => ({ sender: "customer", content, offsetSeconds: index }));

async function callWithLead() {
  const { tenant, story, conversationId } = await spokenCall();
  const lead = await captureLead(jobsOf(tenant), { name: "Ana", source: "call", conversationId });
  const rescores = () =>
    inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("jobs").select(["kind", "payload"]).where("kind", "=", "lead.rescore").execute(),
    );
  return { tenant, story, conversationId, lead, rescores };
}

describe("the lead of a call", () => {
  it("is scored anew from the final transcript, once however often it is told, with the caller's words", async () => {
    const { tenant, story, conversationId, lead, rescores } = await callWithLead();
    expect(lead).toMatchObject({ temperature: "cold", urgency: "low" });
    const transcript = said("Hi there.", "My tooth is bleeding. Can I book an appointment?");
    const final = { ...story.analyzed, transcript };
    await tell(systemOf(tenant), final);
    await tell(systemOf(tenant), final);
    expect(await rescores()).toEqual([{ kind: "lead.rescore", payload: { conversationId } }]);
    await rescoreLead(jobsOf(tenant), { conversationId });
    const scored = await getLead(tenant.ctx, lead.id);
    expect(scored).toMatchObject({ urgency: "critical", temperature: "warm", score: lead.score + 40 });
    expect(scored.scoreReasons).toEqual([
      { signal: "urgency", points: 25, detail: "Said “bleeding”.", quote: "My tooth is bleeding." },
      {
        signal: "buying_words",
        points: 15,
        detail: "Said “book”.",
        quote: "Can I book an appointment?",
      },
      { signal: "source", points: 10, detail: "Came by call." },
      { signal: "name", points: 5, detail: "Gave a name." },
    ]);
    await rescoreLead(jobsOf(tenant), { conversationId });
    expect(await getLead(tenant.ctx, lead.id)).toEqual(scored);
  });

  it("keeps what a person set", async () => {
    const { tenant, story, conversationId, lead } = await callWithLead();
    await updateLead(tenant.ctx, { id: lead.id, temperature: "cold", urgency: "medium", status: "lost" });
    await tell(systemOf(tenant), { ...story.analyzed, transcript: said("An emergency! What is the price?") });
    await rescoreLead(jobsOf(tenant), { conversationId });
    expect(await getLead(tenant.ctx, lead.id)).toMatchObject({
      temperature: "cold",
      isTemperatureSet: true,
      urgency: "medium",
      isUrgencySet: true,
      status: "lost",
      score: lead.score + 40,
    });
  });

  it("is the only one that is read: not for guests, nothing for a foreign or unknown conversation", async () => {
    const { tenant, conversationId, lead } = await callWithLead();
    const other = await makeTenant();
    await expect(rescoreLead(await tenant.as("guest"), { conversationId })).rejects.toMatchObject({
      code: "forbidden",
    });
    await rescoreLead(other.ctx, { conversationId });
    expect(await getLead(tenant.ctx, lead.id)).toEqual(lead);
  });
});
