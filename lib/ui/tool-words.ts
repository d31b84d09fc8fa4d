import { formatMoment } from "./format";

/** A thing that the receptionist did, in words, with the place it can be looked at. */
export interface Deed {
  text: string;
  /** What it was about, such as the question or the time. */
  detail: string | null;
  href: string | null;
  linkText: string | null;
  hasFailed: boolean;
}

const WORDS: Record<string, { did: string; failed: string }> = {
  answer_question: { did: "Looked up an answer", failed: "Found no answer" },
  check_availability: { did: "Looked for free times", failed: "Could not look for free times" },
  hold_slot: { did: "Kept a time free", failed: "Could not keep the time" },
  book_appointment: { did: "Booked an appointment", failed: "Could not book" },
  find_appointments: { did: "Looked up their appointments", failed: "Could not tell who was calling" },
  reschedule_appointment: { did: "Moved the appointment", failed: "Could not move the appointment" },
  cancel_appointment: { did: "Cancelled the appointment", failed: "Could not cancel the appointment" },
  capture_lead: { did: "Noted a new lead", failed: "Could not note the lead" },
  transfer_to_human: { did: "Put the caller through", failed: "Could not put the caller through" },
  take_message: { did: "Took a message", failed: "Could not take the message" },
};

const DOING: Record<string, string> = {
  answer_question: "Looking up an answer",
  check_availability: "Looking for a time",
  hold_slot: "Keeping a time free",
  book_appointment: "Booking",
  find_appointments: "Looking up their appointments",
  reschedule_appointment: "Moving the appointment",
  cancel_appointment: "Cancelling the appointment",
  capture_lead: "Noting a new lead",
  transfer_to_human: "Putting the caller through",
  take_message: "Taking a message",
};

/** What the receptionist is doing while it uses a tool. */
export const doingText = (tool: string): string => DOING[tool] ?? "Doing something for the caller";

const LINKS: Record<string, { text: string; href: (id: string) => string }> = {
  appointment: { text: "See the appointment", href: (id) => `/calendar?appointment=${id}` },
  lead: { text: "See the lead", href: (id) => `#lead-${id}` },
  task: { text: "See what needs you", href: () => "/home#tasks" },
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && name in value
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

function textOf(value: unknown, names: string[]): string | null {
  for (const name of names) {
    const field = fieldOf(value, name);
    if (typeof field === "string" && field.trim() !== "") return field.trim();
  }
  return null;
}

function detailOf(tool: string, args: unknown, result: unknown, timeZone: string): string | null {
  if (tool === "answer_question") return textOf(args, ["question", "query"]);
  if (tool === "take_message") return textOf(args, ["message", "text", "body"]);
  if (tool === "capture_lead") return textOf(args, ["reason", "name"]);
  const time = textOf(result, ["startsAt", "starts_at"]) ?? textOf(args, ["startsAt", "starts_at"]);
  const instant = time && /(Z|[+-]\d\d:\d\d)$/.test(time) ? new Date(time) : null;
  return instant && !Number.isNaN(instant.getTime()) ? formatMoment(instant, timeZone) : null;
}

/** What a tool call came to, in a few words. */
export function doneText({ tool, error }: { tool: string; error: string | null }): string {
  const words = WORDS[tool] ?? { did: "Did something for the caller", failed: "Something did not work" };
  return error === null ? words.did : words.failed;
}

/** A tool call in words. `timeZone`: IANA, of the business. */
export function deedOf(
  call: {
    tool: string;
    arguments: unknown;
    result: unknown;
    receipt: { kind: string; id: string } | null;
    error: string | null;
  },
  timeZone: string,
): Deed {
  const hasFailed = call.error !== null;
  const link = call.receipt ? LINKS[call.receipt.kind] : undefined;
  return {
    text: doneText(call),
    detail: detailOf(call.tool, call.arguments, call.result, timeZone),
    href: link && call.receipt ? link.href(call.receipt.id) : null,
    linkText: link?.text ?? null,
    hasFailed,
  };
}
