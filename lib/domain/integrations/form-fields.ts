import type { Config } from "./config";
import type { Integration, IntegrationType } from "./schema";
import { commonName, saysYes, withCommonNames } from "./settings";

/**
 * What a form shows of an integration: its fields by their common names (`accountsid`, `apikey`, `webhookurl`, `host` …),
 * however whoever entered them spelled them; `secure` is "true" or "false". Secrets are masked.
 */
export const shownFields = ({ type, config }: Pick<Integration, "type" | "config">): Record<string, string> =>
  Object.fromEntries(
    Object.entries(withCommonNames(type, config)).flatMap(([name, value]) =>
      ["string", "number", "boolean"].includes(typeof value)
        ? [[name, type === "email" && name === "secure" ? String(saysYes(value)) : String(value)]]
        : [],
    ),
  );

/**
 * A form's fields as a change of a config: each under every name that it has there, so that none of them goes on to say
 * something else, or under the name of the form where it is new.
 * @param names how the form's fields are called in a config: `accountsid` → `accountSid`.
 */
export function formConfig(
  type: IntegrationType,
  stored: Config,
  fields: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Config {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const known = Object.keys(stored).filter((name) => commonName(type, name) === field);
      return [...new Set([...known, names[field] ?? field])].map((name) => [name, value] as const);
    }),
  );
}
