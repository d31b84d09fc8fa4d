import { describe, expect, it } from "vitest";
import { createBusiness } from "@/lib/domain/businesses";
import { asSystem, type Context } from "@/lib/domain/context";
import { removeBusiness } from "@/lib/domain/removal";
import { makeTenant, NOW, type Tenant } from "../../support/context";

const DAY_MILLISECONDS = 86_400_000;

/** Somebody who owns one business, and whose address is verified unless said otherwise. */
async function person({ isVerified = true } = {}): Promise<Tenant> {
  const tenant = await makeTenant();
  if (isVerified)
    await asSystem({ ...tenant.ctx, trx: null }, "test", ({ trx, clock }) =>
      trx
        .updateTable("users")
        .set({ email_verified_at: clock.now() })
        .where("id", "=", tenant.userId)
        .execute(),
    );
  return tenant;
}
const make = ({ ctx }: Tenant, many: number) =>
  Promise.allSettled(Array.from({ length: many }, () => createBusiness(ctx, { name: "One more" })));
const countOf = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;
const owner = (ctx: Context, id: string): Context => ({ ...ctx, business: { id, role: "owner" } });

describe("how many businesses one person makes", () => {
  it("are three in all before their address is verified, also at once", async () => {
    const tenant = await person({ isVerified: false });
    expect(countOf(await make(tenant, 5))).toBe(2);
    await expect(createBusiness(tenant.ctx, { name: "A fourth" })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Verify your e-mail address"),
    });
  });

  it("are ten a day, also at once and though they are deleted", async () => {
    const tenant = await person();
    const results = await make(tenant, 12);
    expect(countOf(results)).toBe(10);
    for (const result of results)
      if (result.status === "fulfilled") await removeBusiness(owner(tenant.ctx, result.value.id));
    tenant.clock.set(new Date(Date.parse(NOW) + DAY_MILLISECONDS - 1000));
    await expect(createBusiness(tenant.ctx, { name: "An eleventh" })).rejects.toMatchObject({
      code: "rate_limited",
      detail: { retryAfterSeconds: 1 },
    });
    tenant.clock.set(new Date(Date.parse(NOW) + DAY_MILLISECONDS));
    await createBusiness(tenant.ctx, { name: "An eleventh" });
  });

  it("are twenty in all, until one is deleted", async () => {
    const tenant = await person();
    for (const day of [0, 1, 2]) {
      tenant.clock.set(new Date(Date.parse(NOW) + day * DAY_MILLISECONDS));
      await make(tenant, 10);
    }
    await expect(createBusiness(tenant.ctx, { name: "Another" })).rejects.toMatchObject({
      code: "quota_exceeded",
      message: "You own 20 already, and may own 20. Delete one that you do not need first.",
    });
    await removeBusiness(tenant.ctx);
    await createBusiness(tenant.ctx, { name: "Another" });
  });

  it("are nobody else's: who works there may make as many", async () => {
    const tenant = await person({ isVerified: false });
    await make(tenant, 3);
    await createBusiness(await tenant.as("admin"), { name: "Their own" });
  });
});

describe("the address of a business on the web", () => {
  it("goes to nobody else once the business is deleted", async () => {
    const [before, after] = [await makeTenant(), await makeTenant()];
    const name = `Harbor ${before.businessId}`;
    const first = await createBusiness(before.ctx, { name });
    await removeBusiness(owner(before.ctx, first.id));
    const second = await createBusiness(after.ctx, { name });
    expect(second.slug).toMatch(new RegExp(`^${first.slug}-[0-9a-f]{6}$`));
  });

  it("is one business's, whoever asks for it at once, also while it is deleted", async () => {
    const tenants = await Promise.all(Array.from({ length: 4 }, () => makeTenant()));
    const [first] = tenants;
    if (!first) throw new Error("There is no tenant");
    const name = `Harbor ${first.businessId}`;
    const taken = await createBusiness(first.ctx, { name });
    const [, ...made] = await Promise.all([
      removeBusiness(owner(first.ctx, taken.id)),
      ...tenants.map(({ ctx }) => createBusiness(ctx, { name })),
    ]);
    expect(new Set([taken.slug, ...made.map(({ slug }) => slug)]).size).toBe(5);
  });
});
