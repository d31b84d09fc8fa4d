import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { bookableStarts } from "./booking-rules";
import { loadSchedules } from "./schedules";
import { type FindSlotsInput, findSlotsInput, MAX_SEARCH_DAYS, type Slot } from "./schema";
import { shapeOf } from "./shape";
import { DAY_MS, MINUTE_MS } from "./wall-clock";

/** Two months of local days can be an hour longer than as many times 24 hours. */
const MAX_SEARCH_MS = MAX_SEARCH_DAYS * DAY_MS + 60 * MINUTE_MS;

type SlotSearch = z.output<typeof findSlotsInput>;

/** `findSlots` for verbs that have checked their own permission and input. */
export async function searchSlots(ctx: TenantContext, search: SlotSearch): Promise<Slot[]> {
  const [fromMs, toMs] = [search.from.getTime(), search.to.getTime()];
  const shape = await shapeOf(ctx, search);
  if (!shape.isOffered) return [];
  const { calendarId, serviceId, conversationId: ignoreHoldsOf, limit } = search;
  const schedules = await loadSchedules(ctx, { fromMs, toMs, calendarId, serviceId, ignoreHoldsOf });
  const nowMs = ctx.clock.now().getTime();
  const found = new Map<number, Slot>();
  for (const schedule of schedules) {
    for (const start of bookableStarts(schedule, { ...shape, fromMs, toMs, limit }, nowMs)) {
      if (found.has(start)) continue;
      found.set(start, {
        calendarId: schedule.calendarId,
        calendarName: schedule.calendarName,
        startsAt: new Date(start),
        endsAt: new Date(start + shape.durationMinutes * MINUTE_MS),
      });
    }
  }
  return [...found.values()]
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .slice(0, limit);
}

/**
 * Times that customers can book: starts in [from, to), in order of time, each once. Where several calendars
 * are free it names the first in their order, which is the one a booking without a calendar takes.
 * @throws DomainError `validation_failed` for an empty range or one over 62 days; `not_found`.
 */
export async function findSlots(ctx: Context, input: FindSlotsInput): Promise<Slot[]> {
  authorize(ctx, "calendar:read");
  const search = parseInput(findSlotsInput, input);
  const lengthMs = search.to.getTime() - search.from.getTime();
  if (lengthMs <= 0) throw invalid("to", "The end of the range must lie after its start.");
  if (lengthMs > MAX_SEARCH_MS) throw invalid("to", `Ask for at most ${MAX_SEARCH_DAYS} days at a time.`);
  return inTenant(ctx, (inner) => searchSlots(inner, search));
}
