import { type Context, inTenant } from "@/lib/domain/context";
import { encodeId, newId } from "@/lib/domain/ids";
import { VendorError } from "@/lib/domain/ports";
import type { IntegrationSettings } from "./settings";
import { postToWorkflow } from "./workflow";

/**
 * Asks a workflow whether it takes our posts: an event of the type `ping`, of which nothing else follows.
 * @throws VendorError with words for the owner: retryable where it may pass by itself.
 */
export async function pingWorkflow(ctx: Context, settings: IntegrationSettings["n8n"]): Promise<void> {
  const businessId = await inTenant(ctx, async ({ trx, business }) => {
    const { number } = await trx
      .selectFrom("businesses")
      .select("number")
      .where("id", "=", business.id)
      .executeTakeFirstOrThrow();
    return number;
  });
  const now = ctx.clock.now();
  const id = encodeId("evt", newId(now));
  const timestamp = now.toISOString();
  const body = JSON.stringify({ id, type: "ping", timestamp, businessId, origin: "system", data: {} });
  const { problem, mends } = await postToWorkflow(ctx, settings, { id, body });
  if (problem) throw new VendorError("n8n", problem, { isRetryable: mends === "later" });
}
