import { removeAgent } from "@/lib/domain/agents";
import { type Context, inTenant } from "@/lib/domain/context";
import { leaveToJob, tellVoiceVendor } from "@/lib/domain/receptionist";

/** Removes a receptionist as `removeAgent` does, and at the voice vendor. @throws DomainError `forbidden`, `not_found`. */
export async function removeAssistant(ctx: Context, id: string): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    await removeAgent(ctx, id);
    await leaveToJob(ctx, id);
  });
  await tellVoiceVendor(ctx, id);
}
