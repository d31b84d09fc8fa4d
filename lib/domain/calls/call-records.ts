import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import type { Page } from "@/lib/domain/paging";
import { callOf, callRows, withColumns } from "./call-rows";
import { listCalls } from "./list-calls";
import type { Call, CallRecord, ListCallsInput } from "./schema";

const LINK_SECONDS = 3_600;
/** How many links are asked for at a time: a store may be a server elsewhere. */
const LINKS_AT_ONCE = 50;
const SPEAKERS: Record<string, string> = { customer: "Caller: ", agent: "Agent: ", human: "Staff: " };

interface CallMaterial {
  transcripts: Map<string, string>;
  recordingPaths: Map<string, string>;
}

async function materialOf(ctx: TenantContext, calls: readonly Call[]): Promise<CallMaterial> {
  const transcripts = new Map<string, string>();
  const recordingPaths = new Map<string, string>();
  if (calls.length === 0) return { transcripts, recordingPaths };
  const conversationIds = calls.map((call) => call.conversationId);
  const messages = await ctx.trx
    .selectFrom("messages")
    .select(["conversation_id", "sender", "content"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "in", conversationIds)
    .orderBy("conversation_id")
    .orderBy("position")
    .execute();
  for (const message of messages) {
    const line = `${SPEAKERS[message.sender] ?? ""}${message.content}`;
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
  return { transcripts, recordingPaths };
}

/** The links are made after the transaction. */
async function recordsOf(
  ctx: Context,
  calls: readonly Call[],
  { transcripts, recordingPaths }: CallMaterial,
): Promise<CallRecord[]> {
  const linkTo = async (path: string): Promise<string | null> => {
    try {
      return await ctx.ports.files.signedUrl(path, LINK_SECONDS);
    } catch (error) {
      ctx.log.warn({ err: error }, "a recording has no link right now");
      return null;
    }
  };
  const recordOf = async (call: Call): Promise<CallRecord> => {
    const path = recordingPaths.get(call.id);
    return {
      ...call,
      transcript: transcripts.get(call.conversationId) ?? null,
      recordingUrl: path === undefined ? call.recordingLink : await linkTo(path),
    };
  };
  const records: CallRecord[] = [];
  for (let first = 0; first < calls.length; first += LINKS_AT_ONCE) {
    records.push(...(await Promise.all(calls.slice(first, first + LINKS_AT_ONCE).map(recordOf))));
  }
  return records;
}

/** `listCalls` with what was said and where to hear it. */
export async function listCallRecords(ctx: Context, input: ListCallsInput): Promise<Page<CallRecord>> {
  const { page, material } = await inTenant(ctx, async (ctx) => {
    const page = await listCalls(ctx, input);
    return { page, material: await materialOf(ctx, page.items) };
  });
  return { ...page, items: await recordsOf(ctx, page.items, material) };
}

/** One call likewise, by its id or its number. @throws DomainError forbidden, not_found. */
export async function getCallRecord(
  ctx: Context,
  wanted: { id: string } | { number: number },
): Promise<CallRecord> {
  authorize(ctx, "call:read");
  const { calls, material } = await inTenant(ctx, async (ctx) => {
    const rows = withColumns(callRows(ctx.trx, ctx.business.id));
    const row = await ("id" in wanted
      ? rows.where("calls.id", "=", wanted.id)
      : rows.where("calls.number", "=", wanted.number)
    ).executeTakeFirst();
    if (!row) throw notFound("call");
    const calls = [callOf(row)];
    return { calls, material: await materialOf(ctx, calls) };
  });
  const [record] = await recordsOf(ctx, calls, material);
  if (!record) throw notFound("call");
  return record;
}
