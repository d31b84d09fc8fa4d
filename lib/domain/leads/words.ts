import { phoneNumber } from "@/lib/domain/contacts";
import type { Lead, LeadSource } from "./schema";
import type { LeadWords } from "./write-lead";

type Given = { [Key in Exclude<keyof LeadWords, "source">]?: string | null | undefined };

/** A phone number as it is stored. @throws DomainError validation_failed. */
const storedPhone = (phone: string | null): string | null => (phone ? phoneNumber(phone).e164 : null);

/** The words of a new lead. @throws DomainError validation_failed for what is no phone number. */
export const firstWords = (given: Given, source: LeadSource): LeadWords => ({
  name: given.name ?? "",
  phone: storedPhone(given.phone ?? null),
  email: given.email ?? null,
  company: given.company ?? "",
  reason: given.reason ?? "",
  serviceInterest: given.serviceInterest ?? "",
  notes: given.notes ?? "",
  source,
});

/** The words of a lead after some were given anew; null takes one away. @throws DomainError validation_failed. */
export const changedWords = (lead: Lead, given: Given): LeadWords => ({
  name: given.name === undefined ? lead.name : (given.name ?? ""),
  phone: given.phone === undefined ? lead.phone : storedPhone(given.phone),
  email: given.email === undefined ? lead.email : given.email,
  company: given.company === undefined ? lead.company : (given.company ?? ""),
  reason: given.reason === undefined ? lead.reason : (given.reason ?? ""),
  serviceInterest: given.serviceInterest === undefined ? lead.serviceInterest : (given.serviceInterest ?? ""),
  notes: given.notes === undefined ? lead.notes : (given.notes ?? ""),
  source: lead.source,
});

/** What was said before, with what is said now added where it is new. */
const alsoSaid = (before: string, now: string, maxLength: number): string => {
  if (now === "" || before.includes(now)) return before;
  return (before === "" ? now : `${before}\n${now}`).slice(0, maxLength);
};

/** The words of two leads that are one: those of the first, with what it lacked and what the other said besides. */
export const mergedWords = (kept: Lead, gone: Lead): LeadWords => ({
  name: kept.name || gone.name,
  phone: kept.phone ?? gone.phone,
  email: kept.email ?? gone.email,
  company: kept.company || gone.company,
  reason: alsoSaid(kept.reason, gone.reason, 2000),
  serviceInterest: kept.serviceInterest || gone.serviceInterest,
  notes: alsoSaid(kept.notes, gone.notes, 5000),
  source: kept.source,
});

/** The words of a lead as its conversation goes on: a correction replaces, what is told is added. */
export const continuedWords = (lead: Lead, said: LeadWords): LeadWords => ({
  name: said.name || lead.name,
  phone: said.phone ?? lead.phone,
  email: said.email ?? lead.email,
  company: said.company || lead.company,
  reason: alsoSaid(lead.reason, said.reason, 2000),
  serviceInterest: said.serviceInterest || lead.serviceInterest,
  notes: alsoSaid(lead.notes, said.notes, 5000),
  source: lead.source,
});
