import { createHash } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { isId, newId } from "@/lib/domain/ids";
import type { JsonObject, JsonValue } from "./brain";
import { isToolName, TOOLS } from "./tools";
import { messageOnlyRefusal } from "./tools/message-only";
import type { PreparedTool, Tool, ToolConversation, ToolOutcome, ToolWorld } from "./tools/tool";

export interface RunToolInput {
  conversationId: string;
  tool: string;
  arguments: unknown;
  /** How many turns of the conversation had been said; null where nobody counted. */
  turnsBefore?: number | null;
}

const MAX_DEPTH = 6;
const MAX_STORED_CHARACTERS = 8_000;

const HALF_CHARACTERS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Arguments as a database can store them: no U+0000, no half characters, not too deep. */
function storable(value: unknown, depth = 0): JsonValue {
  if (typeof value === "string") return value.replaceAll("\u0000", "").replace(HALF_CHARACTERS, "\ufffd");
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.slice(0, 200).map((item) => storable(item, depth + 1));
  const entries = Object.entries(value).slice(0, 200);
  return Object.fromEntries(entries.map(([key, item]) => [String(storable(key)), storable(item, depth + 1)]));
}

/** JSON with its keys in order, so that equal arguments have equal text. */
function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([one], [two]) => (one < two ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

async function loadConversation(ctx: TenantContext, id: string): Promise<ToolConversation> {
  const row = isId(id)
    ? await ctx.trx
        .selectFrom("conversations")
        .leftJoin("calls", "calls.conversation_id", "conversations.id")
        .select([
          "conversations.id",
          "conversations.channel",
          "conversations.contact_id",
          "conversations.agent_id",
          "conversations.is_message_only",
          "calls.id as call_id",
          "calls.from_number",
        ])
        .where("conversations.business_id", "=", ctx.business.id)
        .where("conversations.id", "=", id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("conversation");
  return {
    id: row.id,
    channel: row.channel,
    contactId: row.contact_id,
    agentId: row.agent_id,
    callId: row.call_id,
    isMessageOnly: row.is_message_only,
    callerNumber: row.from_number && /^\+[0-9]{3,15}$/.test(row.from_number) ? row.from_number : null,
  };
}

const storedResult = z.record(z.string(), z.json());

interface Filed {
  tool: string;
  hash: string;
  arguments: JsonObject;
  turnsBefore: number | null;
}

/**
 * The answer that is on record, where what it proves still stands. Details that fitted nothing never do in the same
 * conversation: judged anew, a wrong guess would no longer count as one.
 */
async function recorded(world: ToolWorld, filed: Filed, ready: PreparedTool): Promise<ToolOutcome | null> {
  const { ctx, conversation } = world;
  const row = await ctx.trx
    .selectFrom("tool_calls")
    .select(["result", "receipt_kind", "receipt_id"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversation.id)
    .where("tool", "=", filed.tool)
    .where("arguments_hash", "=", filed.hash)
    .executeTakeFirst();
  const result = storedResult.safeParse(row?.result);
  if (!row || !result.success) return null;
  if (result.data.identity === "mismatch") return { result: result.data, receipt: null };
  if (!row.receipt_kind || !row.receipt_id) return null;
  if (!(await ready.stands(world, row.receipt_id))) return null;
  return { result: result.data, receipt: { kind: row.receipt_kind, id: row.receipt_id } };
}

async function record(world: ToolWorld, filed: Filed, outcome: ToolOutcome, startedAt: Date): Promise<void> {
  const { ctx, conversation } = world;
  const { error } = outcome.result;
  const outcomeColumns = {
    result: JSON.stringify(outcome.result),
    receipt_kind: outcome.receipt?.kind ?? null,
    receipt_id: outcome.receipt?.id ?? null,
    error: typeof error === "string" ? error : null,
    duration_milliseconds: Math.max(0, ctx.clock.now().getTime() - startedAt.getTime()),
  };
  await ctx.trx
    .insertInto("tool_calls")
    .values({
      id: newId(startedAt),
      business_id: ctx.business.id,
      conversation_id: conversation.id,
      tool: filed.tool,
      arguments: JSON.stringify(filed.arguments),
      arguments_hash: filed.hash,
      turns_before: filed.turnsBefore,
      ...outcomeColumns,
      created_at: startedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(["conversation_id", "tool", "arguments_hash"]).doUpdateSet(outcomeColumns),
    )
    .execute();
  announce(ctx, "call");
}

/** What went wrong, in words that can be spoken. */
function spokenError(error: DomainError): string {
  if (error.code === "validation_failed") {
    return Object.values(error.detail.fields ?? {})[0]?.[0] ?? error.message;
  }
  if (error.code === "not_found" || error.code === "conflict" || error.code === "slot_taken")
    return error.message;
  return "That is not possible right now.";
}

/** Runs the work behind a savepoint: what fails leaves nothing half-written. */
async function attempt(world: ToolWorld, ready: PreparedTool): Promise<ToolOutcome> {
  const { trx } = world.ctx;
  await sql`savepoint receptionist_tool`.execute(trx);
  try {
    const outcome = await ready.run(world);
    if (!outcome.receipt) await sql`rollback to savepoint receptionist_tool`.execute(trx);
    await sql`release savepoint receptionist_tool`.execute(trx);
    return outcome;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await sql`rollback to savepoint receptionist_tool`.execute(trx);
    return { result: { error: spokenError(error) }, receipt: null };
  }
}

async function answer(
  world: ToolWorld,
  tool: Tool,
  input: Pick<RunToolInput, "arguments" | "turnsBefore">,
  startedAt: Date,
): Promise<ToolOutcome> {
  const clean = storable(input.arguments ?? {});
  const prepared = tool.prepare(clean);
  const isObject = typeof clean === "object" && clean !== null && !Array.isArray(clean);
  const shown =
    isObject && JSON.stringify(clean).length <= MAX_STORED_CHARACTERS ? clean : { unreadable: true };
  const given = "ready" in prepared ? prepared.ready.arguments : shown;
  const hash = createHash("sha256").update(canonical(given)).digest("hex");
  const filed: Filed = { tool: tool.name, hash, arguments: given, turnsBefore: input.turnsBefore ?? null };
  if ("problem" in prepared) {
    const outcome = { result: { error: `That did not work: ${prepared.problem}` }, receipt: null };
    await record(world, filed, outcome, startedAt);
    return outcome;
  }
  // Tools of one conversation take turns, those that only read too: guesses made at once are counted one by one.
  const turn = `tools of ${world.conversation.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(world.ctx.trx);
  const before = await recorded(world, filed, prepared.ready);
  if (before) return before;
  const outcome = messageOnlyRefusal(world.conversation, tool) ?? (await attempt(world, prepared.ready));
  await record(world, filed, outcome, startedAt);
  return outcome;
}

/**
 * Runs a tool of the receptionist for a conversation, in one transaction with its record in `tool_calls`. A writing
 * tool takes effect once for the same arguments, however often and however close together it is called.
 * @returns what to speak of, and the receipt of what was written. Bad arguments and refusals come back as
 * `{ error }` without a receipt.
 * @throws DomainError not_found for a conversation that the business does not have, or an unknown tool.
 */
export async function runTool(ctx: Context, input: RunToolInput): Promise<ToolOutcome> {
  authorize(ctx, "call:write");
  const { tool: name, conversationId } = input;
  if (!isToolName(name)) throw new DomainError("not_found", "There is no such tool.");
  const tool = TOOLS[name];
  return inTenant(ctx, async (outer) => {
    const conversation = await loadConversation(outer, conversationId);
    const acting: TenantContext = {
      ...outer,
      actor: { kind: "receptionist", conversationId },
      business: { id: outer.business.id, role: "member" },
    };
    return answer({ ctx: acting, conversation }, tool, input, ctx.clock.now());
  });
}
