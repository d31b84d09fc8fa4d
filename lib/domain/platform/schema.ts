import { z } from "zod";
import { emailAddress } from "@/lib/domain/text";

/** What holds for the whole installation. */
export interface PlatformSettings {
  /** Mails go out by a server; else they stay readable in the product. */
  isMailConfigured: boolean;
  /** Calls are answered by a voice vendor, real or simulated. */
  isVoiceConfigured: boolean;
  /** Anybody may make an account; else only who is invited. */
  isRegistrationEnabled: boolean;
}

/** A field that is absent stays as it is. */
export const platformPatch = z.object({ isRegistrationEnabled: z.boolean().optional() });
export type PlatformPatch = z.input<typeof platformPatch>;

export const mailTest = z.object({ to: emailAddress.optional() });

/** What costs the installation something at a vendor, and is counted against a person. */
export const CONNECTION_TESTS = ["mail", "voice", "numbers"] as const;
export type ConnectionTestKind = (typeof CONNECTION_TESTS)[number];
