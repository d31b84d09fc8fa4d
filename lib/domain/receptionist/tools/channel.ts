import type { AppointmentSource } from "@/lib/domain/appointments";
import type { LeadSource } from "@/lib/domain/leads";

/** How a channel is named as the source of leads and appointments. */
const SOURCES: Record<string, LeadSource & AppointmentSource> = {
  voice: "call",
  sms: "sms",
  email: "email",
  widget: "widget",
  whatsapp: "whatsapp",
  messenger: "messenger",
};

export const sourceOf = (channel: string): LeadSource & AppointmentSource => SOURCES[channel] ?? "web";
