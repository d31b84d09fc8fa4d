import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import {
  createIntegration,
  listIntegrations,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import { cleanUp } from "@/lib/domain/jobs";
import { createLead } from "@/lib/domain/leads";
import { deliverWebhook } from "@/lib/domain/webhooks";
import { createWebhookSender } from "@/lib/providers/webhook-sender/sender";
import { makeTenant, NOW } from "../../support/context";
import { connected, n8nHere, work } from "./workflow";

const here = n8nHere();

describe("an event", () => {
  it("is told once, signed, after its commit, and the attempt is on record", async () => {
    const business = await connected(here.n8n);
    const lead = await business.capture();
    expect(await business.deliveries()).toMatchObject([{ status: "waiting", attemptCount: 0, attempts: [] }]);
    expect(business.workflow.received).toEqual([]);
    await business.work();
    await business.work();
    const [delivery, ...others] = await business.deliveries();
    expect(others).toEqual([]);
    expect(delivery).toEqual({
      id: expect.any(String),
      eventId: expect.any(String),
      eventType: "lead.captured",
      occurredAt: business.clock.now(),
      status: "delivered",
      problem: null,
      attempts: [
        {
          at: NOW,
          durationMilliseconds: 0,
          statusCode: 200,
          answer: '{"message":"Workflow was started"}',
          problem: null,
        },
      ],
      attemptCount: 1,
      createdAt: business.clock.now(),
      settledAt: business.clock.now(),
    });
    expect(business.workflow.received).toHaveLength(1);
    const [told] = business.workflow.received;
    expect(told).toMatchObject({ type: "lead.captured", isGenuine: true });
    expect(told?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-id": told?.id,
      "webhook-timestamp": String(Date.parse(NOW) / 1000),
    });
    expect(told?.body).toMatchObject({
      id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
      timestamp: NOW,
      businessId: expect.any(Number),
      origin: "user",
      data: { lead: { id: lead.id, name: "Sam Poe", phone: "+12175550143" } },
    });
  });

  it("writes nothing for a business that nobody listens to, and none that is rolled back is told", async () => {
    const alone = await makeTenant();
    await createLead(alone.ctx, { name: "Sam Poe" });
    const business = await connected(here.n8n);
    const broken = inTenant(business.ctx, async (ctx) => {
      await createLead(ctx, { name: "Sam Poe" });
      throw new Error("no");
    });
    await expect(broken).rejects.toThrow("no");
    await updateIntegration(business.ctx, { id: business.integration.id, isEnabled: false });
    await business.capture();
    for (const { ctx } of [alone, business]) {
      const written = await inTenant(ctx, async ({ trx }) => [
        await trx.selectFrom("webhook_deliveries").select("id").execute(),
        await trx.selectFrom("jobs").select("id").where("kind", "=", "webhook.deliver").execute(),
      ]);
      expect(written).toEqual([[], []]);
    }
  });
});

describe("an attempt that fails", () => {
  it("is repeated under the same id until it is taken", async () => {
    const business = await connected(here.n8n);
    const mend = here.n8n.faults.set({ match: business.path, mode: "fail", status: 503 });
    await business.capture();
    await business.work();
    expect(await business.deliveries()).toMatchObject([
      { status: "waiting", problem: "n8n answered with an error (503).", settledAt: null },
    ]);
    business.later(1);
    await business.work();
    mend();
    business.later(1);
    await business.work();
    const [delivery] = await business.deliveries();
    expect(delivery).toMatchObject({ status: "delivered", problem: null, attemptCount: 3 });
    expect(delivery?.attempts.map(({ statusCode }) => statusCode)).toEqual([503, 503, 200]);
    expect(business.workflow.received).toMatchObject([{ isGenuine: true }]);
  });

  it.each([
    [{ mode: "fail" as const, status: 307 }, 307, /another address \(307\), which is not followed/],
    [{ mode: "fail" as const, status: 404 }, 404, /no active workflow at this address \(404\)/],
    [{ mode: "fail" as const, status: 403 }, 403, /did not let us in \(403\)/],
    [{ mode: "drop" as const }, null, /^The connection to .* broke off\.$/],
  ])("%o is told in plain words", async (fault, statusCode, problem) => {
    const business = await connected(here.n8n);
    here.n8n.faults.set({ match: business.path, times: 1, ...fault });
    await business.capture();
    await business.work();
    expect(await business.deliveries()).toMatchObject([
      { status: "waiting", attempts: [{ statusCode, problem: expect.stringMatching(problem) }] },
    ]);
  });

  it("one that takes too long is told again, since nobody knows how far it got", async () => {
    const business = await connected(here.n8n);
    business.ports.webhookSender = {
      post: (url, request) => {
        expect(request.timeoutSeconds).toBe(10);
        return business.sender.post(url, { ...request, timeoutSeconds: 0.2 });
      },
    };
    here.n8n.faults.set({ match: business.path, mode: "delay", milliseconds: 2_000, times: 1 });
    await business.capture();
    await business.work();
    expect(await business.deliveries()).toMatchObject([
      { status: "waiting", problem: expect.stringMatching(/did not answer within/) },
    ]);
  });

  it("for the eighth time is the last, and says so", async () => {
    const business = await connected(here.n8n);
    here.n8n.faults.set({ match: business.path, mode: "fail", status: 500 });
    await business.capture();
    for (let tries = 1; tries <= 12; tries += 1) {
      await business.work();
      business.later(12);
    }
    expect(await business.deliveries()).toMatchObject([
      { status: "failed", problem: "n8n answered with an error (500).", attemptCount: 8 },
    ]);
    expect(await listIntegrations(business.ctx)).toMatchObject([{ status: "active" }]);
  });

  it.each([401, 403, 404, 307])("with %d to the last is the owner's to mend", async (status) => {
    const business = await connected(here.n8n);
    const mend = here.n8n.faults.set({ match: business.path, mode: "fail", status });
    await business.capture();
    const [delivery] = await business.deliveries();
    const attempt = (isLast: boolean) =>
      deliverWebhook(business.ctx, { deliveryId: delivery?.id ?? "" }, { isLast });
    await expect(attempt(false)).rejects.toMatchObject({ isRetryable: true });
    expect(await listIntegrations(business.ctx)).toMatchObject([{ status: "active" }]);
    await attempt(true);
    mend();
    expect(await business.deliveries()).toMatchObject([{ status: "failed", attemptCount: 2 }]);
    expect(await listIntegrations(business.ctx)).toMatchObject([
      { status: "error", problem: expect.stringContaining(`(${status})`), verifiedAt: null },
    ]);
  });

  it("for an address in a private network is not repeated, and the owner's to mend", async () => {
    const business = await connected(here.n8n);
    const webhookUrl = business.workflow.webhookUrl.replace("http:", "https:");
    business.ports.webhookSender = {
      post: (_, request) =>
        createWebhookSender({ privateHosts: [], trustedOrigins: [] }).post(webhookUrl, request),
    };
    await business.capture();
    await business.work();
    const problem = `${new URL(webhookUrl).host} is an address inside a private network, which is not written to.`;
    expect(await business.deliveries()).toMatchObject([{ status: "failed", attemptCount: 1, problem }]);
    expect(await listIntegrations(business.ctx)).toMatchObject([{ status: "error", problem }]);
  });
});

