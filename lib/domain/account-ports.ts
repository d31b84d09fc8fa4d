import type { MailPort, TelephonyPort, Voice } from "./ports";

/** An account at a vendor that a business named by its credentials. */
export interface Verifiable {
  readonly isEmulated: boolean;
  /**
   * Asks the vendor whether it knows these credentials.
   * @throws VendorError with words for the owner: not retryable where it refuses them, retryable where it is out of reach.
   */
  verify(): Promise<void>;
}

/** What the owner is told wherever Twilio does not take the credentials. */
export const TWILIO_REFUSED = "Twilio does not accept this Account SID and Auth Token.";

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
}

export interface ElevenLabsAccount {
  apiKey: string;
}

export interface SmtpAccount {
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS. */
  isSecure: boolean;
  username: string | null;
  password: string | null;
  /** The sender's address. */
  from: string;
}

export interface StripeAccount {
  secretKey: string;
}

/** The carrier of a business's own account. Where a call rings, it waits for our answer to say what becomes of it. */
export interface TwilioPort extends TelephonyPort, Verifiable {
  /** The account's id of a number that it owns, by E.164; null where it does not own it. */
  ownedNumber(e164: string): Promise<string | null>;
  /** Has the calls and texts of a number reported to us, and us asked what becomes of them. */
  directNumber(numberId: string): Promise<void>;
  /** Orders to this leg are written into a document, the answer that is waited for; all others are given as ever. */
  answering(providerCallId: string, options: { isRinging: boolean }): OpenAnswer;
}

/** An answer that a carrier waits for. */
export interface OpenAnswer {
  telephony: TwilioPort;
  hasOrders(): boolean;
  /** Without orders it ends the call. */
  document(): string;
}

export interface VoiceLibraryPort extends Verifiable {
  listVoices(): Promise<Voice[]>;
}

export interface SmtpPort extends MailPort, Verifiable {}

/** The accounts of businesses: each call binds one account's credentials, and asks nobody yet. */
export interface AccountPorts {
  twilio(account: TwilioAccount): TwilioPort;
  elevenLabs(account: ElevenLabsAccount): VoiceLibraryPort;
  smtp(account: SmtpAccount): SmtpPort;
  stripe(account: StripeAccount): Verifiable;
}
