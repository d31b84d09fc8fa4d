"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { endCall, endCallInput, takeOverCall, takeOverCallInput } from "@/lib/domain/calls";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

export async function endCallAction(input: z.input<typeof endCallInput>): Promise<ActionResult<null>> {
  return runAction(endCallInput, input, async (given) => {
    await endCall(await pageContext(), given);
    revalidatePath("/live");
    return null;
  });
}

export async function takeOverAction(input: z.input<typeof takeOverCallInput>): Promise<ActionResult<null>> {
  return runAction(takeOverCallInput, input, async (given) => {
    await takeOverCall(await pageContext(), given);
    revalidatePath("/live");
    return null;
  });
}
