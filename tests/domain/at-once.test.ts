import { describe, expect, it, vi } from "vitest";
import { listAgents } from "@/lib/domain/agents";
import { createAssistant } from "@/lib/domain/assistants";
import { triedAtOnce } from "@/lib/domain/at-once";
import { inTenant } from "@/lib/domain/context";
import { createIntegration, listIntegrations } from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";
import { makeTenant, type Tenant } from "../support/context";

const jobsOf = ({ ctx }: Tenant) =>
  inTenant(ctx, ({ trx }) => trx.selectFrom("jobs").select(["kind", "run_at"]).orderBy("id").execute());
const inTenSeconds = ({ clock }: Tenant) => new Date(clock.now().getTime() + 10_000);

describe("what is tried at once after a change", () => {
  const fault = new TypeError("A fault of ours");

  it("does not take a made assistant away where it breaks: the job comes, and nobody makes a second", async () => {
    const tenant = await makeTenant();
    tenant.ports.voice = {
      ...tenant.ports.voice,
      isConfigured: true,
      saveAgent: () => Promise.reject(fault),
    };
    const made = await createAssistant(tenant.ctx, { name: "Ava" });
    expect(made.agent).toMatchObject({ name: "Ava", syncStatus: "pending" });
    expect(await listAgents(tenant.ctx, { page: 1, limit: 10 })).toMatchObject({ total: 1 });
    expect(await jobsOf(tenant)).toEqual([{ kind: "agent.sync", run_at: inTenSeconds(tenant) }]);
  });

  it("does not take a connected account away where it breaks", async () => {
    const tenant = await makeTenant();
    const { twilio } = tenant.ports.accounts;
    tenant.ports.accounts.twilio = (given) => ({ ...twilio(given), verify: () => Promise.reject(fault) });
    const config = { accountSid: `AC${tenant.businessId.replaceAll("-", "")}`, authToken: "1".repeat(32) };
    const made = await createIntegration(tenant.ctx, { type: "twilio", config });
    expect(await listIntegrations(tenant.ctx)).toEqual([made]);
    expect(await jobsOf(tenant)).toEqual([{ kind: "integration.check", run_at: inTenSeconds(tenant) }]);
  });

  it("is logged, as a vendor's trouble or as a fault", async () => {
    const { ctx } = await makeTenant();
    const warn = vi.spyOn(ctx.log, "warn").mockReturnValue(undefined);
    const fail = vi.spyOn(ctx.log, "error").mockReturnValue(undefined);
    const away = new VendorError("retell", "Away", { isRetryable: true });
    for (const error of [away, fault])
      await triedAtOnce(ctx, "retell", () => Promise.reject(error), { agentId: "a" });
    const common = { requestId: "req_test", vendor: "retell", agentId: "a" };
    expect(warn.mock.calls.map(([fields]) => fields)).toEqual([{ ...common, error: "Away" }]);
    expect(fail.mock.calls.map(([fields]) => fields)).toEqual([{ ...common, err: fault }]);
    vi.restoreAllMocks();
  });
});
