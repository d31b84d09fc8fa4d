import { z } from "zod";

/** What a vendor gets back: only the status matters to it. */
export const receivedJson = z.strictObject({ received: z.literal(true), status: z.string() });

export const receivedView = ({ status }: { status: string }): z.input<typeof receivedJson> => ({
  received: true,
  status,
});
