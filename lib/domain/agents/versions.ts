import type { Selectable } from "kysely";
import { z } from "zod";
import type { AgentVersions } from "@/lib/db/types";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { offsetOf, type Page, type PageInput } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { personName } from "@/lib/domain/person-name";
import { getAgent } from "./read-agents";
import { type AgentSettings, storedSettings } from "./schema";

/** How a version is named: it counts from 1. */
export const versionNumber = z.number().int().min(1).max(1_000_000_000);

/** A receptionist as it was, or is, live. */
export interface AgentVersion {
  agentId: string;
  version: number;
  isLive: boolean;
  settings: Partial<AgentSettings>;
  /** The earlier version that this one brought back. */
  restoredVersion: number | null;
  publishedAt: Date;
  /** Who published it; null where that was an API key or the product itself, or a person who is gone. */
  publishedBy: { userId: string; name: string } | null;
}

type VersionRow = Selectable<AgentVersions> & {
  first_name: string | null;
  last_name: string | null;
  username: string | null;
};

const versionOf = (row: VersionRow): AgentVersion => ({
  agentId: row.agent_id,
  version: row.version ?? 0,
  isLive: row.status === "published",
  settings: storedSettings.parse(row.settings),
  restoredVersion: row.restored_version,
  publishedAt: row.published_at ?? row.created_at,
  publishedBy: row.created_by
    ? {
        userId: row.created_by,
        name: personName({
          firstName: row.first_name ?? "",
          lastName: row.last_name ?? "",
          username: row.username ?? "",
        }),
      }
    : null,
});

const publishedRows = (ctx: TenantContext, agentId: string) =>
  ctx.trx
    .selectFrom("agent_versions")
    .leftJoin("users", "users.id", "agent_versions.created_by")
    .where("agent_versions.business_id", "=", ctx.business.id)
    .where("agent_versions.agent_id", "=", agentId)
    .where("agent_versions.status", "!=", "draft");

/** A version that is or was live. @throws DomainError `not_found`. */
export async function loadVersion(
  ctx: TenantContext,
  agentId: string,
  version: number,
): Promise<AgentVersion> {
  const row = await publishedRows(ctx, agentId)
    .selectAll("agent_versions")
    .select(["users.first_name", "users.last_name", "users.username"])
    .where("agent_versions.version", "=", version)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", `There is no version ${version}.`, { subject: "agent" });
  return versionOf(row);
}

const listAgentVersionsInput = z.object({
  agentId: z.uuid(),
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(100),
});

/** What has been live, the latest first. @throws DomainError `not_found`. */
export async function listAgentVersions(
  ctx: Context,
  input: PageInput & { agentId: string },
): Promise<Page<AgentVersion>> {
  authorize(ctx, "agent:read");
  const given = parseInput(listAgentVersionsInput, input);
  return inTenant(ctx, async (ctx) => {
    await getAgent(ctx, given.agentId);
    const rows = publishedRows(ctx, given.agentId);
    const { total } = await rows
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const items = await rows
      .selectAll("agent_versions")
      .select(["users.first_name", "users.last_name", "users.username"])
      .orderBy("agent_versions.version", "desc")
      .limit(given.limit)
      .offset(offsetOf(given))
      .execute();
    return { items: items.map(versionOf), total, page: given.page, limit: given.limit };
  });
}
