import type { Selectable } from "kysely";
import { z } from "zod";
import type { Numbers } from "@/lib/db/types";
import { CARRIERS, type Carrier } from "@/lib/domain/carriers";
import { wordOf } from "@/lib/domain/parse";

export const addNumberInput = z.object({
  e164: z
    .string()
    .regex(/^\+[0-9]{3,15}$/, "Write the number with + and country code, such as +12025550123."),
  friendlyName: z.string().trim().max(120).default(""),
  provider: z.enum(CARRIERS).default("telnyx"),
  providerNumberId: z.string().max(200).nullable().default(null),
  /** Who answers while at work; null, and whoever else is while not. */
  agentId: z.uuid().nullable().default(null),
  routeToAi: z.boolean().default(true),
});
export type AddNumberInput = z.input<typeof addNumberInput>;

export const assignNumberInput = z.object({ id: z.uuid(), agentId: z.uuid().nullable() });
export type AssignNumberInput = z.infer<typeof assignNumberInput>;

/** A phone number of a business. */
export interface PhoneNumber {
  id: string;
  businessId: string;
  agentId: string | null;
  e164: string;
  friendlyName: string;
  provider: Carrier;
  providerNumberId: string | null;
  routeToAi: boolean;
  /** `pending`: somebody named it, and its carrier has not said whose it is; nobody answers it, and no text leaves by it. */
  status: "active" | "pending" | "released";
  createdAt: Date;
}

/** A number as its row holds it. */
export const numberOf = (row: Selectable<Numbers>): PhoneNumber => ({
  id: row.id,
  businessId: row.business_id,
  agentId: row.agent_id,
  e164: row.e164,
  friendlyName: row.friendly_name,
  provider: wordOf(CARRIERS, row.provider),
  providerNumberId: row.provider_number_id,
  routeToAi: row.route_to_ai,
  status: row.status === "active" || row.status === "released" ? row.status : "pending",
  createdAt: row.created_at,
});
