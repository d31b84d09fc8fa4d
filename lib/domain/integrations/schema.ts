import { z } from "zod";
import type { Config } from "./config";

/** Vendors whose accounts a business can connect. */
export const INTEGRATION_TYPES = ["twilio", "eleven_labs", "n8n", "stripe", "email"] as const;
export type IntegrationType = (typeof INTEGRATION_TYPES)[number];

/** `error`: it is not used until its problem is mended. */
export const INTEGRATION_STATUSES = ["active", "inactive", "error"] as const;
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];

/** An account of the business with a vendor, as it may be shown. */
export interface Integration {
  id: string;
  number: number;
  type: IntegrationType;
  /** What was entered, with its secrets masked. */
  config: Config;
  status: IntegrationStatus;
  /** What has to be mended, in words for the owner; null unless the status is `error`. */
  problem: string | null;
  /** When the vendor last said that it knows the account as it is now. */
  verifiedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const config = z.record(z.string(), z.unknown());

export const newIntegration = z.object({
  type: z.enum(INTEGRATION_TYPES),
  config,
  isEnabled: z.boolean().default(true),
});
export type NewIntegration = z.input<typeof newIntegration>;

/** What is not given stays; of `config` likewise each field. */
export const integrationPatch = z.object({
  id: z.uuid(),
  config: config.optional(),
  isEnabled: z.boolean().optional(),
});
export type IntegrationPatch = z.input<typeof integrationPatch>;
