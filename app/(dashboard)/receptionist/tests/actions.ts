"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { removeScenario, runSuite, type ScenarioInput, saveScenario } from "@/lib/domain/scenarios";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { instantOf } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";

const PATH = "/receptionist/tests";

/** Holds every call of the suite against the draft; without one, against what is live. */
export async function runSuiteAction(
  agentId: string | null,
): Promise<ActionResult<{ id: string; passed: number; failed: number }>> {
  return runAction(z.uuid().nullable(), agentId, async (given) => {
    const whom = given === null ? {} : { agentId: given };
    const { id, passed, failed } = await runSuite(await pageContext(), { ...whom, isDraft: true });
    revalidatePath(PATH);
    return { id, passed, failed };
  });
}

const rung = z.object({
  id: z.uuid().nullable(),
  sourceConversationId: z.uuid().nullable(),
  /** Wall time of the business. */
  day: z.iso.date("Choose a day."),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time."),
});
export type RungAt = z.input<typeof rung>;

/** Adds a call to the suite, or changes the one that is named. */
export async function saveScenarioAction(
  scenario: Omit<ScenarioInput, "at">,
  given: RungAt,
): Promise<ActionResult<null>> {
  return runAction(rung, given, async ({ id, sourceConversationId, day, time }) => {
    const ctx = await pageContext();
    const { timeZone } = await getBusiness(ctx);
    await saveScenario(ctx, {
      ...scenario,
      ...(id ? { id } : {}),
      ...(sourceConversationId ? { sourceConversationId } : {}),
      at: instantOf(`${day} ${time}`, timeZone).toISOString(),
    });
    revalidatePath(PATH);
    return null;
  });
}

export async function removeScenarioAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (value) => {
    await removeScenario(await pageContext(), value);
    revalidatePath(PATH);
    return null;
  });
}
