"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import {
  acknowledgeTask,
  completeTask,
  reopenTask,
  type SnoozeTaskInput,
  snoozeTask,
  snoozeTaskInput,
} from "@/lib/domain/tasks";
import type { ActionResult } from "@/lib/ui/action-result";
import { formatMoment } from "@/lib/ui/format";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const taskId = z.uuid();

export async function acknowledgeTaskAction(id: string): Promise<ActionResult<null>> {
  return runAction(taskId, id, async (task) => {
    await acknowledgeTask(await pageContext(), task);
    revalidatePath("/home");
    return null;
  });
}

export async function completeTaskAction(id: string): Promise<ActionResult<null>> {
  return runAction(taskId, id, async (task) => {
    await completeTask(await pageContext(), task);
    revalidatePath("/home");
    return null;
  });
}

export async function snoozeTaskAction(input: SnoozeTaskInput): Promise<ActionResult<{ dueAt: string }>> {
  return runAction(snoozeTaskInput, input, async (given) => {
    const ctx = await pageContext();
    const [{ dueAt }, { timeZone }] = await Promise.all([snoozeTask(ctx, given), getBusiness(ctx)]);
    revalidatePath("/home");
    return { dueAt: dueAt ? formatMoment(dueAt, timeZone) : "" };
  });
}

export async function reopenTaskAction(id: string): Promise<ActionResult<null>> {
  return runAction(taskId, id, async (task) => {
    await reopenTask(await pageContext(), task);
    revalidatePath("/home");
    return null;
  });
}
