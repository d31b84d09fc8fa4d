import { invalid } from "@/lib/domain/errors";
import type { Config } from "./config";
import type { IntegrationType } from "./schema";
import { withCommonNames } from "./settings";

const textsIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsIn)
    : value === null || value === undefined
      ? []
      : [String(value)];

/**
 * A password is never shown, so it is not sent to another server either than the one that it was entered for: who may
 * change the server's name would read it there. Holds for half a config too, so that no detour leads around it.
 * @throws DomainError validation_failed where a mail server changes and its password is to stay.
 */
export function refuseRedirection(type: IntegrationType, before: Config, after: Config): void {
  if (type !== "email") return;
  const [old, next] = [withCommonNames(type, before), withCommonNames(type, after)];
  const hostOf = ({ host }: Config) => JSON.stringify(host ?? null).toLowerCase();
  const [password] = textsIn(next.password);
  if (hostOf(old) === hostOf(next) || password === undefined || !textsIn(before).includes(password)) return;
  throw invalid("config.password", "Enter the password again: it was entered for another mail server.");
}
