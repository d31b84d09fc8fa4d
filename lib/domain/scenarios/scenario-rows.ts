import type { Selectable } from "kysely";
import type { Scenarios } from "@/lib/db/types";
import { getBusiness, listClosures, listServices } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";
import { type Scenario, type ScenarioSettings, scenarioInput } from "./schema";
import { starterSet } from "./starter-set";

/** A suite has no more than this. */
export const MOST_SCENARIOS = 100;

/** A scenario as its row holds it. */
export const scenarioOf = (row: Selectable<Scenarios>): Scenario => ({
  ...scenarioInput.parse(row.settings),
  name: row.name,
  id: row.id,
  isStored: true,
  sourceConversationId: row.source_conversation_id,
});

/** The columns that a scenario fills. */
export const settingsColumns = (settings: ScenarioSettings) => ({
  name: settings.name,
  settings: JSON.stringify(settings),
});

const storedScenarios = async ({ trx, business }: TenantContext): Promise<Scenario[]> => {
  const rows = await trx
    .selectFrom("scenarios")
    .selectAll()
    .where("business_id", "=", business.id)
    .orderBy("position")
    .orderBy("created_at")
    .orderBy("id")
    .limit(MOST_SCENARIOS)
    .execute();
  return rows.map(scenarioOf);
};

/** The suite of the business: what is stored, else the starter set. */
export async function loadSuite(ctx: TenantContext): Promise<Scenario[]> {
  const stored = await storedScenarios(ctx);
  if (stored.length > 0) return stored;
  const services = await listServices(ctx);
  const closures = await listClosures(ctx);
  return starterSet(await getBusiness(ctx), { services, closures, now: ctx.clock.now() });
}

/** The suite as rows: the starter set is written down before anything in it is changed. */
export async function storeSuite(ctx: TenantContext): Promise<Scenario[]> {
  const suite = await loadSuite(ctx);
  const now = ctx.clock.now();
  const fresh = suite.filter(({ isStored }) => !isStored);
  if (fresh.length === 0) return suite;
  await ctx.trx
    .insertInto("scenarios")
    .values(
      fresh.map(({ id, isStored: _, sourceConversationId: __, ...settings }, position) => ({
        ...settingsColumns(settings),
        id,
        business_id: ctx.business.id,
        position,
        created_at: now,
        updated_at: now,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return storedScenarios(ctx);
}
