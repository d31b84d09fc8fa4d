import type { AccountPorts } from "./account-ports";
import type { Limiter } from "./limiter-port";
import type { PaymentPort } from "./payment-port";

export * from "./account-ports";
export * from "./limiter-port";
export * from "./payment-port";
export { VendorError } from "./vendor-error";

/** What the domain needs of the outside world. Adapters live in lib/providers and are bound in lib/wiring/ports.ts. */
export interface Ports {
  telephony: TelephonyPort;
  voice: VoicePort;
  model: ModelPort;
  payments: PaymentPort;
  /** Accounts that a business connected itself. */
  accounts: AccountPorts;
  mail: MailPort;
  files: FilePort;
  downloads: DownloadPort;
  webhookSender: WebhookSenderPort;
  live: LivePort;
  limiter: Limiter;
  /** Wakes the job worker; called after a commit that wrote jobs. Never throws, never waits. */
  wakeJobs(): void;
}

/** A number that could be had at a carrier. */
export interface OfferedNumber {
  e164: string;
  capabilities: ("voice" | "sms")[];
}

/** Commands to a live call leg. `commandId` (UUID) makes a repeated command a no-op at the vendor. */
export interface TelephonyPort {
  /** The vendor is set up: real or emulated. */
  readonly isConfigured: boolean;
  /** Told to owners where a call is simulated. */
  readonly isEmulated: boolean;
  answer(providerCallId: string, options: { commandId: string }): Promise<void>;
  /** `to`: E.164 or a sip: address. `from`: our number, for carriers that would show the caller's. */
  transfer(
    providerCallId: string,
    options: { to: string; commandId: string; timeoutSeconds?: number; from?: string | undefined },
  ): Promise<void>;
  speak(providerCallId: string, options: { text: string; commandId: string }): Promise<void>;
  /**
   * Rings somebody on behalf of a call, whose caller hears nothing of it. The vendor reports when they pick up, and
   * whether that is a machine.
   */
  dial(
    providerCallId: string,
    options: { to: string; from: string; connectionId: string; commandId: string; timeoutSeconds: number },
  ): Promise<void>;
  /**
   * Says something to whoever is on a leg and waits for one of these keys, which the vendor reports.
   * @param options.onBehalfOf the call that the leg was dialled for.
   */
  ask(
    providerCallId: string,
    options: { text: string; keys: string; onBehalfOf: string; commandId: string },
  ): Promise<void>;
  /** Connects a call with a leg that was dialled for it; whoever was connected before is dropped. */
  bridge(providerCallId: string, options: { withCallId: string; commandId: string }): Promise<void>;
  hangUp(providerCallId: string, options: { commandId: string }): Promise<void>;
  /**
   * Sends a text message; its way is reported to `webhookUrl`. A repeat would be sent again.
   * @returns the vendor's id of it.
   * @throws VendorError with words for the owner, retryable only where the vendor certainly took nothing.
   */
  sendText(message: { from: string; to: string; text: string; webhookUrl: string }): Promise<string>;
  /** Numbers of a country (ISO 3166, two letters) that can be had there now. */
  offeredNumbers(country: string, most: number): Promise<OfferedNumber[]>;
}

export interface RegisterCallInput {
  agentId: string;
  fromNumber: string | null;
  toNumber: string;
  /** Comes back in every webhook and tool request of the call. */
  metadata: Record<string, string>;
  /** Spoken context, text to text (`business_name`, `now`, …). */
  dynamicVariables: Record<string, string>;
}

/** What a receptionist is at the voice vendor. */
export interface VendorAgent {
  agentId: string;
  llmId: string;
}

/** What the voice vendor is told about a receptionist. */
export interface VoiceAgentSpec {
  /** By which `findAgents` knows its agent again: the receptionist's id. */
  reference: string;
  name: string;
  prompt: string;
  greeting: string;
  language: string;
  voiceId: string | null;
  /** The id in ElevenLabs' public library of a voice that the vendor is to take over; null for every other voice. */
  voiceLibraryId: string | null;
  voiceSpeed: number;
  tools: VoiceToolSpec[];
  webhookUrl: string;
}

