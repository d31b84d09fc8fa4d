import type { TextHindrance } from "@/lib/domain/texts";

/** Why nothing can be written to somebody, and what would help. */
export const HINDRANCE: Record<TextHindrance, string> = {
  no_phone: "There is no phone number to write to.",
  no_carrier:
    "Text messages are not set up yet. Ask whoever runs Frontdesk for you to connect a phone carrier (Telnyx).",
  no_number: "Your business has no phone number to write from yet.",
  opted_out: "They asked for no more texts. They can text START to your number to undo it.",
  not_reachable:
    "No text can be sent to this number: it is your own, costs extra, or is in a country that is not called.",
};

/** How far a message has got. */
export const DELIVERY = {
  queued: { label: "On its way", color: "gray" },
  sent: { label: "Sent", color: "gray" },
  delivered: { label: "Delivered", color: "lagoon" },
  read: { label: "Read", color: "lagoon" },
  failed: { label: "Not delivered", color: "red" },
} as const;
