import { z } from "zod";
import { pageQuery } from "@/lib/http/wire";
import { ids } from "./ids";

/** How far a message has got, in CloudGreet's words: it knows no receipt of reading. */
export const MESSAGE_STATUSES = ["queued", "sent", "delivered", "failed"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const messageStatusWord = (status: MessageStatus | "read"): MessageStatus =>
  status === "read" ? "delivered" : status;

/**
 * The query of a list of calls or messages: those of a business, of one of its leads, in a state.
 * @param statusesOf each of CloudGreet's words, with the states that read as it.
 */
export const communicationsQuery = <Word extends string, Status extends string>(
  words: readonly [Word, ...Word[]],
  statusesOf: Record<Word, Status[]>,
) =>
  z
    .object({
      business_id: ids.read("business"),
      lead_id: ids.read("lead").optional(),
      status: z.enum(words).optional(),
      ...pageQuery,
    })
    .transform(({ business_id, lead_id, status, ...rest }) => ({
      ...rest,
      businessId: business_id,
      leadId: lead_id,
      status: status && statusesOf[status],
    }));
