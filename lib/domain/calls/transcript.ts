import { z } from "zod";
import type { TenantContext } from "@/lib/domain/context";
import type { Sender } from "@/lib/domain/conversations";
import { enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { storableText, vendorText } from "./vendor-text";

/** One thing said, as a voice vendor reports it; in a logged call also words of nobody in particular (`system`). */
export interface VoiceTurn {
  sender: Sender;
  content: string;
  /** Seconds from the start of the audio. */
  offsetSeconds: number | null;
  /** When its last word was out, likewise. */
  endOffsetSeconds?: number | null;
  /** What the agent's own record gives as the reason for these words; most agents keep none. */
  why?: string | null;
}

/** What a stored turn holds beside its words, in `messages.metadata`. */
const turnNotes = z
  .object({
    why: z.string().nullable().default(null),
    endOffsetSeconds: z.number().nullable().default(null),
  })
  .catch({ why: null, endOffsetSeconds: null });
export type TurnNotes = z.infer<typeof turnNotes>;

const SPEAKER = /^\s*(agent|assistant|ai|bot|receptionist|staff|user|customer|caller)\s*:\s*/i;
const SENDER_OF: Record<string, Sender> = {
  user: "customer",
  customer: "customer",
  caller: "customer",
  staff: "human",
};

/**
 * A transcript in one piece as turns: one a line that names its speaker.
 * @param unnamed whose the text is before the first of them.
 */
export function turnsOfText(text: string, unnamed: Sender = "customer"): VoiceTurn[] {
  const turns: VoiceTurn[] = [];
  for (const line of text.split(/\r?\n/)) {
    const speaker = line.match(SPEAKER)?.[1]?.toLowerCase();
    const content = line.replace(SPEAKER, "").trim();
    const last = turns.at(-1);
    if (content === "") continue;
    if (speaker === undefined && last) last.content += ` ${content}`;
    else {
      const sender = speaker === undefined ? unnamed : (SENDER_OF[speaker] ?? "agent");
      turns.push({ sender, content, offsetSeconds: null });
    }
  }
  return turns;
}

/** What somebody wrote down of a call as turns; text that names no speaker stays in one piece, nobody's in particular. */
export function turnsOfNotes(text: string): VoiceTurn[] {
  if (text.split(/\r?\n/).some((line) => SPEAKER.test(line))) return turnsOfText(text, "system");
  const content = text.trim();
  return content === "" ? [] : [{ sender: "system", content, offsetSeconds: null }];
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

interface StoredTurn {
  position: number;
  sender: string;
  content: string;
  sent_at: Date;
  offset_seconds: number | null;
  metadata: unknown;
}

/** The notes of a stored turn. */
export const notesOf = (metadata: unknown): TurnNotes => turnNotes.parse(metadata);

const isStored = (turn: StoredTurn, known: StoredTurn | undefined): boolean => {
  if (!known || known.sender !== turn.sender || known.content !== turn.content) return false;
  const [notes, before] = [notesOf(turn.metadata), notesOf(known.metadata)];
  return (
    known.sent_at.getTime() === turn.sent_at.getTime() &&
    known.offset_seconds === turn.offset_seconds &&
    before.why === notes.why &&
    before.endOffsetSeconds === notes.endOffsetSeconds
  );
};

/** Replaces everything that was said in a call by a better transcript of it. Only turns that differ are written. */
export async function replaceTurns(
  ctx: TenantContext,
  conversationId: string,
  turns: VoiceTurn[],
  startedAt: Date,
): Promise<void> {
  const better = turns.map(
    (turn, position): StoredTurn => ({
      position,
      sender: turn.sender,
      content: storableText(turn.content),
      sent_at: new Date(startedAt.getTime() + (turn.offsetSeconds ?? 0) * 1000),
      offset_seconds: turn.offsetSeconds,
      metadata: {
        why: vendorText(turn.why) ?? null,
        endOffsetSeconds: turn.endOffsetSeconds ?? null,
      } satisfies TurnNotes,
    }),
  );
  const known = await ctx.trx
    .selectFrom("messages")
    .select(["position", "sender", "content", "sent_at", "offset_seconds", "metadata"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .orderBy("position")
    .execute();
  const differs = better.findIndex((turn, position) => !isStored(turn, known[position]));
  const kept = differs < 0 ? better.length : differs;
  if (kept < known.length) {
    await ctx.trx
      .deleteFrom("messages")
      .where("business_id", "=", ctx.business.id)
      .where("conversation_id", "=", conversationId)
      .where("position", ">=", kept)
      .execute();
  }
  if (kept === better.length) return;
  await ctx.trx
    .insertInto("messages")
    .values(
      better.slice(kept).map((turn) => ({
        ...turn,
        id: newId(ctx.clock.now()),
        business_id: ctx.business.id,
        conversation_id: conversationId,
        metadata: JSON.stringify(turn.metadata),
      })),
    )
    .execute();
}
