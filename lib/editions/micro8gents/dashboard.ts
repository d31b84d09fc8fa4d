import { z } from "zod";
import type { MonthFigures } from "@/lib/domain/analytics";
import { inMajorUnits, minorDigits } from "@/lib/domain/money";

export const statsJson = z.strictObject({
  totalCalls: z.number().int().min(0),
  monthlyBookings: z.number().int().min(0),
  monthlyRevenue: z.string(),
});

/** Revenue is an amount in the business's currency with all its digits and no sign: 1240.50 dollars, 1240 yen. */
export const statsView = (figures: MonthFigures): z.input<typeof statsJson> => ({
  totalCalls: figures.calls,
  monthlyBookings: figures.appointments,
  monthlyRevenue: inMajorUnits(figures.earnedMinor, figures.currency).toFixed(minorDigits(figures.currency)),
});
