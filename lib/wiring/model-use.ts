import { z } from "zod";
import type { ModelUse } from "@/lib/domain/receptionist";
import { log } from "@/lib/log";

/** What a call was registered with at the voice vendor (`connectCall`). */
const metadataSchema = z.object({ business_id: z.string(), conversation_id: z.string() });

type Whose = { businessId: string; conversationId: string };

let handler: ((whose: Whose, use: ModelUse) => Promise<void>) | undefined;

/** Registers who keeps the account; the last one stands. */
export function onModelUse(next: (whose: Whose, use: ModelUse) => Promise<void>): void {
  handler = next;
}

/** Hands on what a turn took. Never throws, never waits: the caller is on the line. A call of nobody is not counted. */
export function tellModelUse(metadata: unknown, use: ModelUse): void {
  const whose = metadataSchema.safeParse(metadata);
  if (!whose.success || !handler) return;
  const { business_id: businessId, conversation_id: conversationId } = whose.data;
  handler({ businessId, conversationId }, use).catch((error: unknown) =>
    log().error({ err: error, conversationId }, "what the language model took was not recorded"),
  );
}
