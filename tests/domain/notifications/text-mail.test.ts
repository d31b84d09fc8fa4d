import { describe, expect, it } from "vitest";
import { updateBusiness } from "@/lib/domain/businesses";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { createLead } from "@/lib/domain/leads";
import { receiveText, sendText } from "@/lib/domain/texts";
import { NOW } from "../../support/context";
import { makeCallTenant, systemOf } from "../calls/call-story";
import { mailsOf, runNotices } from "./mailbox";

const PHONE = "+12025550133";
let count = 0;

async function desk() {
  const tenant = await makeCallTenant();
  Object.assign(tenant.ctx.ports.telephony, { isConfigured: true });
  const hear = async (text: string) => {
    await receiveText(systemOf(tenant), {
      provider: "telnyx",
      providerMessageId: `${tenant.businessId}-${++count}`,
      fromNumber: PHONE,
      toNumbers: [tenant.number],
      text,
      sentAt: tenant.clock.now(),
    });
    await runNotices(tenant);
  };
  return { tenant, hear };
}

describe("the owner is told of a text that waits", () => {
  it("once in a thread until somebody has answered", async () => {
    const { tenant, hear } = await desk();
    await createLead(tenant.ctx, { name: "Ana Diaz", phone: PHONE });
    await hear("Can I come <b>earlier</b>?");
    await hear("Hello?");
    expect(await mailsOf(tenant)).toMatchObject([
      { kind: "new_text", subject: "Text message from Ana Diaz" },
    ]);
    await sendText(tenant.ctx, { phone: PHONE, content: "At nine." });
    // Mails of one instant have no order.
    tenant.clock.set(new Date(tenant.clock.now().getTime() + 1_000).toISOString());
    await hear("Thanks");
    const [first, second] = await mailsOf(tenant);
    expect(first?.text).toContain("Ana Diaz: Can I come <b>earlier</b>?");
    expect(first?.text).toContain(`From: ${PHONE}`);
    expect(first?.text).toMatch(/Answer: \S+\/contacts\/[0-9a-f-]{36}\?write=text/);
    expect(first?.html).not.toContain("<b>earlier");
    expect(second?.text).toContain("Ana Diaz: Thanks");
    expect(await mailsOf(tenant)).toHaveLength(2);
  });

  it("with the lead that a stranger becomes, in one mail", async () => {
    const { tenant, hear } = await desk();
    await hear("Do you do crowns?");
    const mails = await mailsOf(tenant);
    expect(mails).toMatchObject([{ kind: "new_text", subject: `Text message from ${PHONE}` }]);
    expect(mails[0]?.text).toMatch(/New lead: \d+ of 100/);
  });

  it("of the lead alone where they want no mails about texts, and of nothing where they want neither", async () => {
    const { tenant, hear } = await desk();
    await updateBusiness(tenant.ctx, { notificationSettings: { newText: false } });
    await hear("Do you do crowns?");
    expect(await mailsOf(tenant)).toMatchObject([{ kind: "new_lead" }]);
    const other = await desk();
    await updateBusiness(other.tenant.ctx, { notificationSettings: { newText: false, newLead: false } });
    await other.hear("Do you do crowns?");
    expect(await mailsOf(other.tenant)).toEqual([]);
  });

  it("after their quiet hours, and not where only what presses is wanted", async () => {
    const { tenant, hear } = await desk();
    await findOrCreateContact(tenant.ctx, { phone: PHONE, name: "Ana" });
    await updateBusiness(tenant.ctx, {
      notificationSettings: { quietHours: { from: "08:00", to: "10:00" } },
    });
    await hear("Do you do crowns?");
    expect(await mailsOf(tenant)).toMatchObject([{ kind: "new_text", status: "held" }]);
    tenant.clock.set(new Date(Date.parse(NOW) + 3_600_000));
    await runNotices(tenant);
    expect((await mailsOf(tenant)).at(-1)).toMatchObject({ kind: "digest" });
    const other = await desk();
    await updateBusiness(other.tenant.ctx, { notificationSettings: { leastUrgency: "high" } });
    await other.hear("Do you do crowns?");
    expect(await mailsOf(other.tenant)).toEqual([]);
  });
});
