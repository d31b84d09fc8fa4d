"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { cancelByToken, moveAsCustomer } from "@/lib/domain/public-booking";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { guardBookings, publicContext } from "@/lib/wiring";

const token = z.string().max(100);
const move = z.object({ token, startsAt: z.iso.datetime().transform((text) => new Date(text)) });
const instants = z.array(z.string()).catch([]);

/** Where the page tells what happened: without scripts there is nothing but its address. */
function addressAfter(
  of: string,
  result: ActionResult<null>,
  { done, again }: { done: string; again: string },
): string {
  const page = `/booking/${encodeURIComponent(of)}`;
  if (result.ok) return `${page}${done}`;
  const trouble = Object.values(result.fields)[0]?.[0] ?? result.error;
  const others = instants.parse(result.facts.alternatives).join(",");
  return `${page}${again}${again ? "&" : "?"}${new URLSearchParams({ trouble, others })}`;
}

/** Moves the appointment of the link, or says why not and what is free. */
export async function moveAction(form: FormData): Promise<void> {
  const fields = textFields(form);
  const result = await runAction(move, fields, async ({ token: of, startsAt }) => {
    const ctx = await publicContext();
    await guardBookings(ctx.ip);
    await moveAsCustomer(ctx, of, startsAt);
    return null;
  });
  redirect(addressAfter(fields.token ?? "", result, { done: "?moved=1", again: "?do=move" }));
}

/** Calls the appointment of the link off. */
export async function cancelAction(form: FormData): Promise<void> {
  const fields = textFields(form);
  const result = await runAction(z.object({ token }), fields, async ({ token: of }) => {
    const ctx = await publicContext();
    await guardBookings(ctx.ip);
    await cancelByToken(ctx, of);
    return null;
  });
  redirect(addressAfter(fields.token ?? "", result, { done: "", again: "" }));
}
