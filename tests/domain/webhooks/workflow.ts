import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { createContext } from "@/lib/domain/context";
import { JOB_KINDS, type JobKind } from "@/lib/domain/events";
import { createIntegration } from "@/lib/domain/integrations";
import { drainJobs, type JobHandler } from "@/lib/domain/jobs";
import { createLead } from "@/lib/domain/leads";
import { deliverWebhook, listDeliveries } from "@/lib/domain/webhooks";
import { type N8nEmulator, startN8nEmulator } from "@/lib/providers/n8n/emulator";
import { createWebhookSender } from "@/lib/providers/webhook-sender/sender";
import { makeTenant, type Tenant } from "../../support/context";

/** An n8n of this file. */
export function n8nHere(): { readonly n8n: N8nEmulator } {
  let started: N8nEmulator | undefined;
  const current = (): N8nEmulator => {
    if (!started) throw new Error("n8n runs inside tests only");
    return started;
  };
  beforeAll(async () => {
    started = await startN8nEmulator({ appWebhookUrl: () => "http://127.0.0.1:1/" });
  });
  afterAll(() => started?.close());
  return {
    get n8n() {
      return current();
    },
  };
}

const payload = z.object({ deliveryId: z.string() });

/** Does the deliveries of this tenant that are due; the jobs of other kinds and tenants are nobody's. */
export function work({ ctx, businessId }: Pick<Tenant, "ctx" | "businessId">): Promise<number> {
  const deliver: JobHandler = async (scoped, raw, attempt) => {
    if (scoped.business?.id === businessId) await deliverWebhook(scoped, payload.parse(raw), attempt);
  };
  const nothing: JobHandler = async () => undefined;
  const handlers = Object.fromEntries(
    JOB_KINDS.map((kind) => [kind, kind === "webhook.deliver" ? deliver : nothing]),
  ) as Record<JobKind, JobHandler>;
  const system = createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null });
  return drainJobs(system, handlers);
}

/** A business whose events a workflow receives, over real HTTP. */
export async function connected(n8n: N8nEmulator, given: Tenant | null = null) {
  const tenant = given ?? (await makeTenant());
  const sender = createWebhookSender({ privateHosts: [], trustedOrigins: [n8n.baseUrl] });
  tenant.ports.webhookSender = sender;
  const workflow = n8n.makeWorkflow();
  const config = { webhookUrl: workflow.webhookUrl, secret: workflow.secret };
  const integration = await createIntegration(tenant.ctx, { type: "n8n", config });
  return {
    ...tenant,
    sender,
    workflow,
    integration,
    path: new URL(workflow.webhookUrl).pathname,
    capture: (name = "Sam Poe") => createLead(tenant.ctx, { name, phone: "+12175550143", source: "web" }),
    deliveries: () => listDeliveries(tenant.ctx, { limit: 100 }),
    work: () => work(tenant),
    later: (hours: number) => tenant.clock.set(new Date(tenant.clock.now().getTime() + hours * 3_600_000)),
  };
}
