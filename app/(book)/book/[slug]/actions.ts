"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { bookOnPage, manageToken } from "@/lib/domain/public-booking";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { guardBookings, publicContext } from "@/lib/wiring";

const instant = z.iso.datetime("Choose a time.").transform((text) => new Date(text));
const idOrNothing = z.union([z.literal(""), z.uuid()]).transform((id) => id || null);

const sent = z.object({
  slug: z.string().max(200),
  serviceId: idOrNothing,
  calendarId: idOrNothing,
  startsAt: instant,
  /** Another time, chosen because the first was taken. */
  alternative: instant.optional(),
  requestKey: z.uuid(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  notes: z.string(),
});

const KEPT = ["name", "phone", "email", "notes", "requestKey"];
const SEEN = ["name", "phone", "email", "notes"];

/** Books, and leads to the appointment's own page. What was typed comes back with a refusal. */
export async function bookAction(_state: FormState, form: FormData): Promise<FormState> {
  const typed = textFields(form);
  const result = await runAction(sent, typed, async ({ alternative, startsAt, ...booking }) => {
    const ctx = await publicContext();
    await guardBookings(ctx.ip);
    const appointment = await bookOnPage(ctx, { ...booking, startsAt: alternative ?? startsAt });
    redirect(`/booking/${manageToken(appointment.id)}?new=1`);
  });
  if (result.ok) return result;
  const kept = Object.fromEntries(Object.entries(typed).filter(([name]) => KEPT.includes(name)));
  // What has no field to stand at, as a time that cannot be booked any more, is said above the form.
  const unseen = Object.entries(result.fields).find(([name]) => !SEEN.includes(name));
  const facts = { ...result.facts, typed: kept };
  return unseen
    ? { ...result, error: unseen[1][0] ?? result.error, fields: {}, facts }
    : { ...result, facts };
}
