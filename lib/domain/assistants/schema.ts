import { z } from "zod";
import type { Agent } from "@/lib/domain/agents";
import { CARRIERS } from "@/lib/domain/carriers";
import type { PhoneNumber } from "@/lib/domain/numbers";

/** A receptionist as one thing with the number that it answers and the voice vendor's word on it. */
export interface Assistant {
  agent: Agent;
  /** Its oldest one, where the dashboard gave it several; null where none is its own. */
  number: PhoneNumber | null;
  /** Why nobody answers its number yet, in words for the owner; null where somebody does. */
  numberProblem: string | null;
}

const assistantFields = z.object({
  name: z.string(),
  instructions: z.string().optional(),
  voiceId: z.string().nullable().optional(),
  language: z.string().optional(),
  isActive: z.boolean().optional(),
  /** As people write it; null takes the number away. What is not given stays. */
  phoneNumber: z.string().max(100).nullable().optional(),
  /** Whose carrier a new number is at; the installation's where nobody says. */
  provider: z.enum(CARRIERS).optional(),
  /** Credentials of the business's account there. */
  config: z.record(z.string(), z.unknown()).optional(),
});

export const newAssistant = assistantFields;
export type NewAssistant = z.input<typeof newAssistant>;

/** What is not given stays. */
export const assistantPatch = assistantFields.partial().extend({ id: z.uuid() });
export type AssistantPatch = z.input<typeof assistantPatch>;
