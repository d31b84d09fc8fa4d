import { z } from "zod";
import type { Call } from "@/lib/domain/calls";
import { listAddress } from "@/lib/ui/list-address";
import { dayRange, isDay } from "@/lib/ui/wall-time";

export const STATUS_FILTERS = {
  live: { label: "On the line now", statuses: ["ringing", "in_progress"] },
  answered: { label: "Answered", statuses: ["completed"] },
  transferred: { label: "Put through", statuses: ["transferred"] },
  missed: { label: "Missed", statuses: ["missed"] },
  failed: { label: "Failed", statuses: ["failed"] },
} as const satisfies Record<string, { label: string; statuses: readonly Call["status"][] }>;

export type StatusFilter = keyof typeof STATUS_FILTERS;
const STATUS_NAMES: StatusFilter[] = ["live", "answered", "transferred", "missed", "failed"];

const day = z.string().refine(isDay).optional().catch(undefined);
const schema = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  status: z
    .string()
    .transform((text) => STATUS_NAMES.find((name) => name === text))
    .optional()
    .catch(undefined),
  /** First and last day, "YYYY-MM-DD" in the business's zone. */
  from: day,
  to: day,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type CallFilters = z.infer<typeof schema>;

/** What the address asks for; anything unreadable is left out. */
export const parseFilters = (query: Record<string, string | string[] | undefined>): CallFilters =>
  schema.parse(query);

/** The filters as the calls room takes them. `timeZone`: IANA, of the business. */
export function callQuery(filters: CallFilters, timeZone: string) {
  return {
    ...(filters.search ? { search: filters.search } : {}),
    ...(filters.status ? { status: [...STATUS_FILTERS[filters.status].statuses] } : {}),
    ...(filters.from ? { from: dayRange(filters.from, 1, timeZone).from } : {}),
    ...(filters.to ? { to: dayRange(filters.to, 1, timeZone).to } : {}),
  };
}

/** The address of a page of the list with these filters. */
export const callsHref = (filters: Partial<CallFilters>): string => listAddress("/calls", filters);
