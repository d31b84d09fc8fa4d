import { leadExamples } from "./leads";

const group = (leads: number, average_score: number, converted: number) => ({
  leads,
  average_score,
  converted,
  conversion_rate: Math.round((converted / leads) * 10_000) / 10_000,
});

export const analyticsExamples = {
  overview: {
    response: {
      leads: { total: 150, new_today: 5, qualified: 45, converted: 12 },
      appointments: { total: 80, scheduled_today: 3, completed: 65, cancelled: 8 },
      calls: { total: 200, today: 15, average_duration: 180, success_rate: 0.85 },
      revenue: { total: 50000, this_month: 5000, growth_rate: 0.15 },
    },
  },
  scored: {
    response: {
      total: 150,
      average_score: 52.3,
      median_score: 50,
      converted: 12,
      conversion_rate: 0.08,
      bands: [
        { band: "hot" as const, min_score: 70, max_score: 100, ...group(40, 81.5, 9) },
        { band: "warm" as const, min_score: 40, max_score: 69, ...group(60, 53.2, 3) },
        { band: "cold" as const, min_score: 0, max_score: 39, ...group(50, 27.9, 0) },
      ],
      sources: [
        { source: "call" as const, ...group(90, 58.4, 9) },
        { source: "sms" as const, ...group(10, 44.1, 1) },
        { source: "email" as const, ...group(15, 40.7, 0) },
        { source: "web" as const, ...group(35, 43.9, 2) },
      ],
      statuses: [
        { status: "new" as const, leads: 63, average_score: 46.1 },
        { status: "qualified" as const, leads: 45, average_score: 68.3 },
        { status: "unqualified" as const, leads: 30, average_score: 29.8 },
        { status: "converted" as const, leads: 12, average_score: 79.9 },
      ],
      signals: [
        { signal: "phone", leads: 128, average_points: 19.6, converted: 12, conversion_rate: 0.0938 },
        { signal: "buying_words", leads: 47, average_points: 15, converted: 8, conversion_rate: 0.1702 },
      ],
      signals_read_from: 150,
      top_leads: [
        {
          ...leadExamples.one.response,
          score_reasons: [
            { signal: "phone", points: 20, detail: "Can be called back." },
            { signal: "buying_words", points: 15, detail: "Said “book”.", quote: "I would like to book." },
          ],
        },
      ],
    },
  },
};
