import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { TUESDAY_THREE } from "./model-desk";

/** What a tool was asked and said; `kind` is that of its receipt, null where it wrote nothing. */
export const use = (
  tool: string,
  kind: string | null,
  args: ToolUse["arguments"] = {},
  result: ToolUse["arguments"] = {},
): ToolUse => ({
  tool,
  arguments: args,
  answer: { ok: true, result, receipt: kind ? { kind, id: `${kind}-1` } : null },
});
/** Two free times on Tuesday, as they were looked up. */
export const LISTED = use(
  "check_availability",
  null,
  {},
  {
    slots: [{ starts_at: TUESDAY_THREE }, { starts_at: "2026-03-03T20:30:00.000Z" }],
  },
);
/** The cleaning on Tuesday at three, with its receipt. */
export const BOOKED = use("book_appointment", "appointment", {
  starts_at: TUESDAY_THREE,
  service: "Cleaning",
});
