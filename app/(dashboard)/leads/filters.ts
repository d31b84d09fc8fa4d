import { z } from "zod";
import { LEAD_SOURCES, LEAD_STATUSES, TEMPERATURES } from "@/lib/domain/leads";
import { listAddress } from "@/lib/ui/list-address";

const schema = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  status: z
    .enum(["open", ...LEAD_STATUSES])
    .optional()
    .catch(undefined),
  temperature: z.enum(TEMPERATURES).optional().catch(undefined),
  source: z.enum(LEAD_SOURCES).optional().catch(undefined),
  sort: z.enum(["score"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type LeadFilters = z.infer<typeof schema>;

/** What the address asks for; anything unreadable is left out. */
export const parseFilters = (query: Record<string, string | string[] | undefined>): LeadFilters =>
  schema.parse(query);

/** The filters as the leads room takes them. */
export function leadFilters({ search, status, temperature, source, sort, page }: LeadFilters) {
  return {
    page,
    ...(search ? { search } : {}),
    ...(status
      ? { status: status === "open" ? (["new", "contacted", "qualified"] as const).slice() : [status] }
      : {}),
    ...(temperature ? { temperature: [temperature] } : {}),
    ...(source ? { source: [source] } : {}),
    ...(sort ? { sort } : {}),
  };
}

/** The address of the list with these filters. */
export const leadsHref = (filters: Partial<LeadFilters>): string => listAddress("/leads", filters);
