import { jobAfterTry } from "@/lib/domain/at-once";
import type { TenantContext } from "@/lib/domain/context";
import { enqueueLatest } from "@/lib/domain/jobs";

/** Leaves the question about an account to a job, for where we die or the vendor is out of reach. */
export const enqueueCheck = (ctx: TenantContext, integrationId: string): Promise<void> =>
  enqueueLatest(ctx, "integration.check", { field: "integrationId", id: integrationId }, jobAfterTry(ctx));
