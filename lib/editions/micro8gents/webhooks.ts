import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";

/** What a vendor gets back: only the status matters to it. */
export const receivedJson = z.strictObject({ received: z.literal(true), status: z.string() });

export const receivedView = ({ status }: { status: string }): z.input<typeof receivedJson> => ({
  received: true,
  status,
});

/** Types that are not used here are refused, as the document says; they are kept all the same. @throws DomainError malformed. */
export function requireKnown<R extends { isKnown: boolean }>(received: R): R {
  if (!received.isKnown) throw new DomainError("malformed", "Events of this type are not handled here.");
  return received;
}

/** What a carrier that speaks TwiML gets back. */
export const twimlDocument = z.string().describe("A TwiML document.");
