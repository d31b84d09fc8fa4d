import { isDeepStrictEqual } from "node:util";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { isId, newId } from "@/lib/domain/ids";
import { enqueueSync } from "./enqueue-sync";
import {
  type Agent,
  type AgentStatus,
  agentColumns,
  agentOf,
  type CreateAgentInput,
  isStarted,
  settingsOf,
} from "./schema";

/** An agent of the business, locked until the transaction ends, so that its changes take turns. @throws DomainError `not_found`. */
export async function lockAgent(ctx: TenantContext, id: string): Promise<Agent> {
  const row = isId(id)
    ? await ctx.trx
        .selectFrom("agents")
        .selectAll()
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", id)
        .where("removed_at", "is", null)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("agent");
  return agentOf(row);
}

/** Writes what is live now into the history, as the published version. */
export async function publishVersion(
  ctx: TenantContext,
  agent: Agent,
  restoredVersion: number | null = null,
): Promise<void> {
  const now = ctx.clock.now();
  await ctx.trx
    .updateTable("agent_versions")
    .set({ status: "retired", updated_at: now })
    .where("business_id", "=", ctx.business.id)
    .where("agent_id", "=", agent.id)
    .where("status", "=", "published")
    .execute();
  await ctx.trx
    .insertInto("agent_versions")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      agent_id: agent.id,
      version: agent.version,
      status: "published",
      settings: JSON.stringify(settingsOf(agent)),
      restored_version: restoredVersion,
      created_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      published_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

async function countUp(ctx: TenantContext, agentId: string): Promise<Agent> {
  const row = await ctx.trx
    .updateTable("agents")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", agentId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return agentOf(row);
}

/** Since when a receptionist takes calls, where a change of status begins or ends it; undefined where it goes on as it was. */
function startedAt(before: Agent, status: AgentStatus | undefined, now: Date): Date | null | undefined {
  if (status === undefined || isStarted(status) === isStarted(before.status)) return undefined;
  return isStarted(status) ? now : null;
}

/**
 * Makes changes live: the row, a new version where a setting is another now, and the sync with the voice vendor.
 * @param before the agent as `lockAgent` gave it.
 */
export async function putLive(
  ctx: TenantContext,
  before: Agent,
  patch: Partial<CreateAgentInput>,
  restoredVersion: number | null = null,
): Promise<Agent> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .updateTable("agents")
    .set({
      ...agentColumns(patch),
      started_at: startedAt(before, patch.status, now),
      sync_status: "pending",
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  let agent = agentOf(row);
  if (!isDeepStrictEqual(settingsOf(agent), settingsOf(before))) {
    agent = await countUp(ctx, agent.id);
    await publishVersion(ctx, agent, restoredVersion);
  }
  await enqueueSync(ctx, agent.id);
  announce(ctx, "agent");
  return agent;
}
