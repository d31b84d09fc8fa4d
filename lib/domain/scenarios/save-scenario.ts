import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireOwned } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { MOST_SCENARIOS, scenarioOf, settingsColumns, storeSuite } from "./scenario-rows";
import { type SaveScenarioInput, type Scenario, saveScenarioInput } from "./schema";

/**
 * Adds a scenario to the suite, or with an id replaces one. From then on the starter set is the business's own.
 * @throws DomainError `validation_failed`, `not_found`, `quota_exceeded` when the suite is full.
 */
export async function saveScenario(ctx: Context, input: SaveScenarioInput): Promise<Scenario> {
  authorize(ctx, "agent:write");
  const { id, sourceConversationId, ...settings } = parseInput(saveScenarioInput, input);
  return inTenant(ctx, async (ctx) => {
    await requireOwned(ctx, "conversations", sourceConversationId);
    const suite = await storeSuite(ctx);
    const now = ctx.clock.now();
    if (id && !suite.some((one) => one.id === id)) throw notFound("scenario");
    if (!id && suite.length >= MOST_SCENARIOS) {
      throw new DomainError(
        "quota_exceeded",
        `A suite has at most ${MOST_SCENARIOS} scenarios. Remove one first.`,
      );
    }
    const source = sourceConversationId === undefined ? {} : { source_conversation_id: sourceConversationId };
    const row = id
      ? await ctx.trx
          .updateTable("scenarios")
          .set({ ...settingsColumns(settings), ...source, updated_at: now })
          .where("business_id", "=", ctx.business.id)
          .where("id", "=", id)
          .returningAll()
          .executeTakeFirst()
      : await ctx.trx
          .insertInto("scenarios")
          .values({
            ...settingsColumns(settings),
            ...source,
            id: newId(now),
            business_id: ctx.business.id,
            position: suite.length,
            created_at: now,
            updated_at: now,
          })
          .returningAll()
          .executeTakeFirst();
    if (!row) throw notFound("scenario");
    await audit(ctx, id ? "scenario.update" : "scenario.create", row.id, { name: row.name });
    announce(ctx, "scenario");
    return scenarioOf(row);
  });
}
