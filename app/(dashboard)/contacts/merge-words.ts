import type { MergePreview } from "@/lib/domain/contacts";
import { formatPhone } from "@/lib/ui/format";
import { leadText } from "@/lib/ui/lead-words";

const NOUNS = {
  conversations: ["conversation", "conversations"],
  leads: ["lead", "leads"],
  appointments: ["appointment", "appointments"],
  tasks: ["task", "tasks"],
} as const;

const listed = (items: string[]): string => new Intl.ListFormat("en-US").format(items);

const countsOf = (moved: MergePreview["moved"]): string[] =>
  (["conversations", "leads", "appointments", "tasks"] as const)
    .filter((kind) => moved[kind] > 0)
    .map((kind) => `${moved[kind]} ${NOUNS[kind][moved[kind] === 1 ? 0 : 1]}`);

/** What becomes of a merge, sentence by sentence, for somebody who is about to agree to it. */
export function mergeWords({ into, from, moved }: MergePreview): string {
  const [kept, gone] = [leadText(into), leadText(from)];
  const belongings = countsOf(moved);
  const gains = [
    ...(from.phone && !into.phone ? [formatPhone(from.phone)] : []),
    ...(from.email && !into.email ? [from.email] : []),
    ...(from.company && !into.company ? [`the company ${from.company}`] : []),
    ...(from.notes && !into.notes.includes(from.notes) ? ["the notes"] : []),
  ];
  const reach = [
    ...(from.phone && into.phone ? [formatPhone(from.phone)] : []),
    ...(from.email && into.email ? [from.email] : []),
  ];
  return [
    belongings.length > 0
      ? `${listed(belongings)} of ${gone} will belong to ${kept}.`
      : `${gone} has no conversations, leads, appointments or tasks.`,
    ...(gains.length > 0 ? [`${kept} also gets ${listed(gains)}.`] : []),
    ...(reach.length > 0
      ? [`${listed(reach)} is no longer shown, but whoever uses it is taken for ${kept}.`]
      : []),
    `${gone} is gone from the list. This cannot be taken back.`,
  ].join(" ");
}
