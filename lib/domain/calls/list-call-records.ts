import { type Context, inTenant } from "@/lib/domain/context";
import type { Page } from "@/lib/domain/paging";
import { listCalls } from "./list-calls";
import type { Call, CallRecord, ListCallsInput } from "./schema";

const LINK_SECONDS = 3_600;
const SPEAKERS: Record<string, string> = { customer: "Caller", agent: "Agent", human: "Staff" };

interface CallMaterial {
  page: Page<Call>;
  transcripts: Map<string, string>;
  recordingPaths: Map<string, string>;
}

const loadMaterial = (ctx: Context, input: ListCallsInput): Promise<CallMaterial> =>
  inTenant(ctx, async (ctx) => {
    const page = await listCalls(ctx, input);
    const transcripts = new Map<string, string>();
    const recordingPaths = new Map<string, string>();
    if (page.items.length === 0) return { page, transcripts, recordingPaths };
    const conversationIds = page.items.map((call) => call.conversationId);
    const messages = await ctx.trx
      .selectFrom("messages")
      .select(["conversation_id", "sender", "content"])
      .where("business_id", "=", ctx.business.id)
      .where("conversation_id", "in", conversationIds)
      .orderBy("conversation_id")
      .orderBy("position")
      .execute();
    for (const message of messages) {
      const line = `${SPEAKERS[message.sender] ?? "System"}: ${message.content}`;
      const before = transcripts.get(message.conversation_id);
      transcripts.set(message.conversation_id, before === undefined ? line : `${before}\n${line}`);
    }
    const files = await ctx.trx
      .selectFrom("calls")
      .innerJoin("files", "files.id", "calls.recording_file_id")
      .select(["calls.id", "files.path"])
      .where("calls.business_id", "=", ctx.business.id)
      .where("calls.conversation_id", "in", conversationIds)
      .execute();
    for (const file of files) recordingPaths.set(file.id, file.path);
    return { page, transcripts, recordingPaths };
  });

/** `listCalls` with what was said and where to hear it. The links are made after the transaction. */
export async function listCallRecords(ctx: Context, input: ListCallsInput): Promise<Page<CallRecord>> {
  const { page, transcripts, recordingPaths } = await loadMaterial(ctx, input);
  const linkTo = async (path: string): Promise<string | null> => {
    try {
      return await ctx.ports.files.signedUrl(path, LINK_SECONDS);
    } catch (error) {
      ctx.log.warn({ err: error }, "a recording has no link right now");
      return null;
    }
  };
  const items = await Promise.all(
    page.items.map(async (call): Promise<CallRecord> => {
      const path = recordingPaths.get(call.id);
      return {
        ...call,
        transcript: transcripts.get(call.conversationId) ?? null,
        recordingUrl: path === undefined ? null : await linkTo(path),
      };
    }),
  );
  return { ...page, items };
}
