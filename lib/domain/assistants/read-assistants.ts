import { type Agent, getAgent, listAgents } from "@/lib/domain/agents";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { accountState } from "@/lib/domain/integrations";
import { listNumbers, type PhoneNumber } from "@/lib/domain/numbers";
import type { Assistant } from "./schema";

const MOST_ASSISTANTS = 1_000;
const AT_INSTALLATION =
  "Whoever runs this installation has to set this number up first. Ask them, or name a number of your own Twilio account.";
const NO_ACCOUNT = "Connect the Twilio account that has this number.";
const NOT_OWNED = "Twilio has not said yet that your account owns this number.";

/** The number that is a receptionist's own: the oldest of them. */
export const numberAmong = (numbers: readonly PhoneNumber[], agentId: string): PhoneNumber | null =>
  numbers.find((number) => number.agentId === agentId && number.status !== "released") ?? null;

async function withNumbers(ctx: TenantContext, agents: readonly Agent[]): Promise<Assistant[]> {
  const numbers = await listNumbers(ctx);
  const account = await accountState(ctx, "twilio");
  const waiting = { telnyx: AT_INSTALLATION, twilio: account ? (account.problem ?? NOT_OWNED) : NO_ACCOUNT };
  return agents.map((agent) => {
    const number = numberAmong(numbers, agent.id);
    return { agent, number, numberProblem: number?.status === "pending" ? waiting[number.provider] : null };
  });
}

/** One of the business. @throws DomainError `forbidden`, `not_found`. */
export const getAssistant = (ctx: Context, id: string): Promise<Assistant> =>
  inTenant(ctx, async (ctx) => {
    const agent = await getAgent(ctx, id);
    const [assistant] = await withNumbers(ctx, [agent]);
    return assistant ?? { agent, number: null, numberProblem: null };
  });

/** Those of the business, the newest first. @throws DomainError `forbidden`. */
export const listAssistants = (ctx: Context): Promise<Assistant[]> =>
  inTenant(ctx, async (ctx) => {
    const { items } = await listAgents(ctx, { page: 1, limit: MOST_ASSISTANTS });
    return withNumbers(ctx, items);
  });
