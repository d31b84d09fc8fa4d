import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/unsubscribe/[token]/route";
import { asSystem } from "@/lib/domain/context";
import { optOutLinks } from "@/lib/domain/notifications/mail-opt-outs";
import { doors } from "@/lib/http/doors";
import { routesFor } from "@/lib/http/endpoint";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { makeTenant } from "../support/context";
import { call } from "../support/http";
import { runtimeFor } from "../support/runtime";

const MOST_A_MINUTE = 300;

/** The door as it is mounted, on a runtime that counts, and a link of a customer. */
async function door() {
  const tenant = await makeTenant();
  const limiter = createMemoryLimiter({ now: () => tenant.clock.now() });
  const runtime = await runtimeFor(tenant, { limiter });
  const handler = routesFor(doors, () => runtime).route(POST.doc);
  const token = optOutLinks(tenant.businessId, "ana@example.com").oneClick.split("/").at(-1) ?? "";
  const path = `/api/unsubscribe/${token}`;
  const knock = (headers: Record<string, string> = {}, given = token) =>
    call(handler, {
      method: "POST",
      path,
      params: { token: given },
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: "List-Unsubscribe=One-Click",
    });
  const kept = () =>
    asSystem(tenant.ctx, "test", async ({ trx }) => ({
      optOuts: await trx
        .selectFrom("opt_outs")
        .select("email")
        .where("business_id", "=", tenant.businessId)
        .execute(),
      keys: await trx
        .selectFrom("idempotency_keys")
        .select("key")
        .where("scope", "like", `%${path}%`)
        .execute(),
    }));
  return { knock, kept, clock: tenant.clock };
}

describe("one click to unsubscribe", () => {
  it("is one choice however often, and keeps no idempotency keys", async () => {
    const { knock, kept } = await door();
    for (const key of ["a", "b", "x".repeat(300)])
      expect(await knock({ "idempotency-key": key })).toMatchObject({
        status: 200,
        body: { status: "unsubscribed" },
      });
    expect(await kept()).toEqual({ optOuts: [{ email: "ana@example.com" }], keys: [] });
  });

  it("is bounded for one address and a minute", async () => {
    const { knock, clock } = await door();
    for (let i = 0; i < MOST_A_MINUTE; i += 1) expect((await knock({}, "none of ours")).status).toBe(404);
    expect(await knock()).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect((await knock({ "x-forwarded-for": "203.0.113.10" })).status).toBe(200);
    clock.set(new Date(clock.now().getTime() + 60_000));
    expect((await knock()).status).toBe(200);
  });
});
