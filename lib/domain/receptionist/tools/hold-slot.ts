import { z } from "zod";
import { holdSlot as hold } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { instantOf, service, startsAt } from "./arguments";
import { localText } from "./moments";
import { isStill } from "./own-appointments";
import { serviceNamed } from "./services";
import { takenOutcome } from "./taken";
import { defineTool } from "./tool";

/** Keeps a time while the caller decides. */
export const holdSlot = defineTool({
  name: "hold_slot",
  needsTimes: true,
  description:
    "Hold a free slot for five minutes while the caller gives their details. Call it as soon as they choose a time. It is not a booking.",
  arguments: z.object({ starts_at: startsAt, service }),
  async run({ ctx, conversation }, given) {
    const { timeZone } = await getBusiness(ctx);
    const start = instantOf(given.starts_at, timeZone);
    const named = await serviceNamed(ctx, given.service);
    try {
      const held = await hold(ctx, {
        startsAt: start,
        serviceId: named.service?.id,
        conversationId: conversation.id,
      });
      return {
        result: {
          starts_at: held.startsAt.toISOString(),
          local: localText(held.startsAt, timeZone),
          held_until: held.heldUntil?.toISOString() ?? null,
        },
        receipt: { kind: "hold", id: held.id },
      };
    } catch (error) {
      const taken = takenOutcome(error, timeZone);
      if (taken) return taken;
      throw error;
    }
  },
  stands: (world, receiptId) => isStill(world, receiptId, { statuses: ["held"] }),
});
