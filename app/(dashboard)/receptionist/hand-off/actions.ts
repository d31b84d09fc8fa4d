"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  getAgent,
  getAgentDraft,
  HAND_OFF_KINDS,
  type HandOffHours,
  type HandOffRule,
  handOffRules,
  saveAgentDraft,
} from "@/lib/domain/agents";
import { normalisePhone } from "@/lib/domain/contacts";
import type { Context } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const MOST_NUMBERS = 10;

const lines = z.string().transform((text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean),
);
/** Numbers as people write them, one a line, as they are dialled. */
const numbers = lines.transform((written, check) => {
  const dialled = written.map((line) => normalisePhone(line));
  const wrong = written.find((_, index) => !dialled[index]?.isPossible);
  if (wrong !== undefined) {
    check.addIssue({ code: "custom", message: `“${wrong}” is not a phone number that can be rung.` });
    return z.NEVER;
  }
  if (written.length > MOST_NUMBERS) {
    check.addIssue({ code: "custom", message: `Use at most ${MOST_NUMBERS} numbers.` });
    return z.NEVER;
  }
  return dialled.flatMap((phone) => phone?.e164 ?? []);
});
const time = z.string();

const agentId = z.uuid();
const rule = z
  .object({
    agentId,
    /** Its place in the list; null for a new one. */
    index: z.number().int().min(0).nullable(),
    label: z.string().trim().min(1, "Enter a name.").max(80, "Use at most 80 characters."),
    kinds: z.array(z.enum(HAND_OFF_KINDS)),
    topics: lines,
    whom: z.string().trim().min(1, "Enter who is rung.").max(80, "Use at most 80 characters."),
    numbers: numbers.refine((list) => list.length > 0, "Enter at least one number."),
    hours: z.enum(["business_hours", "always", "weekly", "kept"]),
    days: z.array(z.coerce.number().int().min(0).max(6)),
    opensAt: time,
    closesAt: time,
    urgency: z.enum(["low", "medium", "high", "critical"]),
    hasWhisper: z.boolean(),
  })
  .superRefine(({ hours, days, opensAt, closesAt }, check) => {
    if (hours !== "weekly") return;
    if (days.length === 0) check.addIssue({ code: "custom", path: ["days"], message: "Choose a day." });
    for (const [field, value] of Object.entries({ opensAt, closesAt })) {
      if (!value) check.addIssue({ code: "custom", path: [field], message: "Enter a time." });
    }
  });
export type RuleInput = z.input<typeof rule>;

function hoursOf(given: z.output<typeof rule>, before: HandOffRule | undefined): HandOffHours {
  if (given.hours === "kept") return before?.hours ?? { kind: "business_hours" };
  if (given.hours !== "weekly") return { kind: given.hours };
  const { opensAt, closesAt } = given;
  return {
    kind: "weekly",
    intervals: given.days.map((dayOfWeek) => ({ dayOfWeek, opensAt, closesAt })),
  };
}

/** The rules of a receptionist as the draft has them. */
async function currentRules(ctx: Context, id: string): Promise<HandOffRule[]> {
  const draft = await getAgentDraft(ctx, id);
  return draft?.settings.handOffRules ?? (await getAgent(ctx, id)).handOffRules;
}

/** Saves into the draft. A number that is never dialled is told at the field of the form. */
async function saveDraft(...[ctx, settings]: Parameters<typeof saveAgentDraft>): Promise<void> {
  try {
    await saveAgentDraft(ctx, settings);
  } catch (error) {
    const fields = error instanceof DomainError ? error.detail.fields : undefined;
    const [refusal] = fields?.handOffRules ?? fields?.fallbackNumbers ?? [];
    throw refusal === undefined ? error : invalid("numbers", refusal);
  }
}

/** Adds a rule at the end, or puts it in the place of the one there; in the draft. */
export async function saveRuleAction(input: RuleInput): Promise<ActionResult<null>> {
  return runAction(rule, input, async (given) => {
    const ctx = await pageContext();
    const rules = await currentRules(ctx, given.agentId);
    const before = given.index === null ? undefined : rules[given.index];
    const { label, kinds, topics, whom, urgency, hasWhisper } = given;
    const saved: HandOffRule = {
      label,
      when: { kinds, topics },
      whom: { label: whom, numbers: given.numbers },
      hours: hoursOf(given, before),
      urgency,
      hasWhisper,
    };
    const next = before ? rules.map((one) => (one === before ? saved : one)) : [...rules, saved];
    await saveDraft(ctx, { id: given.agentId, handOffRules: next });
    revalidatePath("/receptionist", "layout");
    return null;
  });
}

const ordered = z.object({ agentId, rules: handOffRules });

/** Puts the rules into an order, or takes some away; in the draft. */
export async function setRulesAction(input: {
  agentId: string;
  rules: HandOffRule[];
}): Promise<ActionResult<null>> {
  return runAction(ordered, input, async ({ agentId: id, rules: next }) => {
    await saveDraft(await pageContext(), { id, handOffRules: next });
    revalidatePath("/receptionist", "layout");
    return null;
  });
}

const fallback = z.object({ agentId, numbers });

/** Keeps the fallback numbers in their order, in the draft. */
export async function saveFallbackAction(input: z.input<typeof fallback>): Promise<ActionResult<null>> {
  return runAction(fallback, input, async ({ agentId: id, numbers: fallbackNumbers }) => {
    await saveDraft(await pageContext(), { id, fallbackNumbers });
    revalidatePath("/receptionist", "layout");
    return null;
  });
}
