import { Line } from "./lines";
import type { ToolAnswer } from "./types";

/** Every sentence that says something was done. Each takes the answer that proves it, and fails without its receipt. */
export const CLAIM = {
  held: (answer: ToolAnswer) => Line.proven(answer, ["hold"], "I'm holding that time for you."),
  booked: (answer: ToolAnswer, what: string, moment: string) =>
    Line.proven(answer, ["appointment"], `You're booked for ${what} on ${moment}.`),
  moved: (answer: ToolAnswer, service: string, moment: string) =>
    Line.proven(answer, ["appointment"], `Done. Your ${service} is now on ${moment}.`),
  /** Without a moment where it is not known. */
  cancelled: (answer: ToolAnswer, service: string, moment: string | null) =>
    Line.proven(
      answer,
      ["appointment"],
      `Your ${service}${moment ? ` on ${moment}` : ""} has been cancelled.`,
    ),
  messageTaken: (answer: ToolAnswer) =>
    Line.proven(answer, ["task"], "Thank you. I've passed your message on to the team."),
  callbackNoted: (answer: ToolAnswer) =>
    Line.proven(
      answer,
      ["task"],
      "Nobody is free to talk right now, so I've asked the team to call you back.",
    ),
  callBackNotedIn: (answer: ToolAnswer, inTheirLanguage: string) =>
    Line.proven(answer, ["task"], inTheirLanguage),
  detailsTaken: (answer: ToolAnswer) =>
    Line.proven(
      answer,
      ["lead"],
      "Thank you. I've passed your details on, and someone from the team will be in touch.",
    ),
  transferring: (answer: ToolAnswer) =>
    Line.proven(
      answer,
      ["transfer"],
      "Of course. I'm putting you through to someone now. Please stay on the line.",
    ),
} as const;
