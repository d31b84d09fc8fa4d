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

export interface TwilioPort extends TelephonyPort, Verifiable {}

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
