import { z } from "zod";
import type { Lead } from "@/lib/domain/leads";
import type { Page } from "@/lib/domain/paging";
import { iso, isoText, line, pageQuery, pagination, paginationJson, text } from "@/lib/http/wire";
import { ids } from "./ids";

export const STATUSES = ["new", "qualified", "unqualified", "converted"] as const;
export const SOURCES = ["call", "sms", "email", "web"] as const;

/** CloudGreet has four words for the six states of a lead, and four for where it came from. */
const STATUS_WORDS: Record<Lead["status"], (typeof STATUSES)[number]> = {
  new: "new",
  contacted: "new",
  qualified: "qualified",
  unqualified: "unqualified",
  converted: "converted",
  lost: "unqualified",
};
const SOURCE_WORDS: Record<Lead["source"], (typeof SOURCES)[number]> = {
  call: "call",
  sms: "sms",
  email: "email",
  web: "web",
  whatsapp: "web",
  messenger: "web",
  widget: "web",
  import: "web",
  api: "web",
};
const keysOf = <K extends string, W>(words: Record<K, W>, word: W): K[] =>
  (Object.keys(words) as K[]).filter((key) => words[key] === word);

/** The states, and the sources, that read as a word. */
export const leadStatusesOf = (word: (typeof STATUSES)[number]) => keysOf(STATUS_WORDS, word);
export const leadSourcesOf = (word: (typeof SOURCES)[number]) => keysOf(SOURCE_WORDS, word);

export const leadParams = z.object({ id: ids.read("lead") });
export const leadsQuery = z
  .object({
    business_id: ids.read("business"),
    status: z.enum(STATUSES).optional(),
    source: z.enum(SOURCES).optional(),
    search: line(200).optional(),
    ...pageQuery,
  })
  .transform(({ business_id, status, source, ...rest }) => ({
    ...rest,
    businessId: business_id,
    status: status && leadStatusesOf(status),
    source: source && leadSourcesOf(source),
  }));

export const createLeadBody = z
  .object({
    business_id: ids.read("business").optional(),
    phone: line(40).nullish(),
    name: line(200).nullish(),
    email: z.email().max(320).nullish(),
    source: z.enum(SOURCES).default("web"),
    notes: text(5_000).optional(),
  })
  .refine((body) => body.phone || body.email || body.name, {
    path: ["phone"],
    message: "Give a phone number, an e-mail address or a name.",
  })
  .transform(({ business_id, ...rest }) => ({ ...rest, businessId: business_id }));

export const updateLeadBody = z.object({
  name: line(200).optional(),
  email: z.email().max(320).nullish(),
  phone: line(40).nullish(),
  status: z.enum(STATUSES).optional(),
  notes: text(5_000).optional(),
});

export const qualifyLeadBody = z
  .object({
    criteria: z
      .object({
        budget: line(200).nullish(),
        timeline: line(200).nullish(),
        decision_maker: z.boolean().nullish(),
      })
      .default({}),
  })
  .transform(({ criteria }) => ({
    budget: criteria.budget ?? undefined,
    timeline: criteria.timeline ?? undefined,
    decisionMaker: criteria.decision_maker ?? undefined,
  }));

/** Writing the word a lead already reads as changes nothing: `new` leaves `contacted` as it is. */
export const toLeadPatch = (lead: Lead, { status, ...rest }: z.output<typeof updateLeadBody>) => ({
  ...rest,
  id: lead.id,
  status: status && STATUS_WORDS[lead.status] === status ? undefined : status,
});

export const leadJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  phone: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(STATUSES),
  source: z.enum(SOURCES),
  qualification_score: z.number().int(),
  notes: z.string(),
  created_at: isoText,
  updated_at: isoText,
});
export const leadsJson = z.strictObject({ leads: z.array(leadJson), pagination: paginationJson });

export const leadView = (lead: Lead): z.input<typeof leadJson> => ({
  id: ids.write("lead", lead.id),
  business_id: ids.write("business", lead.businessId),
  phone: lead.phone,
  name: lead.name,
  email: lead.email,
  status: STATUS_WORDS[lead.status],
  source: SOURCE_WORDS[lead.source],
  qualification_score: lead.score,
  notes: lead.notes,
  created_at: iso(lead.createdAt),
  updated_at: iso(lead.updatedAt),
});

export const leadsView = (page: Page<Lead>): z.input<typeof leadsJson> => ({
  leads: page.items.map(leadView),
  pagination: pagination(page),
});

/** The lead, and every point of its score with what it was read from. */
export const qualifiedLeadJson = leadJson.extend({
  score_reasons: z.array(
    z.strictObject({
      signal: z.string(),
      points: z.number(),
      detail: z.string(),
      quote: z.string().optional(),
    }),
  ),
});
export const qualifiedLeadView = (lead: Lead): z.input<typeof qualifiedLeadJson> => ({
  ...leadView(lead),
  score_reasons: lead.scoreReasons,
});
