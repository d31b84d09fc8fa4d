import type { TenantContext } from "@/lib/domain/context";

/**
 * Keeps with a call which version of the receptionist answers it: the one that the voice vendor knows at that moment.
 * The first word stands.
 */
export const keepAnsweringVersion = ({ trx, business }: TenantContext, conversationId: string) =>
  trx
    .updateTable("conversations")
    .set((eb) => ({
      agent_version: eb
        .selectFrom("agents")
        .select((agent) => agent.fn.coalesce("agents.synced_version", "agents.version").as("version"))
        .whereRef("agents.id", "=", "conversations.agent_id")
        .where("agents.business_id", "=", business.id),
    }))
    .where("business_id", "=", business.id)
    .where("id", "=", conversationId)
    .where("agent_version", "is", null)
    .execute();
