import { invalid } from "@/lib/domain/errors";

/** What was entered for an integration: any JSON object. */
export type Config = Record<string, unknown>;

const DOTS = "••••••••";
const SHOWN_CHARACTERS = 4;
/** A shorter secret would lose too much of itself with its last characters. */
const SHORTEST_SHOWN = 16;
const SECRET_NAME =
  /secret|token|passw|pass$|pwd|credential|(api|auth|private|signing|access)[_-]?key|^key$/i;
/** A stop for whoever sends a config that is one long staircase. */
const DEEPEST = 8;
const LONGEST_CHARACTERS = 20_000;

const isObject = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const maskedText = (text: string): string =>
  text === "" ? "" : `${DOTS}${text.length < SHORTEST_SHOWN ? "" : text.slice(-SHOWN_CHARACTERS)}`;

/** An address without the password in it. */
function maskedAddress(text: string): string {
  if (!text.includes("@") || !URL.canParse(text)) return text;
  const url = new URL(text);
  return url.password === "" ? text : text.replace(/:[^:@/]+@/, `:${DOTS}@`);
}

/** Whether a field is a secret, told by its name. */
export const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name) && !/public|publishable/i.test(name);

function masked(value: unknown, isSecret: boolean): unknown {
  if (typeof value === "string") return isSecret ? maskedText(value) : maskedAddress(value);
  if (Array.isArray(value)) return value.map((item) => masked(item, isSecret));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, masked(inner, isSecret || isSecretName(name))]),
    );
  return isSecret && typeof value === "number" ? DOTS : value;
}

/** A config as it may be shown: secrets, told by their names, are dots and at most the last four characters. */
export const maskConfig = (config: Config): Config =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, masked(value, isSecretName(name))]),
  );

/** A new value over a stored one. `shown`: what the stored one was shown as. */
function over(stored: unknown, shown: unknown, sent: unknown, path: string): unknown {
  if (isObject(sent)) {
    const [before, seen] = [isObject(stored) ? stored : {}, isObject(shown) ? shown : {}];
    return overEach(before, seen, sent, path);
  }
  if (Array.isArray(sent)) {
    const [before, seen] = [Array.isArray(stored) ? stored : [], Array.isArray(shown) ? shown : []];
    return sent.map((item, index) => over(before[index], seen[index], item, `${path}.${index}`));
  }
  if (typeof sent !== "string" || !sent.includes(DOTS)) return sent;
  if (sent === shown) return stored;
  throw invalid(
    path,
    "These dots stand for a secret that is not there. Send the secret itself, or leave the field out to keep what is there.",
  );
}

function overEach(stored: Config, shown: Config, sent: Config, path: string): Config {
  const own = (object: Config, name: string) => (Object.hasOwn(object, name) ? object[name] : undefined);
  return Object.fromEntries([
    ...Object.entries(stored),
    ...Object.entries(sent).map(([name, value]) => [
      name,
      over(own(stored, name), own(shown, name), value, `${path}.${name}`),
    ]),
  ]);
}

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

/**
 * What is sent over what is stored: fields that are left out stay, and so does a secret whose mask is sent back.
 * @throws DomainError validation_failed for the mask of a secret that is not there, and for a config that is too large.
 */
export function mergeConfig(stored: Config, sent: Config): Config {
  if (JSON.stringify(sent).length > LONGEST_CHARACTERS)
    throw invalid("config", `Must not be longer than ${LONGEST_CHARACTERS} characters.`);
  if (depthOf(sent) > DEEPEST) throw invalid("config", `Must not be nested deeper than ${DEEPEST} levels.`);
  return overEach(stored, maskConfig(stored), sent, "config");
}
