import { describe, expect, it } from "vitest";
import { createIntegration } from "@/lib/domain/integrations";
import { createLead } from "@/lib/domain/leads";
import type { WebhookSenderPort } from "@/lib/domain/ports";
import { deliverWebhook, listDeliveries } from "@/lib/domain/webhooks";
import { makeTenant } from "../../support/context";

/** A business with one event to be told, to a receiver that does what `post` does. */
async function waiting(post: WebhookSenderPort["post"]) {
  const { ctx, ports } = await makeTenant();
  ports.webhookSender = { post: async () => ({ status: 200, text: "" }) };
  await createIntegration(ctx, {
    type: "n8n",
    config: { webhookUrl: "https://n8n.example.com/x", secret: "0123456789abcdef" },
  });
  await createLead(ctx, { name: "Sam", phone: "+12175550143", source: "web" });
  ports.webhookSender = { post };
  const deliveries = () => listDeliveries(ctx, { limit: 10 });
  const [delivery] = await deliveries();
  const job = { deliveryId: delivery?.id ?? "" };
  return { deliveries, deliver: (isLast: boolean) => deliverWebhook(ctx, job, { isLast }) };
}

describe("a delivery is recorded", () => {
  it.each([
    ["a character at the cut", `${"x".repeat(499)}😀`, `${"x".repeat(499)}\uFFFD`],
    ["half a character", "a\uD83Db", "a\uFFFDb"],
    ["U+0000", "a\u0000b", "ab"],
  ])("though its answer has %s", async (_what, text, answer) => {
    const { deliveries, deliver } = await waiting(async () => ({ status: 200, text }));
    await deliver(false);
    expect(await deliveries()).toMatchObject([{ status: "delivered", attempts: [{ answer }] }]);
  });

  it("as failed when its job dies of something else than the receiver, and not before", async () => {
    const { deliveries, deliver } = await waiting(async () => {
      throw new Error("out of memory");
    });
    await expect(deliver(false)).rejects.toThrow("out of memory");
    expect(await deliveries()).toMatchObject([{ status: "waiting", problem: null }]);
    await expect(deliver(true)).rejects.toThrow("out of memory");
    expect(await deliveries()).toMatchObject([
      {
        status: "failed",
        problem: "It could not be delivered: something went wrong on our side. Send it again.",
      },
    ]);
  });
});
