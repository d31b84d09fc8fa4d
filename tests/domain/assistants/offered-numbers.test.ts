import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { offeredNumbers } from "@/lib/domain/assistants";
import type { Context } from "@/lib/domain/context";
import type { Permission } from "@/lib/domain/permissions";
import { makeTenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";

/** A business at a carrier that has one number, and how often it is asked. */
async function office() {
  const tenant = await makeTenant();
  const number = { e164: nextNumber(), capabilities: ["voice" as const] };
  const asked: string[] = [];
  tenant.ports.telephony = {
    ...tenant.ports.telephony,
    isConfigured: true,
    offeredNumbers: async (country) => {
      asked.push(country);
      return [number];
    },
  };
  const withKey = (...permissions: Permission[]): Context => ({
    ...tenant.ctx,
    actor: { kind: "api_key", keyId: randomUUID(), permissions },
  });
  return { tenant, number, asked, withKey };
}

describe("the numbers that can be had", () => {
  it("are shown to everybody in the business, and to a key that may read numbers", async () => {
    const { tenant, number, withKey } = await office();
    for (const caller of [await tenant.as("guest"), tenant.ctx, withKey("number:read")])
      expect(await offeredNumbers(caller, "us")).toEqual([number]);
  });

  it("are not shown to a key that may not, and its carrier is not asked", async () => {
    const { asked, withKey } = await office();
    for (const caller of [withKey(), withKey("call:read", "number:write")])
      await expect(offeredNumbers(caller, "US")).rejects.toMatchObject({ code: "forbidden" });
    expect(asked).toEqual([]);
  });

  it("are shown to a person who has no business yet", async () => {
    const { tenant, number } = await office();
    expect(await offeredNumbers({ ...tenant.ctx, business: null }, "US")).toEqual([number]);
  });
});
