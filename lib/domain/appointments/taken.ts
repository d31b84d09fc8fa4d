import { searchSlots } from "@/lib/domain/calendars";
import { type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

const ALTERNATIVES = 3;
const DAY_MS = 86_400_000;
/** Most callers find three within days; a full book is searched once more, two months far. */
const SEARCH_DAYS = [4, 62];

/** What was wanted, so that other times for it can be found. */
export interface Wish {
  startsAt: Date;
  durationMinutes: number;
  serviceId: string | null;
  calendarId: string | undefined;
  conversationId: string | null;
}

/** Thrown inside a writing transaction to leave it; `offeringAlternatives` turns it into the answer. */
export class SlotTaken extends Error {
  readonly wish: Wish;

  /** @param reason for the caller. */
  constructor(wish: Wish, reason = "That time is taken.") {
    super(reason);
    this.name = "SlotTaken";
    this.wish = wish;
  }
}

/** The next free starts from the wanted one on, ISO 8601 in UTC, at most three. */
async function alternativesTo(ctx: Context, wish: Wish): Promise<string[]> {
  const { startsAt: from, durationMinutes, calendarId } = wish;
  return inTenant(ctx, async (inner) => {
    let found: string[] = [];
    for (const days of SEARCH_DAYS) {
      const slots = await searchSlots(inner, {
        from,
        to: new Date(from.getTime() + days * DAY_MS),
        durationMinutes,
        serviceId: wish.serviceId ?? undefined,
        calendarId,
        conversationId: wish.conversationId ?? undefined,
        limit: ALTERNATIVES,
      });
      found = slots.map((slot) => slot.startsAt.toISOString());
      if (found.length === ALTERNATIVES) return found;
    }
    return found;
  });
}

/**
 * Runs writing work; where it finds the time taken, looks for others after its transaction is over, so that
 * the calendar's lock is not kept meanwhile.
 * @throws DomainError `slot_taken` with `data.alternatives`.
 */
export async function offeringAlternatives<R>(ctx: Context, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SlotTaken)) throw error;
    const alternatives = await alternativesTo(ctx, error.wish).catch((problem: unknown) => {
      // A service that the calendar has since given up has no other times there; the answer stays "taken".
      if (problem instanceof DomainError) return [];
      throw problem;
    });
    throw new DomainError("slot_taken", error.message, {
      subject: "appointment",
      data: { alternatives },
    });
  }
}
