"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { sendDeliveryAgain } from "@/lib/domain/webhooks";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

/** Sends an event once more to whoever is connected now. */
export async function sendAgainAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (deliveryId) => {
    await sendDeliveryAgain(await pageContext(), { id: deliveryId });
    revalidatePath("/integrations/deliveries");
    return null;
  });
}
