import { asSystem, type Context, type SystemContext } from "./context";
import { DomainError } from "./errors";
import { enqueue, type NewJob } from "./events";

/** What an agent is at the voice vendor. */
export interface VendorAgent {
  agentId: string;
  llmId: string;
}

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

/** Has files removed that no row names any more. */
export async function leaveFiles(ctx: SystemContext, paths: readonly string[]): Promise<void> {
  for (let from = 0; from < paths.length; from += MOST_PATHS)
    await leave(ctx, { kind: "file.remove", payload: { paths: paths.slice(from, from + MOST_PATHS) } });
}

/** What a business has at the payment vendor. */
export interface VendorBilling {
  customerId: string | null;
  subscriptionIds: string[];
  /** Pages on which somebody could still pay. */
  checkoutIds: string[];
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
