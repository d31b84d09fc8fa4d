import { hasReceipt } from "../brain/lines";
import type { ToolAnswer, ToolUse } from "../brain/types";
import type { Known } from "./known";

// What proves an act: receipts of this conversation, and appointments from before.
export const did = (known: Known, tools: string[], kinds: string[]): boolean =>
  known.uses.some(({ tool, answer }: ToolUse) => tools.includes(tool) && hasReceipt(answer, kinds));
export const isPassedOn = ({ uses }: Known): boolean =>
  uses.some(({ answer }: { answer: ToolAnswer }) => hasReceipt(answer, ["task", "lead", "transfer"]));
export const hasBooked = ({ booked }: Known): boolean => booked.length > 0;
export const hasAppointment = ({ booked, upcoming }: Known): boolean =>
  booked.length > 0 || upcoming.length > 0;
export const hasCancelled = ({ cancelled }: Known): boolean => cancelled.length > 0;
export const hasMoved = (known: Known): boolean => did(known, ["reschedule_appointment"], ["appointment"]);
export const isMailed = (known: Known): boolean =>
  known.hasCallersEmail && (hasBooked(known) || hasCancelled(known) || hasMoved(known));
