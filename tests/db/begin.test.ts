import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { database } from "@/lib/db/client";
import { asService, asTenant } from "@/lib/db/tenant";

const USER = "018f0000-0000-7000-8000-000000000001";
const whoami = sql<{ role: string; claims: string }>`
  select current_user as role, current_setting('request.jwt.claims', true) as claims`;

describe("a transaction that begins with its role", () => {
  it("has role and claims from its first statement on, and leaves neither behind", async () => {
    const { kysely } = await database();
    const hostile = { userId: USER, businessId: "'; drop table leads; --\\" };
    const { rows } = await asTenant(kysely, hostile, (trx) => whoami.execute(trx));
    expect(rows).toEqual([
      {
        role: "authenticated",
        claims: JSON.stringify({ role: "authenticated", sub: USER, business_id: hostile.businessId }),
      },
    ]);
    expect((await whoami.execute(kysely)).rows[0]).toMatchObject({ role: "frontdesk_app", claims: "" });
    expect((await asService(kysely, (trx) => whoami.execute(trx))).rows).toEqual([
      { role: "service_role", claims: "" },
    ]);
  });

  it("takes each its own where one runs beside another's work", async () => {
    const { kysely } = await database();
    const roles = await Promise.all([
      asTenant(kysely, { userId: USER, businessId: null }, (trx) => whoami.execute(trx)),
      asService(kysely, (trx) => whoami.execute(trx)),
    ]);
    expect(roles.map(({ rows }) => rows[0]?.role)).toEqual(["authenticated", "service_role"]);
  });

  it("is undone, and its connection good again, when its work fails", async () => {
    const { kysely } = await database();
    const broken = asService(kysely, (trx) => sql`select 1 / 0`.execute(trx));
    await expect(broken).rejects.toThrow("division by zero");
    expect((await whoami.execute(kysely)).rows[0]?.role).toBe("frontdesk_app");
  });
});
