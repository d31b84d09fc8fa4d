import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { inTenant } from "@/lib/domain/context";
import { makeTenant, testDatabase } from "../../support/context";
import { bothCounts, inserting, LISTS, sumUp, write, writes } from "./random-writes";

describe.each(Object.keys(LISTS))("the counts of the list of %s", (list) => {
  it("are those of its rows after any writes, kept or taken back", async () => {
    await fc.assert(
      fc.asyncProperty(writes, async (given) => {
        const { ctx, businessId } = await makeTenant();
        await write(ctx, list, [], given);
        const { ledger, rows } = await bothCounts(ctx, list);
        expect(ledger).toEqual(rows);
        await sumUp(businessId, list);
        expect((await bothCounts(ctx, list)).ledger).toEqual(rows);
      }),
      { numRuns: 8 },
    );
  });

  it("go with the business", async () => {
    const { ctx, businessId } = await makeTenant();
    await write(ctx, list, [], [inserting(5), inserting(5)]);
    const { kysely } = await testDatabase();
    await asService(kysely, async (trx) => {
      await trx.deleteFrom("businesses").where("id", "=", businessId).execute();
      const left = await sql`select from list_counts where business_id = ${businessId}`.execute(trx);
      expect(left.rows).toEqual([]);
    });
  });
});

describe("the ledger of counts", () => {
  it("has a row for each statement and words that it changed, and one for each words once summed up", async () => {
    const { ctx, businessId } = await makeTenant();
    const known: string[] = [];
    const rows = () =>
      inTenant(
        ctx,
        async ({ trx }) => (await trx.selectFrom("list_counts").select("delta").execute()).length,
      );
    await write(ctx, "leads", known, [inserting(3), inserting(3)]);
    expect(await rows()).toBeLessThanOrEqual(6);
    await write(ctx, "leads", known, [{ ...inserting(3), act: "touch" }]);
    await sumUp(businessId, "leads");
    expect(await rows()).toBe(3);
  });

  it("stays short by itself, however often it is written to", async () => {
    const { ctx, businessId } = await makeTenant();
    await inTenant(ctx, async ({ trx }) => {
      await sql`insert into leads (id, business_id, created_at, updated_at)
        select gen_random_uuid(), ${businessId}, now(), now() from generate_series(1, 1000)`.execute(trx);
      // Two rows each, summed up once in fifty times: all 2,000 stay with a chance of two in a thousand million.
      await trx.updateTable("leads").set({ status: "lost" }).execute();
      const { length } = await trx.selectFrom("list_counts").select("id").execute();
      expect(length).toBeLessThan(2_000);
    });
    const { ledger, rows } = await bothCounts(ctx, "leads");
    expect(ledger).toEqual(rows);
  });

  it.each([
    "insert into list_counts (business_id, list, delta) values (app.business_id(), 'leads', 5)",
    "update list_counts set delta = 5",
    "delete from list_counts",
    "select app.sum_up_list_counts(app.business_id(), 'leads')",
  ])("is not for a tenant to write: %s", async (statement) => {
    const { ctx } = await makeTenant();
    await expect(inTenant(ctx, ({ trx }) => sql.raw(statement).execute(trx))).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("is not for another tenant to read, nor is what it would find", async () => {
    const one = await makeTenant();
    const other = await makeTenant();
    await write(one.ctx, "leads", [], [inserting(3)]);
    await inTenant(one.ctx, ({ trx }) => trx.updateTable("leads").set({ name: "Grace Hopper" }).execute());
    const found = (ctx: typeof one.ctx) =>
      inTenant(ctx, async ({ trx }) => {
        const { rows } = await sql`select from app.find_in_list('leads', 'hopper', null, null, null)`.execute(
          trx,
        );
        return rows.length;
      });
    expect(await found(one.ctx)).toBe(3);
    expect(await found(other.ctx)).toBe(0);
    expect((await bothCounts(other.ctx, "leads")).ledger).toEqual([]);
  });
});
