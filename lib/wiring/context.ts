import { databaseAsItIs } from "@/lib/db/client";
import { systemClock } from "@/lib/domain/clock";
import { type Context, createContext, forBusiness } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { recordModelUse } from "@/lib/domain/receptionist";
import type { Identity } from "@/lib/http/runtime";
import { log } from "@/lib/log";
import { onModelUse } from "./model-use";
import { ports } from "./ports";

/** A context of this process for whoever was identified. */
export async function contextOf(
  parts: { requestId: string; ip: string | null } & Identity,
): Promise<Context> {
  return createContext({
    ...parts,
    clock: systemClock,
    ports: await ports(),
    log: log(),
    database: await databaseAsItIs(),
  });
}

/** A context for work that nobody asked for: jobs, cron, scripts. */
export function systemContext(reason: string): Promise<Context> {
  return contextOf({
    requestId: `req_${newId(systemClock.now()).replaceAll("-", "")}`,
    ip: null,
    actor: { kind: "system", reason },
    business: null,
  });
}

onModelUse(async ({ businessId, conversationId }, use) =>
  recordModelUse(forBusiness(await systemContext("what the language model took"), businessId), {
    ...use,
    conversationId,
  }),
);
