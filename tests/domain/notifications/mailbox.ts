import { forBusiness, inTenant } from "@/lib/domain/context";
import type { JobKind } from "@/lib/domain/events";
import { accountNotice } from "@/lib/domain/integrations";
import {
  customerJob,
  digestJob,
  eventJob,
  listMails,
  movedJob,
  notifyAccount,
  notifyCustomer,
  notifyCustomerCancelled,
  notifyOwner,
  notifyOwnerCancelled,
  notifyOwnerMoved,
  sendDigest,
} from "@/lib/domain/notifications";
import type { Tenant } from "../../support/context";

const HANDLERS = {
  "notify.owner": (ctx: Tenant["ctx"], payload: unknown) => notifyOwner(ctx, eventJob.parse(payload)),
  "notify.owner_cancelled": (ctx: Tenant["ctx"], payload: unknown) =>
    notifyOwnerCancelled(ctx, eventJob.parse(payload)),
  "notify.owner_moved": (ctx: Tenant["ctx"], payload: unknown) =>
    notifyOwnerMoved(ctx, movedJob.parse(payload)),
  "notify.customer": (ctx: Tenant["ctx"], payload: unknown) =>
    notifyCustomer(ctx, customerJob.parse(payload)),
  "notify.customer_cancelled": (ctx: Tenant["ctx"], payload: unknown) =>
    notifyCustomerCancelled(ctx, customerJob.parse(payload)),
  "notify.account": (ctx: Tenant["ctx"], payload: unknown) =>
    notifyAccount(ctx, accountNotice.parse(payload)),
  "notify.digest": (ctx: Tenant["ctx"], payload: unknown) => sendDigest(ctx, digestJob.parse(payload)),
} satisfies Partial<Record<JobKind, unknown>>;

const isNotice = (kind: string): kind is keyof typeof HANDLERS => kind in HANDLERS;

/** Does the notices that are due by the tenant's clock, each of them twice, as a job may be. */
export async function runNotices(tenant: Tenant): Promise<void> {
  const ctx = forBusiness(
    { ...tenant.ctx, actor: { kind: "system" as const, reason: "test" } },
    tenant.businessId,
  );
  const jobs = await inTenant(ctx, ({ trx }) =>
    trx
      .selectFrom("jobs")
      .select(["id", "kind", "payload"])
      .where("kind", "like", "notify.%")
      .where("finished_at", "is", null)
      .where("run_at", "<=", tenant.clock.now())
      .orderBy("id")
      .execute(),
  );
  for (const { id, kind, payload } of jobs) {
    for (let i = 0; i < 2; i += 1) if (isNotice(kind)) await HANDLERS[kind](ctx, payload);
    await inTenant(ctx, ({ trx }) =>
      trx.updateTable("jobs").set({ finished_at: tenant.clock.now() }).where("id", "=", id).execute(),
    );
  }
}

/** The mails of a tenant, oldest first. */
export const mailsOf = async (tenant: Tenant) => (await listMails(tenant.ctx)).reverse();
