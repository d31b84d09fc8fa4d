"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { LEAD_STATUSES, TEMPERATURES, URGENCIES, updateLead } from "@/lib/domain/leads";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const leadChange = z.object({
  id: z.uuid(),
  status: z.enum(LEAD_STATUSES).optional(),
  temperature: z.enum(TEMPERATURES).nullish(),
  urgency: z.enum(URGENCIES).nullish(),
  assignedUserId: z.uuid().nullish(),
  notes: z.string().max(5000).optional(),
});
export type LeadChange = z.infer<typeof leadChange>;

/** Changes what is given of a lead; null lets interest and urgency follow the score again. */
export async function changeLeadAction(input: LeadChange): Promise<ActionResult<null>> {
  return runAction(leadChange, input, async (change) => {
    await updateLead(await pageContext(), change);
    revalidatePath("/leads", "layout");
    return null;
  });
}
