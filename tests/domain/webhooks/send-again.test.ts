import { describe, expect, it } from "vitest";
import { removeIntegration } from "@/lib/domain/integrations";
import { listDeliveries, sendDeliveryAgain } from "@/lib/domain/webhooks";
import { makeTenant } from "../../support/context";
import { connected, n8nHere } from "./workflow";

const here = n8nHere();
const delivered = async () => {
  const business = await connected(here.n8n);
  await business.capture();
  await business.work();
  const [delivery] = await business.deliveries();
  return { ...business, id: delivery?.id ?? "" };
};

describe("sending again", () => {
  it("tells the same event under the same id, as often as it is asked", async () => {
    const business = await delivered();
    for (const attemptCount of [2, 3]) {
      const again = await sendDeliveryAgain(business.ctx, { id: business.id });
      expect(again).toMatchObject({ id: business.id, status: "waiting", settledAt: null });
      await business.work();
      expect(await business.deliveries()).toMatchObject([{ status: "delivered", attemptCount }]);
    }
    const { received } = business.workflow;
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  });

  it("goes to whoever is connected now, and to nobody where nobody is", async () => {
    const business = await delivered();
    await removeIntegration(business.ctx, business.integration.id);
    const again = () => sendDeliveryAgain(business.ctx, { id: business.id });
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
    const { workflow } = await connected(here.n8n, business);
    await again();
    await business.work();
    expect(business.workflow.received).toHaveLength(1);
    expect(workflow.received).toMatchObject([{ id: business.workflow.received[0]?.id, isGenuine: true }]);
  });

  it("is refused while it is on its way, so that two clicks are one", async () => {
    const business = await delivered();
    const again = () => sendDeliveryAgain(business.ctx, { id: business.id });
    const clicks = await Promise.allSettled([again(), again()]);
    expect(clicks.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
  });

  it("is for owners and admins, and another business's is not there", async () => {
    const business = await delivered();
    for (const role of ["manager", "member", "guest"] as const) {
      const ctx = await business.as(role);
      await expect(sendDeliveryAgain(ctx, { id: business.id })).rejects.toMatchObject({ code: "forbidden" });
    }
    const other = await makeTenant();
    await expect(sendDeliveryAgain(other.ctx, { id: business.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await listDeliveries(other.ctx, { limit: 10 })).toEqual([]);
  });

  it("lists page by page, by state", async () => {
    const business = await connected(here.n8n);
    for (const name of ["A", "B", "C"]) await business.capture(name);
    const all = await business.deliveries();
    const [newest] = all;
    expect(await listDeliveries(business.ctx, { limit: 2, before: newest?.id })).toEqual(all.slice(1));
    expect(await listDeliveries(business.ctx, { limit: 2, status: ["failed"] })).toEqual([]);
  });
});
