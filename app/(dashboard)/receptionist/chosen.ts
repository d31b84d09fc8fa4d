import { z } from "zod";
import { type Agent, listAgents } from "@/lib/domain/agents";
import type { PageContext } from "@/lib/wiring";

const MOST_AGENTS = 1_000;
const query = z.object({ agent: z.uuid().optional().catch(undefined) });

/** The receptionists of the business, the oldest first. */
export async function receptionists(ctx: PageContext): Promise<Agent[]> {
  const { items } = await listAgents(ctx, { page: 1, limit: MOST_AGENTS });
  return items.toReversed();
}

/** Whom a page is about, and what keeps them in the addresses that it links to. */
export interface Chosen {
  agent: Agent | null;
  agents: Agent[];
  /** "?agent=…" where there are several, else empty. */
  query: string;
}

/** The receptionist that the address names, else the oldest; null where there is none. */
export async function chosenReceptionist(
  ctx: PageContext,
  searchParams: Promise<Record<string, string | string[] | undefined>>,
): Promise<Chosen> {
  const { agent: id } = query.parse(await searchParams);
  const agents = await receptionists(ctx);
  const agent = agents.find((one) => one.id === id) ?? agents[0] ?? null;
  return { agent, agents, query: agent && agents.length > 1 ? `?agent=${agent.id}` : "" };
}
