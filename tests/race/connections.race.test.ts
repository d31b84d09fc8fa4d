import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openPostgres } from "@/lib/db/client";
import { asTenant } from "@/lib/db/tenant";
import { newId } from "@/lib/domain/ids";
import { onPostgres } from "../support/on-postgres";

const postgres = onPostgres({ connections: 20 });

describe("many tenants on a few connections", () => {
  it("never shows one transaction another's claims", async () => {
    const ids = Array.from({ length: 400 }, () => newId(new Date()));
    const seen = await Promise.all(
      ids.map((businessId) =>
        asTenant(postgres.database.kysely, { userId: null, businessId }, async (trx) => {
          const { rows } = await sql<{ id: string }>`select app.business_id() as id`.execute(trx);
          return rows[0]?.id;
        }),
      ),
    );
    expect(seen).toEqual(ids);
  });

  it("leaves nothing of a transaction on its connection", async () => {
    await Promise.all(
      Array.from({ length: 40 }, () =>
        expect(postgres.database.kysely.selectFrom("leads").selectAll().execute()).rejects.toMatchObject({
          code: "42501",
        }),
      ),
    );
  });
});

describe("the login role", () => {
  it("is refused when it may pass row-level security", async () => {
    await expect(openPostgres(postgres.server.ownerUrl)).rejects.toThrow("passes row-level security");
  });
});
