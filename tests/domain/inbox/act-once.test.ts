import { describe, expect, it } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { actOnce, type Wish } from "@/lib/domain/inbox";
import { createLead, listLeads } from "@/lib/domain/leads";
import { anonymousContext, makeTenant } from "../../support/context";

async function wishing() {
  const tenant = await makeTenant();
  const { businessId, clock } = tenant;
  const ctx = { ...(await anonymousContext(clock)), ports: tenant.ports };
  const wish: Wish = {
    vendor: "n8n",
    eventId: `${businessId}:id:1`,
    type: "create_lead",
    body: "{}",
    businessId,
    fingerprint: "a",
    actor: "n8n",
  };
  const capture = (refusal: Error | null) =>
    actOnce(ctx, wish, async (tenant) => {
      const { id } = await createLead(tenant, { name: "Sam Poe" });
      if (refusal) throw refusal;
      return { id };
    });
  const leads = async () => (await listLeads(tenant.ctx, { page: 1, limit: 10 })).total;
  return { ...tenant, capture, leads };
}

describe("what is done once", () => {
  it("wakes the worker and the open pages after its commit", async () => {
    const { capture, ports, businessId } = await wishing();
    expect(await capture(null)).toMatchObject({ status: "handled", isRepeat: false });
    expect(ports.wakes).toBe(1);
    expect(ports.published).toMatchObject([{ businessId, topics: expect.arrayContaining(["lead"]) }]);
  });

  it("a refusal takes back what was written for it, jobs and news as well, and keeps the reason", async () => {
    const { capture, leads, ports } = await wishing();
    const refusal = new DomainError("unavailable", "Not now.", { fields: { name: ["No."] } });
    const refused = { status: "refused", code: "conflict", message: "Not now.", fields: { name: ["No."] } };
    expect(await capture(refusal)).toEqual({ ...refused, data: undefined, isRepeat: false });
    expect([await leads(), ports.wakes, ports.published]).toEqual([0, 0, []]);
    expect(await capture(null)).toMatchObject({ status: "handled", isRepeat: false });
    expect(await leads()).toBe(1);
  });

  it("any other failure leaves nothing at all, and the repeat is the first", async () => {
    const { capture, leads } = await wishing();
    await expect(capture(new Error("down"))).rejects.toThrow("down");
    expect(await leads()).toBe(0);
    expect(await capture(null)).toMatchObject({ status: "handled", isRepeat: false });
    expect(await capture(null)).toMatchObject({ status: "handled", isRepeat: true });
    expect(await leads()).toBe(1);
  });
});
