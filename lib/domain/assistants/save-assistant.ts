import { checkVoice, createAgent, getAgent, isStarted, updateAgent } from "@/lib/domain/agents";
import { normalisePhone } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { accountState, askNow, connectCarrier, enqueueCheck, missingFields } from "@/lib/domain/integrations";
import { listNumbers, nameNumber, requireFree, unassignNumbers } from "@/lib/domain/numbers";
import { parseInput } from "@/lib/domain/parse";
import { leaveToJob, tellVoiceVendor } from "@/lib/domain/receptionist";
import { getAssistant, numberAmong } from "./read-assistants";
import {
  type Assistant,
  type AssistantPatch,
  assistantPatch,
  type NewAssistant,
  newAssistant,
} from "./schema";

type Given = Omit<AssistantPatch, "id">;

/** The number that is wished for in E.164; null for none, undefined where it stays. */
function wishedNumber({ phoneNumber }: Given): string | null | undefined {
  if (phoneNumber === undefined) return undefined;
  if (phoneNumber === null || phoneNumber.trim() === "") return null;
  const phone = normalisePhone(phoneNumber);
  if (!phone) throw invalid("phoneNumber", "Must be a phone number of 3 to 15 digits.");
  return phone.e164;
}

/** @returns the account whose carrier is to be asked; null where there is nothing to ask. */
async function connectNumber(
  ctx: TenantContext,
  agentId: string,
  { provider, config = {} }: Given,
  e164: string | null | undefined,
): Promise<string | null> {
  const current = numberAmong(await listNumbers(ctx), agentId);
  const carrier = provider ?? current?.provider ?? "telnyx";
  const isNew = e164 !== undefined && e164 !== (current?.e164 ?? null);
  const hasConfig = Object.keys(config).length > 0;
  if (carrier === "telnyx" && hasConfig)
    throw invalid(
      "config",
      "The installation's own carrier takes no credentials. Leave them out, or name the provider that they are for.",
    );
  const account = carrier === "twilio" ? await accountState(ctx, carrier) : null;
  if (carrier === "twilio" && !account && (hasConfig || e164)) {
    const missing = missingFields(carrier, config);
    if (missing.length > 0)
      throw invalid("config", "No Twilio account is connected. Send account_sid and auth_token of yours.");
  }
  const connectedId = carrier === "twilio" && hasConfig ? await connectCarrier(ctx, carrier, config) : null;
  if (isNew && e164 !== null) await nameNumber(ctx, agentId, { e164, provider: carrier });
  if (isNew && e164 === null) {
    authorize(ctx, "number:write");
    await unassignNumbers(ctx, agentId);
  }
  if (connectedId !== null || !account || !isNew || e164 === null) return connectedId;
  await enqueueCheck(ctx, account.id);
  return account.id;
}

/** What is told to vendors after the commit, side by side, each as far as it answers in time; else jobs do. */
async function told(ctx: Context, agentId: string, accountId: string | null): Promise<Assistant> {
  await Promise.all([tellVoiceVendor(ctx, agentId), accountId === null ? undefined : askNow(ctx, accountId)]);
  return getAssistant(ctx, agentId);
}

/**
 * Adds a receptionist with its number and makes it known to the voice vendor. A number of the business's that nobody has
 * is given to it, a new one is named at its carrier; with credentials, the business's account there is connected.
 * @throws DomainError `forbidden`, `validation_failed`, `conflict` where another receptionist answers the number,
 * `already_exists` where another business has it, `quota_exceeded`. Nothing is written then.
 */
export async function createAssistant(ctx: Context, input: NewAssistant): Promise<Assistant> {
  authorize(ctx, "agent:write");
  const given = parseInput(newAssistant, input);
  const e164 = wishedNumber(given);
  await checkVoice(ctx, given.voiceId);
  if (e164) await requireFree(ctx, e164);
  const { name, instructions, voiceId, language, isActive = true } = given;
  const { id, accountId } = await inTenant(ctx, async (ctx) => {
    const status = isActive ? ("active" as const) : ("inactive" as const);
    const { id } = await createAgent(ctx, { name, instructions, voiceId, language, status });
    const accountId = await connectNumber(ctx, id, given, e164);
    await leaveToJob(ctx, id);
    return { id, accountId };
  });
  return told(ctx, id, accountId);
}

/**
 * Changes what is given, at once. The number that is given replaces those that it had, which whoever is at work answers
 * from then on.
 * @throws DomainError `not_found`, and as `createAssistant`.
 */
export async function updateAssistant(ctx: Context, input: AssistantPatch): Promise<Assistant> {
  authorize(ctx, "agent:write");
  const { id, ...given } = parseInput(assistantPatch, input);
  const e164 = wishedNumber(given);
  await checkVoice(ctx, given.voiceId);
  if (e164) await requireFree(ctx, e164);
  const { name, instructions, voiceId, language, isActive } = given;
  const accountId = await inTenant(ctx, async (ctx) => {
    const before = await getAgent(ctx, id);
    const isTurned = isActive !== undefined && isActive !== isStarted(before.status);
    const status = isTurned ? (isActive ? ("active" as const) : ("inactive" as const)) : undefined;
    await updateAgent(ctx, { id, name, instructions, voiceId, language, status });
    const accountId = await connectNumber(ctx, id, given, e164);
    await leaveToJob(ctx, id);
    return accountId;
  });
  return told(ctx, id, accountId);
}
