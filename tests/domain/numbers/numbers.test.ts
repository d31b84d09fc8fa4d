import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { addNumber, findNumber, listNumbers } from "@/lib/domain/numbers";
import { anonymousContext, makeTenant } from "../../support/context";

const E164 = "+12025557701";

describe("a number", () => {
  it("belongs to one business only, and is found without knowing it", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const agent = await createAgent(one.ctx, { name: "Ava" });
    const number = await addNumber(one.ctx, { e164: E164, friendlyName: "Main line", agentId: agent.id });
    expect(number).toMatchObject({
      businessId: one.businessId,
      provider: "telnyx",
      routeToAi: true,
      status: "active",
    });
    await expect(addNumber(two.ctx, { e164: E164 })).rejects.toMatchObject({ code: "already_exists" });
    expect(await findNumber(await anonymousContext(), E164)).toEqual(number);
    expect(await findNumber(await anonymousContext(), "+12025557799")).toBeNull();
    expect(await listNumbers(one.ctx)).toEqual([number]);
    expect(await listNumbers(two.ctx)).toEqual([]);
  });

  it("is added by admins, in E.164, for an agent of their own", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await expect(addNumber(await tenant.as("manager"), { e164: "+12025557702" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(addNumber(tenant.ctx, { e164: "2025557702" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    const foreign = await createAgent(other.ctx, { name: "Ava" });
    await expect(addNumber(tenant.ctx, { e164: "+12025557702", agentId: foreign.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await listNumbers(tenant.ctx)).toEqual([]);
  });
});
