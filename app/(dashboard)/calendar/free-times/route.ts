import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { findSlots } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { formatTime } from "@/lib/ui/format";
import { addDays, dayOf, dayRange, isDay, wallTime } from "@/lib/ui/wall-time";
import { currentContext } from "@/lib/wiring";

const MOST_TIMES = 300;
const SEARCHED_DAYS = 60;

const query = z.object({
  day: z.string().refine(isDay),
  serviceId: z.uuid().optional(),
  calendarId: z.uuid().optional(),
  durationMinutes: z.coerce.number().int().min(5).max(1440).optional(),
});

export interface FreeTime {
  /** Wall time of the business, "YYYY-MM-DD HH:mm:ss". */
  start: string;
  label: string;
  calendarId: string;
  calendarName: string;
}

export interface FreeTimes {
  times: FreeTime[];
  nextDay: string | null;
}

type Wish = Omit<z.infer<typeof query>, "day">;

async function nextFreeDay(ctx: Context, day: string, wish: Wish, timeZone: string): Promise<string | null> {
  const range = dayRange(addDays(day, 1), SEARCHED_DAYS, timeZone);
  const [slot] = await findSlots(ctx, { ...range, ...wish, limit: 1 });
  return slot ? dayOf(slot.startsAt, timeZone) : null;
}

/** The free times of one day, for the booking dialog, and where it has none the next day with some. */
export async function GET(request: Request): Promise<Response> {
  const ctx = await currentContext();
  if (!ctx?.business) return Response.json({ error: "Sign in again to go on." }, { status: 401 });
  const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return Response.json({ error: "Choose a day." }, { status: 400 });
  const { day, ...wish } = parsed.data;
  try {
    const { timeZone } = await getBusiness(ctx);
    const slots = await findSlots(ctx, { ...dayRange(day, 1, timeZone), ...wish, limit: MOST_TIMES });
    const times: FreeTime[] = slots.map((slot) => ({
      start: wallTime(slot.startsAt, timeZone),
      label: formatTime(slot.startsAt, timeZone),
      calendarId: slot.calendarId,
      calendarName: slot.calendarName,
    }));
    const nextDay = times.length > 0 ? null : await nextFreeDay(ctx, day, wish, timeZone);
    return Response.json({ times, nextDay } satisfies FreeTimes, {
      headers: { "Cache-Control": "no-store" },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ error: error.message }, { status: error.code === "not_found" ? 404 : 400 });
  }
}
