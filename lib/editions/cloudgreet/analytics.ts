import { z } from "zod";
import {
  averageScore,
  conversionRate,
  mergedGroup,
  type Overview,
  type ScoredLeads,
  type ScoreGroup,
} from "@/lib/domain/analytics";
import { inMajorUnits } from "@/lib/domain/money";
import { BACKWARDS, isForward, rangeEnd, rangeStart } from "@/lib/http/wire";
import { STATUSES_OF as APPOINTMENT_STATUSES_OF } from "./appointments";
import { ids } from "./ids";
import {
  leadSourcesOf,
  leadStatusesOf,
  qualifiedLeadJson,
  qualifiedLeadView,
  SOURCES,
  STATUSES,
} from "./leads";

export const analyticsQuery = z
  .object({
    business_id: ids.read("business"),
    start_date: rangeStart.optional(),
    end_date: rangeEnd.optional(),
  })
  .refine(isForward, BACKWARDS)
  .transform(({ business_id, start_date, end_date }) => ({
    businessId: business_id,
    range: { from: start_date, to: end_date },
  }));

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

export const overviewJson = z.strictObject({
  leads: z.strictObject({ total: count, new_today: count, qualified: count, converted: count }),
  appointments: z.strictObject({ total: count, scheduled_today: count, completed: count, cancelled: count }),
  calls: z.strictObject({ total: count, today: count, average_duration: count, success_rate: share }),
  revenue: z.strictObject({ total: z.number(), this_month: z.number(), growth_rate: z.number() }),
});

/** A number with so many digits after the point. */
const rounded = (value: number | null, digits: number): number | null =>
  value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits;

/** The document's overview knows numbers only: a rate of nothing is 0. */
const rate = (value: number | null): number => rounded(value, 4) ?? 0;

/** How many there are of several states. */
const sumOf = <S extends string>(byStatus: Record<S, number>, statuses: readonly S[]): number =>
  statuses.reduce((sum, status) => sum + byStatus[status], 0);

/** Money is a number of the business's currency, as the document's amounts read: dollars, not cents. */
export const overviewView = ({
  leads,
  appointments,
  calls,
  revenue,
}: Overview): z.input<typeof overviewJson> => ({
  leads: {
    total: leads.total,
    new_today: leads.newToday,
    qualified: sumOf(leads.byStatus, leadStatusesOf("qualified")),
    converted: sumOf(leads.byStatus, leadStatusesOf("converted")),
  },
  appointments: {
    total: appointments.total,
    scheduled_today: appointments.today,
    completed: sumOf(appointments.byStatus, APPOINTMENT_STATUSES_OF.completed),
    cancelled: sumOf(appointments.byStatus, APPOINTMENT_STATUSES_OF.cancelled),
  },
  calls: {
    total: calls.total,
    today: calls.today,
    average_duration: Math.round(calls.averageSeconds ?? 0),
    success_rate: rate(calls.successRate),
  },
  revenue: {
    total: inMajorUnits(revenue.totalMinor, revenue.currency),
    this_month: inMajorUnits(revenue.thisMonthMinor, revenue.currency),
    growth_rate: rate(revenue.growthRate),
  },
});

const score = z.number().min(0).max(100).nullable();
const groupJson = z.strictObject({
  leads: count,
  average_score: score,
  converted: count,
  conversion_rate: share.nullable(),
});

export const scoredLeadsJson = z.strictObject({
  total: count,
  average_score: score,
  median_score: score,
  converted: count,
  conversion_rate: share.nullable(),
  bands: z.array(
    groupJson.extend({ band: z.enum(["hot", "warm", "cold"]), min_score: count, max_score: count }),
  ),
  sources: z.array(groupJson.extend({ source: z.enum(SOURCES) })),
  statuses: z.array(z.strictObject({ status: z.enum(STATUSES), leads: count, average_score: score })),
  signals: z.array(
    z.strictObject({
      signal: z.string(),
      leads: count,
      average_points: z.number(),
      converted: count,
      conversion_rate: share.nullable(),
    }),
  ),
  signals_read_from: count,
  top_leads: z.array(qualifiedLeadJson),
});

const groupView = (group: ScoreGroup): z.input<typeof groupJson> => ({
  leads: group.leads,
  average_score: rounded(averageScore(group), 1),
  converted: group.converted,
  conversion_rate: rounded(conversionRate(group), 4),
});

export const scoredLeadsView = (scored: ScoredLeads): z.input<typeof scoredLeadsJson> => {
  const { leads: total, ...all } = groupView(scored.all);
  return {
    total,
    ...all,
    median_score: scored.medianScore,
    bands: scored.bands.map(({ band, from, to, ...group }) => ({
      band,
      min_score: from,
      max_score: to,
      ...groupView(group),
    })),
    sources: SOURCES.map((source) => ({
      source,
      ...groupView(mergedGroup(leadSourcesOf(source).map((each) => scored.bySource[each]))),
    })),
    statuses: STATUSES.map((status) => {
      const group = mergedGroup(leadStatusesOf(status).map((each) => scored.byStatus[each]));
      return { status, leads: group.leads, average_score: rounded(averageScore(group), 1) };
    }),
    signals: scored.signals.map((figure) => ({
      signal: figure.signal,
      leads: figure.leads,
      average_points: rounded(figure.averagePoints, 1) ?? 0,
      converted: figure.converted,
      conversion_rate: rounded(conversionRate(figure), 4),
    })),
    signals_read_from: scored.signalLeads,
    top_leads: scored.top.map(qualifiedLeadView),
  };
};
