import { describe, expect, it } from "vitest";
import { checkIntegration, listIntegrations, updateIntegration } from "@/lib/domain/integrations";
import { createWebhookSender } from "@/lib/providers/webhook-sender/sender";
import { connected, n8nHere } from "./workflow";

const here = n8nHere();
const state = async ({ ctx }: Pick<Awaited<ReturnType<typeof connected>>, "ctx">) => {
  const [{ status, problem, verifiedAt } = {}] = await listIntegrations(ctx);
  return { status, problem, verifiedAt };
};

describe("a workflow that is connected", () => {
  it("is asked with a signed ping, and counts as checked once it took it; a job does not run it again", async () => {
    const business = await connected(here.n8n);
    expect(business.integration).toMatchObject({ status: "active", verifiedAt: business.clock.now() });
    await checkIntegration(business.ctx, { integrationId: business.integration.id });
    const { pings, received } = business.workflow;
    expect(pings).toEqual([
      {
        id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
        type: "ping",
        headers: expect.objectContaining({ "webhook-id": pings[0]?.id }),
        isGenuine: true,
        body: {
          id: pings[0]?.id,
          type: "ping",
          timestamp: business.clock.now().toISOString(),
          businessId: expect.any(Number),
          origin: "system",
          data: {},
        },
      },
    ]);
    expect(received).toEqual([]);
    expect(await business.deliveries()).toEqual([]);
  });

  it.each([401, 403, 404, 307])(
    "that answers %d has the problem, until it is asked again",
    async (status) => {
      const business = await connected(here.n8n);
      const mend = here.n8n.faults.set({ match: business.path, mode: "fail", status });
      const again = () => updateIntegration(business.ctx, { id: business.integration.id });
      expect(await again()).toMatchObject({
        status: "error",
        problem: expect.stringContaining(`(${status})`),
        verifiedAt: null,
      });
      mend();
      expect(await again()).toMatchObject({ status: "active", problem: null });
    },
  );

  it("that only has trouble of its own stays in use unchecked, and the job asks on", async () => {
    const business = await connected(here.n8n);
    here.n8n.faults.set({ match: business.path, mode: "fail", status: 503 });
    await updateIntegration(business.ctx, { id: business.integration.id });
    expect(await state(business)).toEqual({ status: "active", problem: null, verifiedAt: null });
    const check = checkIntegration(business.ctx, { integrationId: business.integration.id });
    await expect(check).rejects.toMatchObject({ isRetryable: true });
  });

  it.each([
    [
      "https://10.0.0.7/webhook/a",
      "10.0.0.7 is an address inside a private network, which is not written to.",
    ],
    ["http://n8n.example.com/webhook/a", "The address must begin with https://."],
    ["https://me:secret@n8n.example.com/webhook/a", "An address with a password in it is not used."],
  ])("at %s is told at once that nothing is posted there", async (webhookUrl, problem) => {
    const business = await connected(here.n8n);
    business.ports.webhookSender = createWebhookSender({ privateHosts: [], trustedOrigins: [] });
    const changed = await updateIntegration(business.ctx, {
      id: business.integration.id,
      config: { webhookUrl },
    });
    expect(changed).toMatchObject({ status: "error", problem });
  });
});
