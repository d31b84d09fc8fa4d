import type { TenantContext } from "@/lib/domain/context";
import { appendMessage } from "@/lib/domain/conversations";
import { enqueue } from "@/lib/domain/events";
import type { Keyword } from "./keywords";

interface NewText {
  conversationId: string;
  sender: "human" | "system";
  phone: string;
  ownNumber: string;
  content: string;
  /** It answers a carrier's keyword of this kind, and goes out to a number that is opted out, too. */
  keywordReply?: Keyword["kind"];
}

/** Writes a text and the job that sends it into the caller's transaction. @returns its id. */
export async function queueText(ctx: TenantContext, text: NewText): Promise<string> {
  const { id } = await appendMessage(ctx, {
    conversationId: text.conversationId,
    sender: text.sender,
    content: text.content,
    text: { phone: text.phone, ownNumber: text.ownNumber, deliveryStatus: "queued" },
    metadata: text.keywordReply ? { keywordReply: text.keywordReply } : {},
  });
  await enqueue(ctx, { kind: "text.send", payload: { messageId: id }, dedupeKey: `text.send:${id}` });
  return id;
}
