import { z } from "zod";
import { asSystem, type Context, type SystemContext } from "./context";
import { DomainError } from "./errors";
import { enqueue, type NewJob } from "./events";
import type { VendorAgent } from "./ports";

/** One agent at the voice vendor, or all that it has of a receptionist (by our id) and that no row names. */
export const voiceAgentLeft = z.union([
  z.object({ agentId: z.string(), llmId: z.string() }),
  z.object({ reference: z.uuid() }),
]);

export const filesLeft = z.object({ paths: z.array(z.string()) });

/** What a business has at the payment vendor. `checkoutIds`: pages on which somebody could still pay. */
export const billingLeft = z.object({
  customerId: z.string().nullable(),
  subscriptionIds: z.array(z.string()),
  checkoutIds: z.array(z.string()),
});
export type VendorBilling = z.infer<typeof billingLeft>;

const MOST_PATHS = 500;

/** Of no business, so that it outlives the one that it is left of. */
const leave = (ctx: SystemContext, job: NewJob) => enqueue({ ...ctx, business: null }, job);

/** Has an agent removed at the voice vendor that no row names any more. */
export const leaveAgent = (ctx: SystemContext, { agentId, llmId }: VendorAgent): Promise<void> =>
  leave(ctx, {
    kind: "voice.remove_agent",
    payload: { agentId, llmId },
    dedupeKey: `voice.remove_agent:${agentId}:${llmId}`,
  });

/**
 * Has removed what the voice vendor may have of a receptionist without our knowing its id there, as its making was never
 * answered.
 * @param runAt when nothing comes to be there any more.
 */
export const leaveUnknownAgents = (ctx: SystemContext, reference: string, runAt: Date): Promise<void> =>
  leave(ctx, { kind: "voice.remove_agent", payload: { reference }, runAt });

/** Has files removed that no row names any more. */
export async function leaveFiles(ctx: SystemContext, paths: readonly string[]): Promise<void> {
  for (let from = 0; from < paths.length; from += MOST_PATHS)
    await leave(ctx, { kind: "file.remove", payload: { paths: paths.slice(from, from + MOST_PATHS) } });
}

/** Has everything ended at the payment vendor that a business without rows could still pay for. */
export async function leaveBilling(ctx: SystemContext, billing: VendorBilling): Promise<void> {
  const { customerId, subscriptionIds, checkoutIds } = billing;
  if (customerId === null && subscriptionIds.length === 0 && checkoutIds.length === 0) return;
  await leave(ctx, { kind: "billing.end", payload: { customerId, subscriptionIds, checkoutIds } });
}

/**
 * Writes down something that was made outside for a business. Where the business was removed meanwhile, what was made
 * is left to be removed, too.
 * @returns undefined where the business is gone.
 */
export async function keepUnlessGone<T>(
  ctx: Context,
  keep: () => Promise<T>,
  leftover: (ctx: SystemContext) => Promise<void>,
): Promise<T | undefined> {
  try {
    return await keep();
  } catch (error) {
    const isGone =
      error instanceof DomainError && error.code === "not_found" && error.detail.subject === "business";
    if (!isGone) throw error;
    await asSystem(ctx, "what a removed business leaves behind", leftover);
    return undefined;
  }
}
