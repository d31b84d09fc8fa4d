import { beforeAll, describe, expect, it } from "vitest";
import { listAppointments } from "@/lib/domain/appointments";
import { listLeads } from "@/lib/domain/leads";
import { makeTenant, NOW, type Tenant } from "../support/context";
import { onPostgres } from "../support/on-postgres";
import { runSql } from "../support/supabase";

const onServer = onPostgres({ connections: 4 });

const ROWS = 12_000;
let tenant: Tenant;

/** More rows than are counted or searched one by one: one a minute, the newest last. */
beforeAll(async () => {
  tenant = await makeTenant();
  const business = `'${tenant.businessId}'::uuid`;
  const now = `'${NOW}'::timestamptz`;
  await runSql(
    onServer.server.ownerUrl,
    `insert into leads (id, business_id, name, email, status, score, created_at, updated_at)
       select gen_random_uuid(), ${business}, case i when 7 then 'Qx Early' when 11999 then 'Qx Late' else 'Ada' end,
         'customer-' || i || '@example.com', case when i % 3 = 0 then 'lost' else 'new' end, i % 101,
         ${now} + i * interval '1 minute', ${now}
       from generate_series(1, ${ROWS}) as i;
     insert into calendars (id, business_id, name, created_at, updated_at)
       values (${business}, ${business}, 'Dr. Ada', ${now}, ${now});
     insert into appointments (id, business_id, calendar_id, resource_id, status, starts_at, ends_at, during,
         created_at, updated_at)
       select gen_random_uuid(), ${business}, ${business}, ${business}, 'cancelled', starts_at, ends_at,
         tstzrange(starts_at, ends_at), ${now}, ${now}
       from generate_series(1, ${ROWS}) as i,
         lateral (select ${now} + i * interval '1 hour' as starts_at) as start,
         lateral (select starts_at + interval '1 hour' as ends_at) as finish;`,
  );
});

const leads = async (query: Partial<Parameters<typeof listLeads>[1]>) => {
  const { items, total } = await listLeads(tenant.ctx, { page: 1, limit: 2, ...query });
  return { names: items.map(({ email, name }) => (name === "Ada" ? email : name)), total };
};
const customer = (index: number) => `customer-${index}@example.com`;

describe("more than 10,000 leads", () => {
  it("are counted to the last, also those with a word, and past the end", async () => {
    expect(await leads({})).toEqual({ names: [customer(12_000), "Qx Late"], total: ROWS });
    expect(await leads({ page: 5_999 })).toEqual({ names: [customer(4), customer(3)], total: ROWS });
    expect(await leads({ page: 1_000_000 })).toEqual({ names: [], total: ROWS });
    expect(await leads({ status: ["lost"], page: 2_000 })).toEqual({
      names: [customer(6), customer(3)],
      total: ROWS / 3,
    });
  });

  it("are searched for what stands in an old one, and in any", async () => {
    expect(await leads({ search: "early" })).toEqual({ names: ["Qx Early"], total: 1 });
    expect(await leads({ search: "CUSTOMER-12@" })).toEqual({ names: [customer(12)], total: 1 });
    expect(await leads({ search: "customer-12@", status: ["new"] })).toEqual({ names: [], total: 0 });
    expect(await leads({ search: "nobody" })).toEqual({ names: [], total: 0 });
  });

  it("show the newest 10,000 of what more have", async () => {
    expect(await leads({ search: "example.com" })).toEqual({
      names: [customer(12_000), "Qx Late"],
      total: 10_000,
    });
    expect(await leads({ search: "example.com", page: 5_000 })).toMatchObject({
      names: [customer(2_002), customer(2_001)],
    });
    expect(await leads({ search: "example.com", page: 5_001 })).toEqual({ names: [], total: 10_000 });
    const best = await leads({ search: "example.com", sort: "score" });
    expect(best.total).toBe(10_000);
  });

  it("are looked through for a short term as far as the newest 10,000", async () => {
    expect(await leads({ search: "qx" })).toEqual({ names: ["Qx Late"], total: 1 });
  });
});

describe("more than 10,000 appointments of a range", () => {
  const from = new Date(NOW);
  const totalOn = async (page: number) => {
    const { items, total } = await listAppointments(tenant.ctx, { page, limit: 100, from });
    return { shown: items.length, total };
  };

  it("are 10,000, or one more than the pages so far show, to the last page", async () => {
    expect(await totalOn(1)).toEqual({ shown: 100, total: 10_000 });
    expect(await totalOn(110)).toEqual({ shown: 100, total: 11_001 });
    expect(await totalOn(120)).toEqual({ shown: 100, total: ROWS });
    expect(await totalOn(121)).toEqual({ shown: 0, total: ROWS });
  });
});
