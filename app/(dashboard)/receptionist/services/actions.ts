"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createService, orderServices, removeService, updateService } from "@/lib/domain/businesses";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const PATH = "/receptionist/services";
const MOST_SERVICES = 1000;

const buffer = z.number("Enter minutes.").int("Use whole minutes.").min(0).max(480, "Use at most 8 hours.");
const service = z.object({
  id: z.uuid().optional(),
  name: z.string().trim().min(1, "Enter a name.").max(200, "Use at most 200 characters."),
  description: z.string().trim().max(2000, "Use at most 2,000 characters."),
  durationMinutes: z
    .number("Enter how long it takes.")
    .int("Use whole minutes.")
    .min(5, "Use at least 5 minutes.")
    .max(1440, "Use at most 24 hours."),
  bufferBeforeMinutes: buffer,
  bufferAfterMinutes: buffer,
  priceMinor: z.number().int().min(0).max(100_000_000_000, "That is too much.").nullable(),
  isActive: z.boolean(),
});
export type ServiceInput = z.input<typeof service>;

/** Adds a service at the end of the list, or changes the one that is named. */
export async function saveServiceAction(input: ServiceInput): Promise<ActionResult<{ name: string }>> {
  return runAction(service, input, async ({ id, ...values }) => {
    const ctx = await pageContext();
    const { name } = id ? await updateService(ctx, { id, ...values }) : await createService(ctx, values);
    revalidatePath(PATH);
    return { name };
  });
}

export async function removeServiceAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (value) => {
    await removeService(await pageContext(), value);
    revalidatePath(PATH);
    return null;
  });
}

/** The services from first to last. */
export async function orderServicesAction(ids: string[]): Promise<ActionResult<null>> {
  return runAction(z.array(z.uuid()).min(1).max(MOST_SERVICES), ids, async (order) => {
    await orderServices(await pageContext(), order);
    revalidatePath(PATH);
    return null;
  });
}
