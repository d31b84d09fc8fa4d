import { createContext } from "@/lib/domain/context";
import { idempotencyStore } from "@/lib/domain/inbox";
import type { Limiter } from "@/lib/domain/limiter-port";
import type { Credential } from "@/lib/http/credential";
import type { HttpRuntime, Identity } from "@/lib/http/runtime";
import { log } from "@/lib/log";
import { type Tenant, testDatabase } from "./context";

export const unlimited: Limiter = {
  take: async (_key, rule) => ({ ok: true, limit: rule.limit, remaining: rule.limit, resetAt: new Date(0) }),
};

/**
 * A runtime whose every credential is the tenant's owner, except the token `bad` (nobody) and `guest`.
 * Database, idempotency store and clock are real.
 */
export async function runtimeFor(tenant: Tenant, parts: Partial<HttpRuntime> = {}): Promise<HttpRuntime> {
  const database = await testDatabase();
  const identify = async (_: unknown, credential: Credential): Promise<Identity | null> => {
    if (credential.kind === "bearer" && credential.token === "bad") return null;
    if (credential.kind === "bearer" && credential.token === "guest") {
      const guest = await tenant.as("guest");
      return { actor: guest.actor, business: guest.business };
    }
    return { actor: tenant.ctx.actor, business: tenant.ctx.business };
  };
  return {
    clock: tenant.clock,
    limiter: unlimited,
    log: log(),
    idempotency: idempotencyStore,
    checksResponses: true,
    identify,
    context: async ({ requestId, ip, actor, business }) =>
      createContext({
        requestId,
        ip,
        actor,
        business,
        clock: tenant.clock,
        ports: tenant.ports,
        log: log(),
        database,
      }),
    ...parts,
  };
}
