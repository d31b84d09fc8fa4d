import { type RegisterCallInput, VendorError } from "@/lib/domain/ports";
import type { Tenant } from "../../support/context";

type Command = "answer" | "transfer" | "speak" | "dial" | "ask" | "bridge" | "hangUp";
export interface SentCommand {
  command: Command;
  commandId: string;
  /** Where to, or what to say. */
  detail: string | undefined;
}

/** Vendors in memory, set up and willing; a test makes them fail by name. */
export function connectVendors(tenant: Tenant) {
  const commands: SentCommand[] = [];
  const registered: RegisterCallInput[] = [];
  const saved: unknown[] = [];
  const told: string[] = [];
  const failures = new Map<Command | "registerCall" | "tell" | "saveAgent", Error | "never">();

  const attempt = async (name: Command | "registerCall" | "tell" | "saveAgent"): Promise<void> => {
    const failure = failures.get(name);
    if (failure === "never") await new Promise(() => undefined);
    else if (failure) throw failure;
  };
  const command =
    (name: Command) =>
    async (
      _id: string,
      options: { commandId: string; to?: string; text?: string; withCallId?: string },
    ): Promise<void> => {
      await attempt(name);
      commands.push({
        command: name,
        commandId: options.commandId,
        detail: options.to ?? options.text ?? options.withCallId,
      });
    };
  tenant.ports.telephony = {
    isConfigured: true,
    isEmulated: true,
    answer: command("answer"),
    transfer: command("transfer"),
    speak: command("speak"),
    dial: command("dial"),
    ask: command("ask"),
    bridge: command("bridge"),
    hangUp: command("hangUp"),
    sendText: async () => "unused",
    offeredNumbers: async () => [],
  };
  tenant.ports.voice = {
    isConfigured: true,
    isEmulated: true,
    get deadlineMilliseconds() {
      return failures.has("registerCall") ? 1 : 3_000;
    },
    registerCall: async (input) => {
      await attempt("registerCall");
      registered.push(input);
      const voiceCallId = `call_${input.metadata.call_id}_${registered.length}`;
      return { voiceCallId, sipAddress: `sip:${voiceCallId}@sip.retellai.com` };
    },
    tell: async (_voiceCallId, text) => {
      await attempt("tell");
      told.push(text);
    },
    ping: async () => undefined,
    speaks: () => true,
    listVoices: async () => [],
    saveAgent: async (spec, existing) => {
      await attempt("saveAgent");
      saved.push(spec);
      const made = { agentId: `agent_${tenant.businessId}`, llmId: `llm_${tenant.businessId}` };
      return { ...(existing ?? made), voiceProblem: null };
    },
    findAgents: async () => [],
    removeAgent: async () => undefined,
  };
  return { commands, registered, saved, told, failures };
}

export const refused = (vendor: string) =>
  new VendorError(vendor, `${vendor} refused`, { isRetryable: false });
export const outOfReach = (vendor: string) =>
  new VendorError(vendor, `${vendor} is out of reach`, { isRetryable: true });
