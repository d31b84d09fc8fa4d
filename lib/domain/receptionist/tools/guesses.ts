import { sql } from "kysely";
import { areSeveralPeople } from "../same-name";
import type { ToolWorld } from "./tool";

const MOST_IN_CONVERSATION = 3;
const MOST_IN_DAY = 6;
const DAY_MILLISECONDS = 86_400_000;
const MOST_READ = 1000;

/** How often this conversation has given details that fit nothing. */
async function guessesHere({ ctx, conversation }: ToolWorld): Promise<number> {
  const { count } = await ctx.trx
    .selectFrom("tool_calls")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversation.id)
    .where(sql`result->>'identity'`, "=", "mismatch")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How often within a day the number that calls guessed; where none calls, how often anybody guessed at the name. */
async function guessesOfDay({ ctx, conversation }: ToolWorld, name: string): Promise<number> {
  const { callerNumber } = conversation;
  const guesses = await ctx.trx
    .selectFrom("tool_calls")
    .leftJoin("calls", (join) =>
      join
        .onRef("calls.business_id", "=", "tool_calls.business_id")
        .onRef("calls.conversation_id", "=", "tool_calls.conversation_id"),
    )
    .select(["calls.from_number", sql<string | null>`tool_calls.arguments->>'name'`.as("name")])
    .where("tool_calls.business_id", "=", ctx.business.id)
    .where("tool_calls.created_at", ">", new Date(ctx.clock.now().getTime() - DAY_MILLISECONDS))
    .where(sql`tool_calls.result->>'identity'`, "=", sql.lit("mismatch"))
    .$if(callerNumber !== null, (query) => query.where("calls.from_number", "=", callerNumber))
    .orderBy("tool_calls.created_at", "desc")
    .limit(MOST_READ)
    .execute();
  if (callerNumber !== null) return guesses.length;
  return guesses.filter((guess) => !areSeveralPeople([name, guess.name ?? ""])).length;
}

/** Whether so many details that fit nothing were given that no more are judged. */
export async function isGuessing(world: ToolWorld, name: string): Promise<boolean> {
  if ((await guessesHere(world)) >= MOST_IN_CONVERSATION) return true;
  return (await guessesOfDay(world, name)) >= MOST_IN_DAY;
}
