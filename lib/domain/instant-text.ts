import { z } from "zod";

/** An instant as text: ISO 8601 with Z or an offset. */
export const instantText = z.iso
  .datetime({ offset: true, error: "Use ISO 8601 with Z or an offset, such as 2026-03-02T15:00:00-05:00." })
  .transform((given) => new Date(given));
