"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  LEAD_STATUSES,
  mergeLeads,
  TEMPERATURES,
  URGENCIES,
  unmergeLead,
  updateLead,
} from "@/lib/domain/leads";
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

const merge = z.object({ into: z.uuid(), from: z.uuid() });

/** Makes two leads of one person one. */
export async function mergeLeadsAction(input: z.infer<typeof merge>): Promise<ActionResult<null>> {
  return runAction(merge, input, async (leads) => {
    await mergeLeads(await pageContext(), leads);
    revalidatePath("/leads", "layout");
    return null;
  });
}

/** Takes a merge back. `id`: of the lead that vanished. */
export async function unmergeLeadAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (lead) => {
    await unmergeLead(await pageContext(), lead);
    revalidatePath("/leads", "layout");
    return null;
  });
}
