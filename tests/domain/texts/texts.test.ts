import { describe, expect, it } from "vitest";
import { findContactByPhone, findOrCreateContact, updateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { contactTimeline, createLead, listLeads } from "@/lib/domain/leads";
import { releaseCarrierNumbers } from "@/lib/domain/numbers";
import { VendorError } from "@/lib/domain/ports";
import { listTasks } from "@/lib/domain/tasks";
import { fetchTextMedia, mediaOf, sendQueuedText, sendText, textHindrance } from "@/lib/domain/texts";
import { NOW, type Tenant } from "../../support/context";

import { all, next, office, PHONE, receipt, say, work } from "./text-office";

describe("a text that is sent", () => {
  it("is queued in the thread of the contact, handed over once, and followed", async () => {
    const tenant = await office();
    const lead = await createLead(tenant.ctx, { name: "Ana", phone: PHONE });
    const queued = await sendText(tenant.ctx, { leadId: lead.id, content: "We will call you." });
    expect(queued).toMatchObject({ phone: PHONE, leadId: lead.id, status: "queued", direction: "outbound" });
    await sendQueuedText(tenant.ctx, { messageId: queued.id });
    await sendQueuedText(tenant.ctx, { messageId: queued.id });
    expect(tenant.sent).toEqual(["We will call you."]);
    const id = `${tenant.businessId}-1`;
    await receipt(id, "delivered");
    await receipt(id, "sent");
    await receipt(id, "delivery_failed");
    expect(await all(tenant)).toEqual([{ ...queued, status: "delivered" }]);
  });

  it("fails with the carrier's reason", async () => {
    const tenant = await office();
    await sendText(tenant.ctx, { phone: PHONE, content: "Hello" });
    await work(tenant);
    await receipt(`${tenant.businessId}-1`, "delivery_failed", "40008 Undeliverable");
    expect(await all(tenant)).toMatchObject([{ status: "failed", error: "40008 Undeliverable" }]);
    const contact = await findContactByPhone(tenant.ctx, PHONE);
    expect(await contactTimeline(tenant.ctx, contact?.id ?? "")).toMatchObject([
      { kind: "message", sender: "human", delivery: { status: "failed", error: "40008 Undeliverable" } },
    ]);
  });

  it("is not sent again where it may have gone out, and is where nothing was taken", async () => {
    let isRetryable = true;
    const tenant = await office(async () => {
      throw new VendorError("telnyx", "telnyx: busy", { isRetryable });
    });
    const { id } = await sendText(tenant.ctx, { phone: PHONE, content: "Hello" });
    await expect(sendQueuedText(tenant.ctx, { messageId: id })).rejects.toThrow("busy");
    isRetryable = false;
    await sendQueuedText(tenant.ctx, { messageId: id });
    await sendQueuedText(tenant.ctx, { messageId: id });
    expect(tenant.sent).toHaveLength(2);
    expect(await all(tenant)).toMatchObject([{ status: "failed", error: "telnyx: busy" }]);
  });

  it("that the carrier cannot take for hours is given up, and whom it knows to have opted out is", async () => {
    let isOptedOut = false;
    const tenant = await office(async () => {
      throw new VendorError("telnyx", "Not now.", { isRetryable: !isOptedOut, isOptedOut });
    });
    const late = await sendText(tenant.ctx, { phone: PHONE, content: "Late" });
    await expect(sendQueuedText(tenant.ctx, { messageId: late.id })).rejects.toThrow("Not now.");
    tenant.clock.set(new Date(Date.parse(NOW) + 2 * 3_600_000 + 1));
    await sendQueuedText(tenant.ctx, { messageId: late.id });
    expect(await all(tenant)).toMatchObject([{ status: "failed", error: "Not now." }]);
    isOptedOut = true;
    const { id } = await sendText(tenant.ctx, { phone: PHONE, content: "Hi" });
    await sendQueuedText(tenant.ctx, { messageId: id });
    expect(await textHindrance(tenant.ctx, PHONE)).toBe("opted_out");
  });

  it("is not sent from a number that was given up meanwhile", async () => {
    const tenant = await office();
    const { id } = await sendText(tenant.ctx, { phone: PHONE, content: "Hello" });
    await inTenant(tenant.ctx, (ctx) => releaseCarrierNumbers(ctx, "telnyx"));
    await sendQueuedText(tenant.ctx, { messageId: id });
    expect(tenant.sent).toEqual([]);
    expect(await all(tenant)).toMatchObject([
      { status: "failed", error: expect.stringContaining("is not in use any more") },
    ]);
  });

  it("is refused to guests, without a number and for a lead of another business", async () => {
    const tenant = await office();
    await expect(sendText(await tenant.as("guest"), { phone: PHONE, content: "Hi" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const other = await office();
    const lead = await createLead(other.ctx, { name: "Bo", phone: PHONE });
    await expect(sendText(tenant.ctx, { leadId: lead.id, content: "Hi" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await all(tenant)).toEqual([]);
  });
});

describe("a text that comes in", () => {
  it("makes a lead of a stranger, once", async () => {
    const tenant = await office();
    const id = next();
    await say(tenant.number, "Do you do crowns?", id);
    await say(tenant.number, "Do you do crowns?", id);
    await say(tenant.number, "On Monday?");
    const leads = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("leads").select(["source", "phone"]).execute(),
    );
    expect(leads).toEqual([{ source: "sms", phone: PHONE }]);
    expect((await all(tenant)).map(({ content, direction }) => [content, direction])).toEqual([
      ["On Monday?", "inbound"],
      ["Do you do crowns?", "inbound"],
    ]);
  });
});

describe("what waits for an answer", () => {
  const waiting = async ({ ctx }: Tenant) =>
    (await listTasks(ctx, { status: "open" })).map(({ kind, body }) => [kind, body]);

  it("is one task for a thread, until a person writes back", async () => {
    const tenant = await office();
    await say(tenant.number, "Are you open?");
    await say(tenant.number, "Hello?");
    expect(await waiting(tenant)).toEqual([["answer", "Are you open?\nHello?"]]);
    const key = {
      ...tenant.ctx,
      actor: {
        kind: "api_key" as const,
        keyId: tenant.userId,
        permissions: ["call:write", "contact:write"] as const,
      },
    };
    await sendText(key, { phone: PHONE, content: "Thank you for your interest!" });
    expect(await waiting(tenant)).toHaveLength(1);
    await sendText(tenant.ctx, { phone: PHONE, content: "We are." });
    expect(await waiting(tenant)).toEqual([]);
    await say(tenant.number, "Great, thanks");
    expect(await waiting(tenant)).toEqual([["answer", "Great, thanks"]]);
  });

  it("is nothing that a keyword, a machine, a blocked contact or the business itself sends", async () => {
    const tenant = await office();
    const blocked = "+12025550177";
    const { id } = await findOrCreateContact(tenant.ctx, { phone: blocked });
    await updateContact(tenant.ctx, { id, isBlocked: true });
    await say(tenant.number, "Buy our leads", next(), blocked);
    await say(tenant.number, "Your code is 123456", next(), "+72727");
    await say(tenant.number, "HELP", next(), "+72727");
    await say(tenant.number, "An echo", next(), tenant.number);
    await say(tenant.number, "STOP");
    expect(await waiting(tenant)).toEqual([]);
    expect((await listLeads(tenant.ctx, { page: 1, limit: 10 })).items).toEqual([]);
    expect((await all(tenant)).map(({ content }) => content).reverse()).toEqual([
      "Buy our leads",
      "Your code is 123456",
      "HELP",
      "STOP",
      expect.stringContaining("You are unsubscribed"),
    ]);
    await expect(sendText(tenant.ctx, { phone: tenant.number, content: "Me" })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });
});

describe("what comes along with a text", () => {
  const PICTURE = { url: "https://media.example/1.jpg", contentType: "image/jpeg" };
  const kept = async (tenant: Tenant) =>
    mediaOf(
      tenant.ctx,
      (await all(tenant)).map(({ id }) => id),
    );

  it("is fetched again where its server was busy, kept once, and given up where it is gone", async () => {
    const tenant = await office();
    await say(tenant.number, " ", next(), PHONE, [
      PICTURE,
      { ...PICTURE, url: "https://media.example/2.jpg" },
    ]);
    const [text] = await all(tenant);
    expect(text?.content).toBe("Sent 2 pictures.");
    const gif = new TextEncoder().encode("GIF89a-and-more");
    let isBusy = true;
    tenant.ctx.ports.downloads.get = async (url) => ({
      status: url.endsWith("2.jpg") ? 404 : isBusy ? 503 : 200,
      contentType: "image/jpeg",
      content: gif,
    });
    const messageId = text?.id ?? "";
    await expect(fetchTextMedia(tenant.ctx, { messageId })).rejects.toThrow("503");
    isBusy = false;
    await fetchTextMedia(tenant.ctx, { messageId });
    await fetchTextMedia(tenant.ctx, { messageId });
    expect([...(await kept(tenant)).values()]).toEqual([
      [
        { contentType: "image/gif", url: expect.stringMatching(/\.gif$/) },
        { contentType: "image/jpeg", url: null },
      ],
    ]);
    expect(tenant.ports.stored.size).toBe(1);
  });

  it("says what it is where no word came, and drops what is neither", async () => {
    const tenant = await office();
    const video = { url: "https://media.example/v", contentType: "video/mp4" };
    await say(tenant.number, "", next(), PHONE, [video]);
    await say(tenant.number, "", next(), PHONE, [
      video,
      { url: "https://media.example/x", contentType: null },
    ]);
    await say(tenant.number, " ");
    expect((await all(tenant)).map(({ content }) => content)).toEqual(["Sent 2 files.", "Sent a video."]);
  });
});
