import type { TextHindrance } from "@/lib/domain/texts";

/** Why nothing can be written to somebody, and what would help: in the words in which the domain refuses it. */
export const HINDRANCE: Record<TextHindrance, string> = {
  no_phone: "There is no phone number to write to.",
  no_carrier:
    "Text messages cannot be sent yet: no phone carrier is connected. Ask whoever runs Frontdesk for you to connect one (Telnyx).",
  no_number: "This business has no phone number to write from. Add one first.",
  opted_out: "Whoever has this number asked for no more texts. They can text START to undo it.",
  own_number: "This is your own number.",
  not_reachable:
    "No text is sent to this number: it is of a kind that costs extra, or in a country that is not called.",
};

/** How far a message has got. */
export const DELIVERY = {
  queued: { label: "On its way", color: "gray" },
  sent: { label: "Sent", color: "gray" },
  delivered: { label: "Delivered", color: "lagoon" },
  read: { label: "Read", color: "lagoon" },
  failed: { label: "Not delivered", color: "red" },
} as const;
