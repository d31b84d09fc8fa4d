import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { loadLead } from "./lead-row";
import type { Lead } from "./schema";

/** One lead of the caller's business. @throws DomainError forbidden, not_found. */
export async function getLead(ctx: Context, id: string): Promise<Lead> {
  authorize(ctx, "lead:read");
  return inTenant(ctx, (ctx) => loadLead(ctx, id));
}
