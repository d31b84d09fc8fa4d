import { BUSINESS, LEAD, MADE_AND_CHANGED, ONE_PAGE } from "./values";

const lead = {
  id: LEAD,
  business_id: BUSINESS,
  phone: "+1234567890",
  name: "John Doe",
  email: "john@example.com",
  status: "qualified" as const,
  source: "web" as const,
  qualification_score: 85,
  notes: "Interested in premium package",
  ...MADE_AND_CHANGED,
};

export const leadExamples = {
  list: { response: { leads: [lead], pagination: ONE_PAGE } },
  one: { response: lead },
  create: {
    body: {
      business_id: BUSINESS,
      phone: lead.phone,
      name: lead.name,
      email: lead.email,
      source: lead.source,
      notes: lead.notes,
    },
    response: { ...lead, status: "new" as const },
  },
  update: {
    body: {
      name: "John Smith",
      email: "johnsmith@example.com",
      status: "qualified",
      notes: "Updated notes",
    },
    response: { ...lead, name: "John Smith", email: "johnsmith@example.com", notes: "Updated notes" },
  },
  qualify: {
    body: { criteria: { budget: "high", timeline: "immediate", decision_maker: true } },
    response: {
      ...lead,
      qualification_score: 60,
      score_reasons: [
        { signal: "criteria.budget", points: 20, detail: "Budget: high." },
        { signal: "criteria.timeline", points: 20, detail: "Timeline: immediate." },
        { signal: "criteria.decision_maker", points: 15, detail: "Decides alone." },
        { signal: "source", points: 5, detail: "Came by web." },
      ],
    },
  },
};
