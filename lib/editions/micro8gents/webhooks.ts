import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";

/** What a vendor gets back: only the status matters to it. */
export const receivedJson = z.strictObject({ received: z.literal(true), status: z.string() });

export const receivedView = ({ status }: { status: string }): z.input<typeof receivedJson> => ({
  received: true,
  status,
});

/** What a workflow gets back: what was done for it, which a repeat is told again. */
export const actedOnJson = z.strictObject({
  received: z.literal(true),
  status: z.enum(["handled", "duplicate"]),
  action: z.string(),
  result: z.record(z.string(), z.unknown()),
});

export const actedOnView = ({
  status,
  action,
  result,
}: Omit<z.input<typeof actedOnJson>, "received">): z.input<typeof actedOnJson> => ({
  received: true,
  status,
  action,
  result,
});

/**
 * Types that are not used here are refused, as the document says; they are kept all the same.
 * @throws DomainError malformed.
 */
export function requireKnown<R extends { isKnown: boolean }>(received: R): R {
  if (!received.isKnown) throw new DomainError("malformed", "Events of this type are not handled here.");
  return received;
}

/** What a carrier that speaks TwiML gets back. */
export const twimlDocument = z.string().describe("A TwiML document.");

/** The document knows two answers to a workflow: done, or 400. What a repeat cannot mend is the latter. */
export const ACTION_REFUSALS = {
  token_invalid: "malformed",
  forbidden: "malformed",
  suspended: "malformed",
  not_found: "malformed",
  already_exists: "malformed",
  slot_taken: "malformed",
  conflict: "malformed",
  quota_exceeded: "malformed",
} as const;
