"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { rollBackAgent } from "@/lib/domain/agents";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const rollBack = z.object({ agentId: z.uuid(), toVersion: z.number().int().min(1) });

/** Brings an earlier version back, as a new one. */
export async function rollBackAction(
  input: z.input<typeof rollBack>,
): Promise<ActionResult<{ version: number }>> {
  return runAction(rollBack, input, async (value) => {
    const { version } = await rollBackAgent(await pageContext(), value);
    revalidatePath("/receptionist", "layout");
    return { version };
  });
}
