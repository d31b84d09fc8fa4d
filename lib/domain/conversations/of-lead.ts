import type { TenantContext } from "@/lib/domain/context";

/** The ids of a lead's conversations, as part of a query. */
export const conversationsOfLead = ({ trx, business }: TenantContext, leadId: string) =>
  trx
    .selectFrom("conversations")
    .select("conversations.id")
    .where("conversations.business_id", "=", business.id)
    .where("conversations.lead_id", "=", leadId);
