import type { Carrier } from "@/lib/domain/carriers";
import { isSecretName } from "./config";
import { commonName } from "./settings";

/** Carriers at which a business has an account of its own. */
export type OwnedCarrier = Exclude<Carrier, "telnyx">;

/** What has to be entered for each, as a config names it; the installation's own carrier needs nothing of a business. */
const FIELDS = {
  twilio: ["accountSid", "authToken"],
} as const satisfies Record<OwnedCarrier, readonly string[]>;

/** A field of a form for a carrier's account. */
export interface CarrierField {
  name: string;
  isSecret: boolean;
}

/** What a business enters to use a carrier; nothing for the installation's own. */
export const carrierFields = (carrier: Carrier): CarrierField[] =>
  carrier === "telnyx" ? [] : FIELDS[carrier].map((name) => ({ name, isSecret: isSecretName(name) }));

/** The names of these fields in a config by their common names. */
export const fieldNames = (carrier: OwnedCarrier): Record<string, string> =>
  Object.fromEntries(FIELDS[carrier].map((name) => [commonName(carrier, name), name]));

/** The labels of the fields that a config leaves out. */
export const missingFields = (carrier: OwnedCarrier, config: Record<string, unknown>): string[] => {
  const given = new Set(
    Object.entries(config)
      .filter(([, value]) => value !== null && value !== "")
      .map(([name]) => commonName(carrier, name)),
  );
  return FIELDS[carrier].filter((name) => !given.has(commonName(carrier, name)));
};
