import type { TenantContext } from "@/lib/domain/context";
import type { Sender } from "@/lib/domain/conversations";
import { enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { storableText } from "./vendor-text";

/** One thing said, as a voice vendor reports it. */
export interface VoiceTurn {
  sender: Extract<Sender, "customer" | "agent" | "human">;
  content: string;
  /** Seconds from the start of the audio. */
  offsetSeconds: number | null;
}

const SPEAKER = /^\s*(agent|assistant|ai|bot|receptionist|user|customer|caller)\s*:\s*/i;

/** A transcript in one piece as turns: one a line that names its speaker; text without any is the customer's. */
export function turnsOfText(text: string): VoiceTurn[] {
  const turns: VoiceTurn[] = [];
  for (const line of text.split(/\r?\n/)) {
    const speaker = line.match(SPEAKER)?.[1]?.toLowerCase();
    const content = line.replace(SPEAKER, "").trim();
    const last = turns.at(-1);
    if (content === "") continue;
    if (speaker === undefined && last) last.content += ` ${content}`;
    else {
      const isCustomer = speaker === undefined || ["user", "customer", "caller"].includes(speaker);
      turns.push({ sender: isCustomer ? "customer" : "agent", content, offsetSeconds: null });
    }
  }
  return turns;
}

/** Once for each transcript: the lead of a call is scored by what was said in it. */
export async function enqueueRescore(
  ctx: TenantContext,
  call: { id: string; conversation_id: string },
  transcriptRank: number,
): Promise<void> {
  const conversation = await ctx.trx
    .selectFrom("conversations")
    .select("lead_id")
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", call.conversation_id)
    .executeTakeFirst();
  if (!conversation?.lead_id) return;
  await enqueue(ctx, {
    kind: "lead.rescore",
    payload: { conversationId: call.conversation_id },
    dedupeKey: `lead.rescore:${call.id}:${transcriptRank}`,
  });
}

/** Replaces everything that was said in a call by a better transcript of it. */
export async function replaceTurns(
  ctx: TenantContext,
  conversationId: string,
  turns: VoiceTurn[],
  startedAt: Date,
): Promise<void> {
  await ctx.trx
    .deleteFrom("messages")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .execute();
  if (turns.length === 0) return;
  await ctx.trx
    .insertInto("messages")
    .values(
      turns.map((turn, position) => ({
        id: newId(ctx.clock.now()),
        business_id: ctx.business.id,
        conversation_id: conversationId,
        position,
        sender: turn.sender,
        content: storableText(turn.content),
        sent_at: new Date(startedAt.getTime() + (turn.offsetSeconds ?? 0) * 1000),
        offset_seconds: turn.offsetSeconds,
      })),
    )
    .execute();
}
