"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { saveAgentDraft } from "@/lib/domain/agents";
import {
  addClosure,
  type DayInterval,
  findOverlap,
  removeClosure,
  setHours,
  updateBusiness,
} from "@/lib/domain/businesses";
import { DomainError, invalid } from "@/lib/domain/errors";
import { timeText } from "@/lib/domain/knowledge";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { addDays, isDay } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";

const MOST_INTERVALS = 70;
const PATH = "/receptionist/hours";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time.");
const week = z
  .array(
    z.object({
      dayOfWeek: z.number().int().min(0).max(6),
      opensAt: time,
      closesAt: time,
      isOpen: z.boolean(),
    }),
  )
  .max(MOST_INTERVALS);

/** @throws DomainError `validation_failed` under the place of the interval that shares time with an earlier one. */
function refuseOverlap(wanted: DayInterval[]): void {
  const overlap = findOverlap(wanted);
  if (!overlap) return;
  const [earlier, later] = overlap;
  const span = `${timeText(earlier.opensAt)} to ${timeText(earlier.closesAt)}`;
  throw invalid(`${wanted.indexOf(later)}.opensAt`, `Overlaps with ${span}.`);
}

/** Saves the week. What is wrong stands under the place of its interval: "3.opensAt". */
export async function saveHoursAction(hours: DayInterval[]): Promise<ActionResult<null>> {
  return runAction(week, hours, async (wanted) => {
    refuseOverlap(wanted);
    await setHours(await pageContext(), wanted);
    revalidatePath(PATH);
    return null;
  });
}

const NO_DAY = "Choose at least one day, or switch the receptionist off instead.";

/** Keeps when a receptionist works, as a draft; null is at any time. */
export async function saveWorkingHoursAction(
  agentId: string,
  hours: DayInterval[] | null,
): Promise<ActionResult<null>> {
  return runAction(week.nullable(), hours, async (wanted) => {
    refuseOverlap(wanted ?? []);
    const workingHours =
      wanted?.filter(({ isOpen }) => isOpen).map(({ isOpen: _, ...interval }) => interval) ?? null;
    if (workingHours?.length === 0) throw new DomainError("conflict", NO_DAY);
    await saveAgentDraft(await pageContext(), { id: agentId, workingHours });
    revalidatePath("/receptionist", "layout");
    return null;
  });
}

const zone = z.string().min(1, "Choose a time zone.");

export async function saveTimeZoneAction(timeZone: string): Promise<ActionResult<null>> {
  return runAction(zone, timeZone, async (value) => {
    await updateBusiness(await pageContext(), { timeZone: value });
    revalidatePath(PATH);
    return null;
  });
}

const day = z.string("Choose a day.").refine(isDay, "Choose a day.");
const closure = z
  .object({
    name: z.string().trim().max(200, "Use at most 200 characters."),
    calendarId: z.uuid().nullable(),
    firstDay: day,
    /** Empty: the first day is the only one. */
    lastDay: z.union([z.literal(""), day]),
    isWholeDay: z.boolean(),
    startsAt: z.string(),
    endsAt: z.string(),
  })
  .superRefine((value, check) => {
    if (value.isWholeDay) {
      if (value.lastDay && value.lastDay < value.firstDay) {
        check.addIssue({ code: "custom", path: ["lastDay"], message: "Must not be before the first day." });
      }
      return;
    }
    for (const field of ["startsAt", "endsAt"] as const) {
      if (!time.safeParse(value[field]).success) {
        check.addIssue({ code: "custom", path: [field], message: "Enter a time." });
      }
    }
    if (value.endsAt && value.endsAt <= value.startsAt) {
      check.addIssue({ code: "custom", path: ["endsAt"], message: "Must be after the start." });
    }
  });
export type ClosureInput = z.input<typeof closure>;

/** Closes whole days, or some hours of one day. */
export async function addClosureAction(input: ClosureInput): Promise<ActionResult<{ id: string }>> {
  return runAction(closure, input, async ({ name, calendarId, firstDay, lastDay, ...part }) => {
    const span = part.isWholeDay
      ? { startsAtLocal: `${firstDay}T00:00`, endsAtLocal: `${addDays(lastDay || firstDay, 1)}T00:00` }
      : { startsAtLocal: `${firstDay}T${part.startsAt}`, endsAtLocal: `${firstDay}T${part.endsAt}` };
    const added = await addClosure(await pageContext(), { ...(name ? { name } : {}), calendarId, ...span });
    revalidatePath(PATH);
    return { id: added.id };
  });
}

const closed = z.object({
  name: z.string(),
  calendarId: z.uuid().nullable(),
  startsAtLocal: z.string(),
  endsAtLocal: z.string(),
});

/** Closes again what was opened by mistake. */
export async function restoreClosureAction(input: z.input<typeof closed>): Promise<ActionResult<null>> {
  return runAction(closed, input, async ({ name, ...rest }) => {
    await addClosure(await pageContext(), { ...rest, ...(name ? { name } : {}) });
    revalidatePath(PATH);
    return null;
  });
}

export async function removeClosureAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (value) => {
    await removeClosure(await pageContext(), value);
    revalidatePath(PATH);
    return null;
  });
}
