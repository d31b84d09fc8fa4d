import type { Lead, LeadSource, LeadStatus, Temperature, Urgency } from "@/lib/domain/leads";
import { formatPhone } from "./format";

interface Word {
  label: string;
  color: string;
}

/** How the states of a lead are said and coloured, in the order a lead goes through them. */
export const LEAD_STATUS: Record<LeadStatus, Word> = {
  new: { label: "New", color: "lagoon" },
  contacted: { label: "Contacted", color: "blue" },
  qualified: { label: "Qualified", color: "blue" },
  converted: { label: "Customer", color: "gray" },
  unqualified: { label: "No fit", color: "gray" },
  lost: { label: "Lost", color: "gray" },
};

export const TEMPERATURE: Record<Temperature, Word> = {
  hot: { label: "Very interested", color: "orange" },
  warm: { label: "Interested", color: "blue" },
  cold: { label: "Just asking", color: "gray" },
};

export const URGENCY: Record<Urgency, Word> = {
  critical: { label: "Emergency", color: "red" },
  high: { label: "Urgent", color: "orange" },
  medium: { label: "Soon", color: "blue" },
  low: { label: "No hurry", color: "gray" },
};

export const SOURCE: Record<LeadSource, string> = {
  call: "Phone call",
  sms: "Text message",
  email: "E-mail",
  web: "Website",
  whatsapp: "WhatsApp",
  messenger: "Messenger",
  widget: "Chat on the website",
  import: "Imported list",
  api: "Another program",
};

/** Who a lead is: a name, else how to reach them. */
export const leadText = ({ name, phone, email }: Pick<Lead, "name" | "phone" | "email">): string =>
  name || (phone ? formatPhone(phone) : email) || "No name given";

/** What a lead wants, in their words. */
export const wishText = ({ reason, serviceInterest }: Pick<Lead, "reason" | "serviceInterest">): string =>
  reason || serviceInterest;

const FIELD_NAMES: Record<string, string> = {
  name: "Name",
  phone: "Phone",
  email: "E-mail",
  company: "Company",
  reason: "What they want",
  serviceInterest: "Service",
  notes: "Notes",
};

const labelOf = (words: Record<string, Word>, value: unknown): string =>
  (typeof value === "string" ? words[value]?.label : undefined) ?? "what the score says";

/**
 * What a person changed of a lead, in words. @param names of people by user id.
 */
export function changeText(changes: Record<string, unknown>, names: ReadonlyMap<string, string>): string {
  const texts = Object.entries(changes).flatMap(([field, value]) => {
    if (field === "status") return [`Status: ${labelOf(LEAD_STATUS, value)}`];
    if (field === "temperature") return [`Interest: ${labelOf(TEMPERATURE, value)}`];
    if (field === "urgency") return [`Urgency: ${labelOf(URGENCY, value)}`];
    if (field === "assignedUserId") {
      return [`Taken care of by ${(typeof value === "string" ? names.get(value) : undefined) ?? "nobody"}`];
    }
    return FIELD_NAMES[field] ? [`${FIELD_NAMES[field]} changed`] : [];
  });
  return texts.join(" · ") || "Looked at again";
}
