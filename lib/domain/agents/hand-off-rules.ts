import { z } from "zod";
import { filledText } from "@/lib/domain/text";
import { MOST_INTERVALS, weekInterval } from "@/lib/domain/week-hours";

/** Why a caller is put through, as the receptionist tells them apart. */
export const HAND_OFF_KINDS = [
  "asks_for_person",
  "emergency",
  "upset",
  "billing",
  "complaint",
  "sales",
  "other",
] as const;
export type HandOffKind = (typeof HAND_OFF_KINDS)[number];

const MOST_RULES = 20;
const MOST_TOPICS = 50;
const MOST_NUMBERS = 10;

const number = z
  .string()
  .regex(/^\+[0-9]{3,15}$/, "Write the number with + and country code, such as +12025550123.");

/** Numbers that are dialled one after the other, each once. */
export const numbersInOrder = z
  .array(number)
  .max(MOST_NUMBERS)
  .transform((numbers) => [...new Set(numbers)]);

const handOffHours = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("always") }),
  /** The opening hours of the business, without its days off. */
  z.object({ kind: z.literal("business_hours") }),
  /** Local wall time; an interval that ends at or before its begin ends on the next day. Days off do not count. */
  z.object({
    kind: z.literal("weekly"),
    intervals: z.array(weekInterval).min(1).max(MOST_INTERVALS),
  }),
]);
export type HandOffHours = z.infer<typeof handOffHours>;

const handOffRule = z.object({
  /** What the rule is called, such as "Billing questions". */
  label: filledText(80),
  /** Any of these kinds or topics; with neither, whatever the reason. A topic is a word or phrase in the reason. */
  when: z.object({
    kinds: z.array(z.enum(HAND_OFF_KINDS)).max(HAND_OFF_KINDS.length).default([]),
    topics: z.array(filledText(200)).max(MOST_TOPICS).default([]),
  }),
  whom: z.object({ label: filledText(80), numbers: numbersInOrder.refine((list) => list.length > 0) }),
  hours: handOffHours.default({ kind: "business_hours" }),
  /** How urgent the call back is where nobody answers. */
  urgency: z.enum(["low", "medium", "high", "critical"]).default("high"),
  /** Whether the person first hears who calls and why, and takes the call by pressing 1. */
  hasWhisper: z.boolean().default(true),
});
export type HandOffRule = z.infer<typeof handOffRule>;

/** Rules in order: the first that fits the reason and the hour wins. */
export const handOffRules = z.array(handOffRule).max(MOST_RULES);
