import type { Clock } from "@/lib/domain/clock";
import type { Actor, BusinessScope, Context } from "@/lib/domain/context";
import type { IdempotencyStore } from "@/lib/domain/inbox";
import type { Limiter } from "@/lib/domain/limiter-port";
import type { Logger } from "@/lib/log";
import type { Credential } from "./credential";

/** Who a credential names. */
export interface Identity {
  actor: Actor;
  business: BusinessScope | null;
}

/** What the pipeline needs of the running product; bound in lib/wiring. */
export interface HttpRuntime {
  readonly clock: Clock;
  readonly limiter: Limiter;
  readonly log: Logger;
  readonly idempotency: IdempotencyStore;
  /** Check every answer against its response schema; off where the answer's cost is a customer's. */
  readonly checksResponses: boolean;
  context(parts: { requestId: string; ip: string | null } & Identity): Promise<Context>;
  /** Null: the credential names nobody. @throws DomainError token_invalid, token_expired, suspended. */
  identify(ctx: Context, credential: Credential): Promise<Identity | null>;
}
