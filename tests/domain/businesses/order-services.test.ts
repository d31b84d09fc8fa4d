import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createService, listServices, orderServices } from "@/lib/domain/businesses";
import { makeTenant, type Tenant } from "../../support/context";

const NAMES = ["Filling", "Cleaning", "Whitening", "Check-up"];

const makeServices = async ({ ctx }: Tenant) => {
  const ids = new Map<string, string>();
  for (const name of NAMES) ids.set(name, (await createService(ctx, { name, durationMinutes: 30 })).id);
  return ids;
};

const namesOf = async ({ ctx }: Tenant) => (await listServices(ctx)).map(({ name }) => name);

describe("the order of services", () => {
  it("begins as they were added, and becomes any order that is named", async () => {
    const tenant = await makeTenant();
    const ids = await makeServices(tenant);
    expect(await namesOf(tenant)).toEqual(NAMES);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(NAMES, { minLength: 1 }), async (named) => {
        const before = await namesOf(tenant);
        const wanted = named.map((name) => ids.get(name) ?? "");
        await orderServices(tenant.ctx, wanted);
        const expected = [...named, ...before.filter((name) => !named.includes(name))];
        expect(await namesOf(tenant)).toEqual(expected);
        await orderServices(tenant.ctx, wanted);
        expect(await namesOf(tenant)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it("is for managers, knows no service of others, and takes each once", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const ids = [...(await makeServices(one)).values()];
    const [first = ""] = ids;
    await orderServices(await one.as("manager"), [...ids].reverse());
    expect(await namesOf(one)).toEqual([...NAMES].reverse());
    await expect(orderServices(await one.as("member"), ids)).rejects.toMatchObject({ code: "forbidden" });
    await expect(orderServices(two.ctx, [first])).rejects.toMatchObject({ code: "not_found" });
    await expect(orderServices(one.ctx, [first, first])).rejects.toMatchObject({ code: "validation_failed" });
    await expect(orderServices(one.ctx, ["none"])).rejects.toMatchObject({ code: "validation_failed" });
    expect(await namesOf(one)).toEqual([...NAMES].reverse());
  });
});
