import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { localText } from "./moments";
import type { ToolOutcome } from "./tool";

const alternativesSchema = z.array(z.string()).catch([]);

/** A time that is taken, with the next free ones; null for any other error. */
export function takenOutcome(error: unknown, timeZone: string): ToolOutcome | null {
  if (!(error instanceof DomainError) || error.code !== "slot_taken") return null;
  const alternatives = alternativesSchema.parse(error.detail.data?.alternatives);
  return {
    result: {
      taken: true,
      alternatives: alternatives.map((start) => ({
        starts_at: start,
        local: localText(new Date(start), timeZone),
      })),
    },
    receipt: null,
  };
}
