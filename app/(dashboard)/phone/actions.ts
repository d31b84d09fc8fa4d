"use server";

import { randomInt } from "node:crypto";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { normalisePhone } from "@/lib/domain/contacts";
import { DomainError, invalid, notFound } from "@/lib/domain/errors";
import { addNumber, dialRefusal, listNumbers } from "@/lib/domain/numbers";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { emulators, pageContext } from "@/lib/wiring";
import { findLine, openLine, sayOn } from "./open-lines";

const TRIES = 5;
const lineId = z.uuid();

const ringing = z.object({
  numberId: z.uuid(),
  /** Who rings; null for a withheld number. */
  from: z.string().trim().max(50).nullable(),
});

function callerOf(from: string | null): string | null {
  if (from === null) return null;
  const phone = normalisePhone(from);
  if (!phone) throw invalid("from", "Enter a phone number such as (415) 555-0132.");
  return phone.e164;
}

/** Rings the business's own number. @returns the id of the line. */
export async function ringAction(input: z.input<typeof ringing>): Promise<ActionResult<{ id: string }>> {
  return runAction(ringing, input, async ({ numberId, from }) => {
    const ctx = await pageContext();
    const vendors = await emulators();
    if (!vendors) throw new DomainError("unavailable", "Ringing from the browser works in the demo only.");
    const caller = callerOf(from);
    const number = (await listNumbers(ctx)).find(({ id }) => id === numberId);
    if (!number) throw notFound("number");
    const carrier = number.provider === "twilio" ? "twilio" : "telnyx";
    return { id: openLine(ctx, vendors[carrier], { from: caller, to: number.e164 }).id };
  });
}

const sentence = z.object({ lineId, text: z.string().trim().min(1, "Say something.").max(1000) });

/** Says a sentence; the answer comes with the line's next view. */
export async function sayAction(input: z.input<typeof sentence>): Promise<ActionResult<null>> {
  return runAction(sentence, input, async ({ lineId: id, text }) => {
    sayOn(await pageContext(), id, text);
    return null;
  });
}

export async function hangUpAction(id: string): Promise<ActionResult<null>> {
  return runAction(lineId, id, async (value) => {
    const line = findLine(await pageContext(), value);
    if (line && !line.call.hasEnded) await line.call.hangUp();
    return null;
  });
}

const UNITED_STATES = new Set(["US"]);

/** A number of the range that is nobody's, in an area that there is: its country is the one that may be dialled. */
function practiceNumber(): string {
  const e164 = `+1${randomInt(201, 990)}5550${randomInt(100, 200)}`;
  return dialRefusal(e164, UNITED_STATES) === null ? e164 : practiceNumber();
}

/** A number that leads nowhere outside, so that the receptionist can be tried at all. */
export async function addPracticeNumberAction(): Promise<ActionResult<null>> {
  return runAction(z.null(), null, async () => {
    const ctx = await pageContext();
    if (!(await emulators()))
      throw new DomainError("unavailable", "Practice numbers exist in the demo only.");
    for (let attempt = 1; ; attempt += 1) {
      try {
        await addNumber(ctx, { e164: practiceNumber(), friendlyName: "Practice number" });
        break;
      } catch (error) {
        const isTaken = error instanceof DomainError && error.code === "already_exists";
        if (!isTaken || attempt === TRIES) throw error;
      }
    }
    revalidatePath("/phone");
    return null;
  });
}