describe("whoever is gone", () => {
  it("for good (410) gets nothing more until the owner has mended it", async () => {
    const business = await connected(here.n8n);
    await business.capture("First");
    business.workflow.retire();
    await business.work();
    const problem = "n8n says that this address is gone for good (410).";
    expect(await business.deliveries()).toMatchObject([{ status: "failed", problem, attemptCount: 1 }]);
    expect(await listIntegrations(business.ctx)).toMatchObject([{ status: "error", problem }]);
    await business.capture("Second");
    expect(await business.deliveries()).toHaveLength(1);
    const { webhookUrl } = here.n8n.makeWorkflow(business.workflow.secret);
    await updateIntegration(business.ctx, { id: business.integration.id, config: { webhookUrl } });
    business.later(1);
    await business.capture("Third");
    await business.work();
    expect(await business.deliveries()).toMatchObject([{ status: "delivered" }, { status: "failed" }]);
  });

  it("an address that was changed while the old one said 410 stays in use", async () => {
    const business = await connected(here.n8n);
    const next = here.n8n.makeWorkflow(business.workflow.secret);
    await business.capture();
    business.workflow.retire();
    business.ports.webhookSender = {
      post: async (url, request) => {
        const answer = await business.sender.post(url, request);
        const { webhookUrl } = next;
        if (url === webhookUrl) return answer;
        await updateIntegration(business.ctx, { id: business.integration.id, config: { webhookUrl } });
        return answer;
      },
    };
    await business.work();
    expect(await listIntegrations(business.ctx)).toMatchObject([{ status: "active", problem: null }]);
  });

  it("switched off, disconnected or connected anew: what waits is dropped with the reason", async () => {
    const off = await connected(here.n8n);
    await off.capture();
    await updateIntegration(off.ctx, { id: off.integration.id, isEnabled: false });
    await off.work();
    const gone = await connected(here.n8n);
    await gone.capture();
    await removeIntegration(gone.ctx, gone.integration.id);
    await gone.work();
    for (const business of [off, gone])
      expect(await business.deliveries()).toMatchObject([
        {
          status: "dropped",
          problem: "n8n is not connected, is switched off, or needs attention.",
          attempts: [],
        },
      ]);
    const anew = await connected(here.n8n);
    await anew.capture();
    await removeIntegration(anew.ctx, anew.integration.id);
    const config = { webhookUrl: anew.workflow.webhookUrl, secret: anew.workflow.secret };
    await createIntegration(anew.ctx, { type: "n8n", config });
    await anew.work();
    expect(await anew.deliveries()).toMatchObject([
      { status: "dropped", problem: "The connection that this was for has been removed." },
    ]);
    for (const { workflow } of [off, gone, anew]) expect(workflow.received).toEqual([]);
  });
});

describe("at least once, under one id", () => {
  it("two workers post each attempt once", async () => {
    const business = await connected(here.n8n);
    for (const name of ["A", "B", "C"]) await business.capture(name);
    await Promise.all([work(business), work(business)]);
    expect(business.workflow.received).toHaveLength(3);
    expect(new Set(business.workflow.received.map(({ id }) => id)).size).toBe(3);
  });

  it("a worker that was cut off after posting leaves it to be posted again", async () => {
    const business = await connected(here.n8n);
    await business.capture();
    const [delivery] = await business.deliveries();
    business.ports.webhookSender = {
      post: async (url, request) => {
        await business.sender.post(url, request);
        throw new Error("killed");
      },
    };
    const cut = deliverWebhook(business.ctx, { deliveryId: delivery?.id ?? "" });
    await expect(cut).rejects.toThrow("killed");
    business.ports.webhookSender = business.sender;
    await business.work();
    const ids = business.workflow.received.map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await business.deliveries()).toMatchObject([{ status: "delivered", attemptCount: 1 }]);
  });

  it("is on record for a month", async () => {
    const business = await connected(here.n8n);
    await business.capture();
    await business.work();
    business.later(24 * 30);
    await cleanUp({ ...business.ctx, business: null });
    expect(await business.deliveries()).toHaveLength(1);
    business.later(1);
    await cleanUp({ ...business.ctx, business: null });
    expect(await business.deliveries()).toEqual([]);
  });
});
