import { type DomainError, invalid } from "@/lib/domain/errors";
import { type Config, isSecretName, mergeConfig } from "./config";
import type { IntegrationType } from "./schema";
import { commonName, isConfig, mailServerOf, withCommonNames } from "./settings";

/** A secret that was entered for one place: a server, or an account. */
interface Bond {
  /** The secret's common name. */
  secret: string;
  /** Where it goes, to be compared. */
  place(config: Config): string;
  refusal: { field: string; words: string };
}

/**
 * Whose secrets go where the config says. The secret of n8n is not among them: it signs what we send and is never sent
 * itself. The keys of the others go to their vendors only.
 */
const BONDS: Partial<Record<IntegrationType, Bond>> = {
  email: {
    secret: "password",
    place: (config) => JSON.stringify(mailServerOf(config)).toLowerCase(),
    refusal: {
      field: "config.password",
      words: "Enter the password again: it was entered for another mail server.",
    },
  },
  twilio: {
    secret: "authtoken",
    place: (config) => JSON.stringify(withCommonNames("twilio", config).accountsid ?? null),
    refusal: {
      field: "config.authToken",
      words: "Enter the auth token again: it was entered for another account.",
    },
  },
};

/** A value without what counts as a secret under any name, at any depth. */
function withoutSecrets(type: IntegrationType, secret: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(type, secret, item));
  return isConfig(value) ? bareConfig(type, secret, value) : value;
}

const bareConfig = (type: IntegrationType, secret: string, config: Config): Config =>
  Object.fromEntries(
    Object.entries(config)
      .filter(([name]) => !isSecretName(name) && commonName(type, name) !== secret)
      .map(([name, value]) => [name, withoutSecrets(type, secret, value)]),
  );

/**
 * What is sent over what is stored. A password is never shown, so it is not sent to another server either than the one that
 * it was entered for: who may change the server's name would read it there. Where that changes, every stored secret is
 * dropped that is not sent anew with the change, so that none of them comes out from under another spelling later.
 * @throws DomainError validation_failed as `mergeConfig`, and where the secret in use would have to be sent anew.
 */
export function mergeBound(type: IntegrationType, stored: Config, sent: Config): Config {
  const merged = mergeConfig(stored, sent);
  const bond = BONDS[type];
  if (!bond || bond.place(stored) === bond.place(merged)) return merged;
  const { field, words } = bond.refusal;
  const left = whereMasksAre(invalid(field, words), () =>
    mergeConfig(bareConfig(type, bond.secret, stored), sent),
  );
  const secretIn = (config: Config) => withCommonNames(type, config)[bond.secret];
  if (secretIn(merged) !== undefined && secretIn(left) === undefined) throw invalid(field, words);
  return left;
}

/** What was merged once fails now for one reason: the mask of a secret that is dropped. */
function whereMasksAre(refusal: DomainError, merge: () => Config): Config {
  try {
    return merge();
  } catch {
    throw refusal;
  }
}
