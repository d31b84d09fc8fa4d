"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { completeTask, reopenTask } from "@/lib/domain/tasks";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const taskId = z.uuid();

export async function completeTaskAction(id: string): Promise<ActionResult<null>> {
  return runAction(taskId, id, async (task) => {
    await completeTask(await pageContext(), task);
    revalidatePath("/home");
    return null;
  });
}

export async function reopenTaskAction(id: string): Promise<ActionResult<null>> {
  return runAction(taskId, id, async (task) => {
    await reopenTask(await pageContext(), task);
    revalidatePath("/home");
    return null;
  });
}
