import { shapeOf } from "@/lib/domain/calendars";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { deleteHoldsOf } from "./ledger";
import { knownCustomer } from "./links";
import { place } from "./place";
import { toAppointment } from "./row";
import { type Appointment, type HoldSlotInput, holdSlotInput, releaseHoldsInput } from "./schema";
import { offeringAlternatives } from "./taken";

export const HOLD_MINUTES = 5;

/** The conversation a caller acts in: the one named, or the receptionist's own. */
export const conversationOf = (ctx: Context, named: string | null | undefined): string | null =>
  named ?? (ctx.actor.kind === "receptionist" ? ctx.actor.conversationId : null);

/**
 * Keeps a time for a customer who is still deciding, for five minutes. A conversation holds one time: a
 * new hold gives up the one before.
 * @returns the hold; its id is the `holdId` of `bookAppointment`.
 * @throws DomainError `slot_taken` with the next free starts; `validation_failed` outside opening hours,
 * notice or horizon; `not_found`.
 */
export async function holdSlot(ctx: Context, input: HoldSlotInput): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const wish = parseInput(holdSlotInput, input);
  const conversationId = conversationOf(ctx, wish.conversationId);
  return offeringAlternatives(ctx, () =>
    inTenant(ctx, async (inner) => {
      await knownCustomer(inner, { conversationId });
      const shape = await shapeOf(inner, wish);
      const { startsAt, calendarId } = wish;
      const id = await place(
        inner,
        { startsAt, shape, calendarId, conversationId, rules: "hours" },
        {
          status: "held",
          heldUntil: new Date(inner.clock.now().getTime() + HOLD_MINUTES * 60_000),
          source: "api",
        },
      );
      return loadHold(inner, id);
    }),
  );
}

async function loadHold(ctx: TenantContext, id: string): Promise<Appointment> {
  const row = await ctx.trx
    .selectFrom("appointments")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return toAppointment(row);
}

/** Gives up what a conversation holds. @returns how many holds there were. */
export async function releaseHolds(ctx: Context, input: { conversationId: string }): Promise<number> {
  authorize(ctx, "appointment:write");
  const { conversationId } = parseInput(releaseHoldsInput, input);
  return inTenant(ctx, (inner) => deleteHoldsOf(inner, conversationId));
}
