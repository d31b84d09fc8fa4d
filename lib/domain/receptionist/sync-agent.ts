import { type Agent, agentOf } from "@/lib/domain/agents";
import { asSystem, type Context, inTenant } from "@/lib/domain/context";
import { leaveAgent } from "@/lib/domain/leftovers";
import { VendorError } from "@/lib/domain/ports";
import { appUrl } from "@/lib/env";
import { voiceAgentSpec } from "./voice-agent";
import { voiceSource } from "./voice-source";

type SyncResult =
  | { status: "synced"; version: number; agentId: string; llmId: string; voiceProblem: string | null }
  | { status: "pending" | "error"; message: string };

/** Stores how the sync went. An agent that was saved meanwhile stays pending: its own sync follows. */
const storeResult = (ctx: Context, agentId: string, savedAt: Date, result: SyncResult) =>
  inTenant(ctx, ({ trx, business }) =>
    trx
      .updateTable("agents")
      .set((eb) => ({
        sync_status: eb
          .case()
          .when("updated_at", "=", savedAt)
          .then(result.status)
          .else(eb.ref("sync_status"))
          .end(),
        sync_error: result.status === "synced" ? result.voiceProblem : result.message,
        ...(result.status === "synced"
          ? {
              voice_vendor_agent_id: result.agentId,
              voice_vendor_llm_id: result.llmId,
              synced_version: result.version,
            }
          : {}),
      }))
      .where("business_id", "=", business.id)
      .where("id", "=", agentId)
      .returning("id")
      .executeTakeFirst(),
  );

/**
 * Job `agent.sync`: makes the receptionist known to the voice vendor as it is now. A voice that it cannot have is left
 * for the usual one, with the reason, so that the phone is answered all the same. Harmless when repeated.
 * @returns the agent afterwards, or null where there is none any more.
 * @throws VendorError when the vendor could not be reached; the reason is stored with the agent.
 */
export async function syncAgent(ctx: Context, input: { agentId: string }): Promise<Agent | null> {
  const load = () =>
    inTenant(ctx, ({ trx, business }) =>
      trx
        .selectFrom("agents")
        .selectAll()
        .where("business_id", "=", business.id)
        .where("id", "=", input.agentId)
        .executeTakeFirst(),
    );
  const row = await load();
  if (!row) return null;
  if (!ctx.ports.voice.isConfigured) {
    const message = "Connect Retell to let the receptionist speak.";
    await storeResult(ctx, row.id, row.updated_at, { status: "pending", message });
  } else {
    const spec = await voiceAgentSpec(ctx, row.id, { appUrl: appUrl() });
    const existing =
      row.voice_vendor_agent_id && row.voice_vendor_llm_id
        ? { agentId: row.voice_vendor_agent_id, llmId: row.voice_vendor_llm_id }
        : null;
    try {
      const { libraryId, problem } = await voiceSource(ctx, spec.voiceId);
      const saved = await ctx.ports.voice.saveAgent({ ...spec, voiceLibraryId: libraryId }, existing);
      const stored = await storeResult(ctx, row.id, row.updated_at, {
        status: "synced",
        version: row.version,
        ...saved,
        voiceProblem: problem ?? saved.voiceProblem,
      });
      if (!stored)
        await asSystem(ctx, "an agent was removed while it was saved at the vendor", (ctx) =>
          leaveAgent(ctx, saved),
        );
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      await storeResult(ctx, row.id, row.updated_at, { status: "error", message: error.message });
      if (error.isRetryable) throw error;
    }
  }
  const after = await load();
  return after ? agentOf(after) : null;
}
