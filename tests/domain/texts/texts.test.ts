import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { createLead } from "@/lib/domain/leads";
import { addNumber } from "@/lib/domain/numbers";
import { VendorError } from "@/lib/domain/ports";
import { listTexts, receiveText, recordDelivery, sendQueuedText, sendText } from "@/lib/domain/texts";
import { keywordOf } from "@/lib/domain/texts/keywords";
import { anonymousContext, makeTenant, type Tenant } from "../../support/context";

const PHONE = "+12025550143";
let count = 0;
const next = () => String(7_000_000 + ++count);

/** A business with a number, whose carrier keeps what it is handed. */
async function office(send?: () => Promise<string>) {
  const tenant = await makeTenant();
  const number = `+1415${next()}`;
  await addNumber(tenant.ctx, { e164: number });
  const sent: string[] = [];
  Object.assign(tenant.ctx.ports.telephony, {
    isConfigured: true,
    sendText: async ({ text }: { text: string }) => {
      sent.push(text);
      return send ? send() : `${tenant.businessId}-${sent.length}`;
    },
  });
  return { ...tenant, number, sent };
}
const all = async (tenant: Tenant) => (await listTexts(tenant.ctx, { page: 1, limit: 20 })).items;
const say = async (to: string, text: string, id = next()) =>
  receiveText(await anonymousContext(), {
    provider: "telnyx",
    providerMessageId: id,
    fromNumber: PHONE,
    toNumbers: [to],
    text,
    // In the order they are written here, whatever the clock says.
    sentAt: new Date(Date.UTC(2026, 2, 2, 13, 0, ++count)),
  });
const work = async (tenant: Tenant) => {
  for (const { id, status } of await all(tenant))
    if (status === "queued") await sendQueuedText(tenant.ctx, { messageId: id });
};
const receipt = async (id: string, status: string, error: string | null = null) =>
  recordDelivery(await anonymousContext(), { providerMessageId: id, phone: PHONE, status, error });

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

describe("opting out", () => {
  it("stops everything to the number from this business until START, and is confirmed once", async () => {
    const tenant = await office();
    const other = await office();
    await sendText(tenant.ctx, { phone: PHONE, content: "Waiting" });
    await say(tenant.number, "Stop.");
    await say(tenant.number, "STOP ALL");
    await expect(sendText(tenant.ctx, { phone: PHONE, content: "Hi" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    expect((await sendText(other.ctx, { phone: PHONE, content: "Hi" })).status).toBe("queued");
    await work(tenant);
    expect(tenant.sent).toEqual([expect.stringContaining("You are unsubscribed")]);
    await say(tenant.number, "yes!");
    await work(tenant);
    expect(tenant.sent[1]).toContain("You will receive messages again");
    expect((await sendText(tenant.ctx, { phone: PHONE, content: "Hi" })).status).toBe("queued");
  });

  it("answers HELP with how the business is reached, and takes YES for a text where nobody opted out", async () => {
    const tenant = await office();
    await say(tenant.number, "help");
    await say(tenant.number, "Yes");
    await work(tenant);
    expect(tenant.sent).toEqual([expect.stringContaining("Reply STOP to stop")]);
  });

  it("reads the words in any case and punctuation, and only alone", () => {
    const words = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
    const around = fc.stringMatching(/^[ .!"'?,-]{0,4}$/);
    fc.assert(
      fc.property(fc.constantFrom(...words), around, around, fc.boolean(), (word, before, after, isLower) => {
        const text = `${before}${isLower ? word.toLowerCase() : word}${after}`;
        expect(keywordOf(text)).toEqual({ kind: "stop", word });
        expect(keywordOf(`${text} my appointment`)).toBeNull();
      }),
    );
    expect(keywordOf("Opt-out")?.kind).toBe("stop");
    expect(keywordOf("INFO")?.kind).toBe("help");
  });
});
