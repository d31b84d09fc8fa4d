import type { TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { dialCountries, dialRefusal } from "@/lib/domain/numbers";
import type { AgentSettings } from "./schema";

type Numbered = Partial<Pick<AgentSettings, "handOffRules" | "fallbackNumbers">>;

/** Whom callers are put through to by these settings, each number once. */
export const handOffNumbers = ({ handOffRules = [], fallbackNumbers = [] }: Numbered): Set<string> =>
  new Set([...handOffRules.flatMap(({ whom }) => whom.numbers), ...fallbackNumbers]);

/**
 * Refuses numbers that are never dialled for the business where they are newly given. What is in the settings already
 * may stay, so that a rule from before can still be moved and edited; no call is put through to it.
 * @param before the settings that the patch changes.
 * @throws DomainError validation_failed on the field.
 */
export async function checkNumbers(
  ctx: TenantContext,
  patch: Numbered,
  before: Numbered = {},
): Promise<void> {
  // A rehearsal sets what a person has saved, in a copy of the business that has no number.
  if (ctx.actor.kind === "system") return;
  const known = handOffNumbers(before);
  const isNew = (number: string) => !known.has(number);
  const fields = {
    handOffRules: [...handOffNumbers({ handOffRules: patch.handOffRules ?? [] })].filter(isNew),
    fallbackNumbers: (patch.fallbackNumbers ?? []).filter(isNew),
  };
  if (fields.handOffRules.length + fields.fallbackNumbers.length === 0) return;
  const countries = await dialCountries(ctx);
  for (const [field, numbers] of Object.entries(fields)) {
    const refusal = numbers.map((number) => dialRefusal(number, countries)).find((reason) => reason !== null);
    if (refusal) throw invalid(field, refusal);
  }
}
