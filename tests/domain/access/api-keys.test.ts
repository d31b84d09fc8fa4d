import { describe, expect, it } from "vitest";
import { type Credential, createApiKey, identify, listApiKeys, revokeApiKey } from "@/lib/domain/access";
import { asSystem, type Context } from "@/lib/domain/context";
import { createLead, getLead } from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";

const contextOf = async (ctx: Context, credential: Credential): Promise<Context> => ({
  ...ctx,
  ...(await identify(ctx, credential)),
});

describe("an API key", () => {
  it("may do what it was made for in its business, as bearer and as key, and nothing else", async () => {
    const { ctx, businessId } = await makeTenant();
    const { apiKey, key } = await createApiKey(ctx, {
      name: "CRM",
      permissions: ["lead:read", "lead:write"],
    });
    expect(key).toMatch(/^fd_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: "CRM",
      hint: key.slice(0, 8),
      permissions: ["lead:read", "lead:write"],
    });
    const byBearer = await contextOf(ctx, { kind: "bearer", token: key });
    const byKey = await contextOf(ctx, { kind: "api_key", key });
    expect(byBearer.business?.id).toBe(businessId);
    const lead = await createLead(byBearer, { phone: "+12125550123" });
    expect(await getLead(byKey, lead.id)).toEqual(lead);
    await expect(listApiKeys(byKey)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("has no more than its maker has, now and later", async () => {
    const tenant = await makeTenant();
    const admin = await tenant.as("admin");
    const { key, apiKey } = await createApiKey(admin, { name: "All" });
    expect(apiKey.permissions).toContain("billing:write");
    const demote = (role: string) =>
      asSystem(tenant.ctx, "test", ({ trx }) =>
        trx
          .updateTable("members")
          .set({ role })
          .where("business_id", "=", tenant.businessId)
          .where("user_id", "=", admin.actor.kind === "user" ? admin.actor.userId : "")
          .execute(),
      );
    await demote("guest");
    const { actor } = await identify(tenant.ctx, { kind: "api_key", key });
    expect(actor.kind === "api_key" && actor.permissions).toEqual(
      expect.arrayContaining(["lead:read", "calendar:read"]),
    );
    expect(
      actor.kind === "api_key" && actor.permissions.some((permission) => permission.endsWith(":write")),
    ).toBe(false);
  });

  it("is refused once revoked, at once, and once expired", async () => {
    const { ctx, clock } = await makeTenant();
    const { apiKey, key } = await createApiKey(ctx, { name: "Short" });
    const credential = { kind: "api_key", key } as const;
    await identify(ctx, credential);
    await revokeApiKey(ctx, apiKey.id);
    await expect(identify(ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
    await expect(revokeApiKey(ctx, apiKey.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listApiKeys(ctx)).toEqual([]);

    const soon = await createApiKey(ctx, {
      name: "Soon",
      expiresAt: new Date(clock.now().getTime() + 60_000),
    });
    await identify(ctx, { kind: "api_key", key: soon.key });
    clock.set(new Date(clock.now().getTime() + 60_000));
    await expect(identify(ctx, { kind: "api_key", key: soon.key })).rejects.toMatchObject({
      code: "token_expired",
    });
  });

  it("dies with its maker's membership and rests with a suspended business", async () => {
    const tenant = await makeTenant();
    const admin = await tenant.as("admin");
    const { key } = await createApiKey(admin, { name: "Theirs" });
    const credential = { kind: "api_key", key } as const;
    const setStatus = (status: string) =>
      asSystem(tenant.ctx, "test", ({ trx }) =>
        trx.updateTable("businesses").set({ status }).where("id", "=", tenant.businessId).execute(),
      );
    await setStatus("suspended");
    await expect(identify(tenant.ctx, credential)).rejects.toMatchObject({ code: "suspended" });
    await setStatus("active");
    await asSystem(tenant.ctx, "test", ({ trx }) =>
      trx
        .deleteFrom("members")
        .where("user_id", "=", admin.actor.kind === "user" ? admin.actor.userId : "")
        .execute(),
    );
    tenant.clock.set(new Date(tenant.clock.now().getTime() + 5001));
    await expect(identify(tenant.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
  });

  it("is made by people of rank, lists without its secret, and is unseen by other businesses", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    await expect(createApiKey(await one.as("member"), { name: "X" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { apiKey, key } = await createApiKey(one.ctx, { name: "One" });
    const asKey = await contextOf(one.ctx, { kind: "api_key", key });
    await expect(createApiKey(asKey, { name: "Child" })).rejects.toMatchObject({ code: "forbidden" });
    expect(JSON.stringify(await listApiKeys(one.ctx))).not.toContain(key);
    expect(await listApiKeys(two.ctx)).toEqual([]);
    await expect(revokeApiKey(two.ctx, apiKey.id)).rejects.toMatchObject({ code: "not_found" });
    for (const unknown of ["fd_", `fd_${"A".repeat(43)}`, key.slice(0, -1)]) {
      await expect(identify(one.ctx, { kind: "bearer", token: unknown })).rejects.toMatchObject({
        code: "token_invalid",
      });
    }
  });
});
