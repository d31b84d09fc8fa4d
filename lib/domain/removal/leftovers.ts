import { z } from "zod";
import type { Context } from "@/lib/domain/context";

export const voiceAgentLeft = z.object({ agentId: z.string(), llmId: z.string() });
export const filesLeft = z.object({ paths: z.array(z.string()) });
export const billingLeft = z.object({
  customerId: z.string().nullable(),
  subscriptionIds: z.array(z.string()),
  checkoutIds: z.array(z.string()),
});

/** Job `voice.remove_agent`: removes an agent at the voice vendor. Harmless when repeated. @throws VendorError. */
export const removeVoiceAgent = (
  { ports }: Context,
  existing: z.output<typeof voiceAgentLeft>,
): Promise<void> => ports.voice.removeAgent(existing);

/** Job `file.remove`: removes files from the storage. Harmless when repeated. */
export async function removeFiles({ ports }: Context, { paths }: z.output<typeof filesLeft>): Promise<void> {
  for (const path of paths) await ports.files.remove(path);
}

/**
 * Job `billing.end`: ends all that could still be paid for at the payment vendor, at once, and removes the customer.
 * Harmless when repeated. @throws VendorError.
 */
export const endBilling = ({ ports }: Context, left: z.output<typeof billingLeft>): Promise<void> =>
  ports.payments.removeCustomer(left);
