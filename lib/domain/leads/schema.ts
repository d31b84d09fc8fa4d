import { z } from "zod";
import { emailAddress, text } from "@/lib/domain/text";

export const LEAD_STATUSES = ["new", "contacted", "qualified", "unqualified", "converted", "lost"] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

export const LEAD_SOURCES = [
  "call",
  "sms",
  "email",
  "web",
  "whatsapp",
  "messenger",
  "widget",
  "import",
  "api",
] as const;
export type LeadSource = (typeof LEAD_SOURCES)[number];

export const TEMPERATURES = ["hot", "warm", "cold"] as const;
export type Temperature = (typeof TEMPERATURES)[number];

export const URGENCIES = ["low", "medium", "high", "critical"] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Why a score is what it is: one signal, what it counted for, and what it was read from, word for word where it was words. */
export const scoreReason = z.object({
  signal: z.string(),
  points: z.number(),
  detail: z.string(),
  quote: z.string().optional(),
});
export type ScoreReason = z.infer<typeof scoreReason>;

/** Someone who may become a customer, and what they want. */
export interface Lead {
  id: string;
  businessId: string;
  contactId: string | null;
  conversationId: string | null;
  /** Who takes care of it. */
  assignedUserId: string | null;
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  company: string;
  reason: string;
  serviceInterest: string;
  status: LeadStatus;
  source: LeadSource;
  temperature: Temperature;
  urgency: Urgency;
  /** A person set it; otherwise it follows from the score. */
  isTemperatureSet: boolean;
  isUrgencySet: boolean;
  /** 0 to 100. */
  score: number;
  scoreReasons: ScoreReason[];
  notes: string;
  createdAt: Date;
  updatedAt: Date;
}

const facts = {
  name: text(200).nullish(),
  phone: text(100).nullish(),
  email: z.union([z.literal("").transform(() => null), emailAddress]).nullish(),
  company: text(200).nullish(),
  reason: text(2000).nullish(),
  serviceInterest: text(500).nullish(),
  notes: text(5000).nullish(),
};

export const leadCapture = z.object({
  ...facts,
  source: z.enum(LEAD_SOURCES),
  conversationId: z.string().nullish(),
});
export type LeadCapture = z.input<typeof leadCapture>;

const judged = {
  status: z.enum(LEAD_STATUSES).optional(),
  temperature: z.enum(TEMPERATURES).optional(),
  urgency: z.enum(URGENCIES).optional(),
};

export const newLead = z.object({ ...facts, ...judged, source: z.enum(LEAD_SOURCES).optional() });
export type NewLead = z.input<typeof newLead>;

export const leadPatch = z.object({
  ...facts,
  id: z.string(),
  status: judged.status,
  /** null: what the score says. */
  temperature: judged.temperature.nullable(),
  urgency: judged.urgency.nullable(),
  assignedUserId: z.uuid().nullish(),
});
export type LeadPatch = z.input<typeof leadPatch>;

/** What a salesperson would ask; other keys are ignored. */
export const leadCriteria = z.object({
  id: z.string(),
  budget: text(200).optional(),
  timeline: text(200).optional(),
  decisionMaker: z.boolean().optional(),
});

export const leadQuery = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(100),
  /** One of these each. */
  status: z.array(z.enum(LEAD_STATUSES)).optional(),
  source: z.array(z.enum(LEAD_SOURCES)).optional(),
  temperature: z.array(z.enum(TEMPERATURES)).optional(),
  contactId: z.uuid().optional(),
  /** Default: newest first. */
  sort: z.enum(["newest", "score"]).optional(),
  search: text(200).optional(),
});
