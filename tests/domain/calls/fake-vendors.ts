import { type RegisterCallInput, VendorError } from "@/lib/domain/ports";
import type { Tenant } from "../../support/context";

type Command = "answer" | "transfer" | "speak" | "hangUp";
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
  const failures = new Map<Command | "registerCall" | "saveAgent", Error | "never">();

  const attempt = async (name: Command | "registerCall" | "saveAgent"): Promise<void> => {
    const failure = failures.get(name);
    if (failure === "never") await new Promise(() => undefined);
    else if (failure) throw failure;
  };
  const command =
    (name: Command) =>
    async (_id: string, options: { commandId: string; to?: string; text?: string }): Promise<void> => {
      await attempt(name);
      commands.push({ command: name, commandId: options.commandId, detail: options.to ?? options.text });
    };
  tenant.ports.telephony = {
    isConfigured: true,
    isEmulated: true,
    answer: command("answer"),
    transfer: command("transfer"),
    speak: command("speak"),
    hangUp: command("hangUp"),
  };
  tenant.ports.voice = {
    isConfigured: true,
    isEmulated: true,
    registerCall: async (input) => {
      await attempt("registerCall");
      registered.push(input);
      const voiceCallId = `call_${input.metadata.call_id}_${registered.length}`;
      return { voiceCallId, sipAddress: `sip:${voiceCallId}@sip.retellai.com` };
    },
    saveAgent: async (spec, existing) => {
      await attempt("saveAgent");
      saved.push(spec);
      return existing ?? { agentId: `agent_${tenant.businessId}`, llmId: `llm_${tenant.businessId}` };
    },
  };
  return { commands, registered, saved, failures };
}

export const refused = (vendor: string) =>
  new VendorError(vendor, `${vendor} refused`, { isRetryable: false });
export const outOfReach = (vendor: string) =>
  new VendorError(vendor, `${vendor} is out of reach`, { isRetryable: true });
