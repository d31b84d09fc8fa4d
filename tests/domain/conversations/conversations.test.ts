import { describe, expect, it } from "vitest";
import { createAgent, updateAgent } from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import {
  appendMessage,
  closeConversation,
  getConversation,
  startConversation,
} from "@/lib/domain/conversations";
import { addNumber } from "@/lib/domain/numbers";
import { receiveText } from "@/lib/domain/texts";
import { anonymousContext, makeTenant, NOW, type Tenant } from "../../support/context";

const events = (tenant: Tenant) =>
  inTenant(tenant.ctx, async ({ trx }) =>
    (await trx.selectFrom("events").select("type").orderBy("type").execute()).map(({ type }) => type),
  );

describe("a conversation", () => {
  it("keeps messages in the order they came and tells about each", async () => {
    const tenant = await makeTenant();
    const { id } = await startConversation(tenant.ctx, { channel: "widget" });
    const conversationId = id;
    await appendMessage(tenant.ctx, { conversationId, sender: "customer", content: "Hi" });
    await appendMessage(tenant.ctx, { conversationId, sender: "agent", content: "Hello!" });
    const { messages, status } = await getConversation(tenant.ctx, id);
    expect(status).toBe("active");
    expect(messages.map(({ position, sender, content }) => [position, sender, content])).toEqual([
      [0, "customer", "Hi"],
      [1, "agent", "Hello!"],
    ]);
    expect(await events(tenant)).toEqual(["conversation.created", "message.received", "message.sent"]);
  });

  it("keeps the version of the receptionist that took it", async () => {
    const tenant = await makeTenant();
    const agent = await createAgent(tenant.ctx, { name: "Ava" });
    await updateAgent(tenant.ctx, { id: agent.id, greeting: "Hello" });
    const { id } = await startConversation(tenant.ctx, { channel: "sms", agentId: agent.id });
    await updateAgent(tenant.ctx, { id: agent.id, greeting: "Good day" });
    expect(await getConversation(tenant.ctx, id)).toMatchObject({ agentId: agent.id, agentVersion: 2 });
    const without = await startConversation(tenant.ctx, { channel: "sms" });
    expect(without).toMatchObject({ agentId: null, agentVersion: null });
  });

  it("closes once and takes no more messages", async () => {
    const tenant = await makeTenant();
    const { id } = await startConversation(tenant.ctx, { channel: "test" });
    const closed = await closeConversation(tenant.ctx, { id, summary: "Asked for hours" });
    expect(closed).toMatchObject({ status: "closed", closedAt: new Date(NOW), summary: "Asked for hours" });
    expect(await closeConversation(tenant.ctx, { id, summary: "Other" })).toEqual(closed);
    await expect(
      appendMessage(tenant.ctx, { conversationId: id, sender: "customer", content: "Hi" }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await events(tenant)).toEqual(["conversation.closed", "conversation.created"]);
  });

  it("looks missing to other tenants", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { id } = await startConversation(tenant.ctx, { channel: "widget" });
    await expect(getConversation(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(closeConversation(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(
      appendMessage(other.ctx, { conversationId: id, sender: "customer", content: "Hi" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a text message", () => {
  const text = {
    provider: "telnyx" as const,
    providerMessageId: "msg-1",
    fromNumber: "+1 (202) 555-0133",
    toNumbers: ["+12025557801"],
    text: "Are you open on Saturday?",
    sentAt: new Date(NOW),
  };

  it("opens one thread with its sender, and is kept once", async () => {
    const tenant = await makeTenant();
    await addNumber(tenant.ctx, { e164: "+12025557801" });
    const nobody = await anonymousContext();
    const handled = { status: "handled", businessId: tenant.businessId };
    expect(await receiveText(nobody, text)).toEqual(handled);
    expect(await receiveText(nobody, text)).toEqual(handled);
    expect(await receiveText(nobody, { ...text, providerMessageId: "msg-2", text: "Hello?" })).toEqual(
      handled,
    );
    const threads = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("conversations").select(["id", "channel", "contact_id"]).execute(),
    );
    expect(threads).toMatchObject([{ channel: "sms", contact_id: expect.any(String) }]);
    const { messages } = await getConversation(tenant.ctx, threads[0]?.id ?? "");
    expect(messages.map(({ content }) => content)).toEqual(["Are you open on Saturday?", "Hello?"]);
  });

  it("to a number of nobody is not matched", async () => {
    expect(await receiveText(await anonymousContext(), { ...text, toNumbers: ["+12025557899"] })).toEqual({
      status: "unmatched",
    });
  });
});