export interface VoiceToolSpec {
  name: string;
  description: string;
  url: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

/** A voice that a receptionist can have at the voice vendor. */
export interface Voice {
  id: string;
  name: string;
  /** Whose voice it is, in the vendor's word. */
  provider: string;
  /** Null: it is not said. */
  gender: "male" | "female" | null;
  accent: string | null;
  age: string | null;
  /**
   * Null: the voice vendor has it. Else it is in the ElevenLabs account of the business, and the vendor takes it over
   * once it is chosen, by its id in ElevenLabs' public library; null for a voice that is not in there.
   */
  own: { libraryId: string | null } | null;
}

export interface VoicePort {
  readonly isConfigured: boolean;
  readonly isEmulated: boolean;
  /** How long a caller's line may ring for this vendor before somebody else has to take the call. */
  readonly deadlineMilliseconds: number;
  /**
   * Asks for something that costs nothing and needs our key. Gives up when `signal` aborts.
   * @throws VendorError for every other answer than a good one.
   */
  ping(signal: AbortSignal): Promise<void>;
  /** Announces an incoming call. @returns the vendor's call id and the SIP address to send the caller to (valid 5 minutes). */
  registerCall(input: RegisterCallInput): Promise<{ voiceCallId: string; sipAddress: string }>;
  /** Lets the agent of a call in progress know something, which it then speaks of. */
  tell(voiceCallId: string, text: string): Promise<void>;
  /** Whether its voices speak a language, by its BCP 47 tag. */
  speaks(language: string): boolean;
  /** The voices that the account has; the answer may be some minutes old. */
  listVoices(): Promise<Voice[]>;
  /**
   * Creates the agent at the vendor, or updates it when ids are given. A voice that the vendor cannot have leaves it
   * with the usual one; `voiceProblem` says why where that was not known before.
   */
  saveAgent(
    spec: VoiceAgentSpec,
    existing: VendorAgent | null,
  ): Promise<VendorAgent & { voiceProblem: string | null }>;
  /**
   * The agents that the vendor has of exactly this reference: some may be of tries whose answers never came. None that
   * a person's words only make look like it.
   */
  findAgents(reference: string): Promise<VendorAgent[]>;
  /** Removes the agent at the vendor with what speaks for it. One that is gone already is as good. */
  removeAgent(existing: VendorAgent): Promise<void>;
}

/** A tool as a language model is told of it. */
export interface ModelToolSpec {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

/** A model's wish for a tool. `problem`: what came was no JSON, or names no tool that it was told of. */
export interface ModelToolRequest {
  id: string;
  tool: string;
  arguments: unknown;
  problem?: string;
}

/** One piece of a conversation as a model is shown it. Every request is answered by the `tools` that follow it. */
export type ModelMessage =
  | { role: "caller"; text: string }
  | { role: "receptionist"; text: string; requests: ModelToolRequest[] }
  | { role: "tools"; answers: { id: string; tool: string; answer: string }[] };

export interface ModelUsage {
  inputTokens: number;
  outputTokens: number;
}

export interface ModelStep {
  text: string;
  requests: ModelToolRequest[];
  /** Null where the vendor did not count. */
  usage: ModelUsage | null;
}

/** A language model that speaks and asks for tools; what is done with either is decided here, not there. */
export interface ModelPort {
  readonly isConfigured: boolean;
  /** Its name at the vendor; empty where none is set up. */
  readonly name: string;
  /** What a million tokens cost in US dollars; null where nobody said. */
  readonly price: { input: number; output: number } | null;
  /**
   * Lets the model speak once. `onText` gets its words as they come; `onSign` is told of anything that comes at all.
   * @throws VendorError for a refusal, a broken or unfinished answer, and when `signal` aborts.
   */
  reply(
    input: {
      instructions: string;
      messages: ModelMessage[];
      tools: ModelToolSpec[];
      maxOutputTokens: number;
    },
    options: { onText: (text: string) => void; onSign: () => void; signal: AbortSignal },
  ): Promise<ModelStep>;
}

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Stable over retries, so that a server can drop a second copy. Without angle brackets. */
  messageId: string;
  attachments: { filename: string; contentType: string; content: string }[];
  /** The name that stands beside the sender's address; null: the installation's own. */
  fromName: string | null;
  /** Where an answer goes; null: to the sender's address. */
  replyTo: string | null;
  /** Where one POST asks for no more of these mails (RFC 8058); null where there is no such choice. */
  optOutUrl: string | null;
  /** It lets one person into their account (a reset link, a code), so no page of the product shows it. */
  isAccountMail: boolean;
}

export interface MailPort {
  /** `mailbox`: no SMTP server is configured; messages stay readable in the product. */
  readonly transport: "smtp" | "mailbox";
  /** What becomes of account mails: sent, printed in the server's terminal, or nothing at all. */
  readonly accountMail: "sent" | "printed" | "kept";
  /** @throws VendorError with words for the business. */
  send(message: MailMessage): Promise<void>;
}

export interface FilePort {
  put(path: string, content: Uint8Array, contentType: string): Promise<void>;
  get(path: string): Promise<Uint8Array | null>;
  remove(path: string): Promise<void>;
  /** A link anyone may read until it expires. */
  signedUrl(path: string, expiresInSeconds: number): Promise<string>;
}

/** Fetches what an address from outside names. */
export interface DownloadPort {
  /**
   * The answer of the server, whatever its status.
   * @throws VendorError: retryable when nobody answered in time, else for an address or size that we do not fetch.
   */
  get(
    url: string,
    limits: { maxBytes: number; timeoutSeconds: number },
  ): Promise<{ status: number; contentType: string; content: Uint8Array }>;
}

/** What whoever was told of an event answered. */
export interface WebhookAnswer {
  status: number;
  /** The beginning of what stands in the answer. */
  text: string;
}

/** Posts to an address that a business gave. */
export interface WebhookSenderPort {
  /**
   * Posts once and follows nothing.
   * @returns the answer of the receiver, whatever its status.
   * @throws VendorError with words for the owner: retryable when nobody answered in time, else for an address that we
   * do not post to.
   */
  post(
    url: string,
    request: { headers: Record<string, string>; body: string; timeoutSeconds: number },
  ): Promise<WebhookAnswer>;
}

export interface LivePort {
  /** Tells open pages of a business which topics changed (`call`, `appointment`, `lead`, …). */
  publish(businessId: string, topics: string[]): void;
}
