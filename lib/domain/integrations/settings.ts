import { z } from "zod";
import type {
  ElevenLabsAccount,
  SmtpAccount,
  StripeAccount,
  TwilioAccount,
} from "@/lib/domain/account-ports";
import { normalisePhone } from "@/lib/domain/contacts";
import type { Config } from "./config";
import type { IntegrationType } from "./schema";

/** What each type of integration needs, read out of a config in whichever spelling it came. */
export interface IntegrationSettings {
  twilio: TwilioAccount & { phoneNumber: string | null };
  eleven_labs: ElevenLabsAccount;
  n8n: { webhookUrl: string; secret: string };
  stripe: StripeAccount;
  email: SmtpAccount;
}

const SHORTEST_SECRET = 16;
const filled = (label: string) =>
  z
    .string({ error: `${label} is missing.` })
    .trim()
    .min(1, `${label} is missing.`)
    .max(2000);

const phone = z
  .union([z.string(), z.number()])
  .transform(String)
  .transform((text, refusal) => {
    const known = normalisePhone(text);
    if (known) return known.e164;
    refusal.addIssue("The phone number is none. Write it as +12175550188.");
    return z.NEVER;
  });

const webAddress = filled("The webhook address").refine(
  (text) => URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol),
  "The webhook address is none. Write it as https://n8n.example.com/webhook/…",
);

const yes = z.union([
  z.boolean(),
  z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => ["true", "yes", "1", "ssl", "tls"].includes(text)),
]);

/** Whether a value of a config says yes, however it is written. */
export const saysYes = (value: unknown): boolean => yes.safeParse(value).data ?? false;

const SMTPS_PORT = 465;
const SUBMISSION_PORT = 587;

const READERS: { [T in IntegrationType]: z.ZodType<IntegrationSettings[T]> } = {
  twilio: z
    .object({
      accountsid: filled("The Account SID").regex(
        /^AC[0-9a-zA-Z]{8,64}$/,
        "The Account SID is none: it begins with AC.",
      ),
      authtoken: filled("The Auth Token"),
      phonenumber: phone.nullish(),
    })
    .transform(({ accountsid, authtoken, phonenumber }) => ({
      accountSid: accountsid,
      authToken: authtoken,
      phoneNumber: phonenumber ?? null,
    })),
  eleven_labs: z.object({ apikey: filled("The API key") }).transform(({ apikey }) => ({ apiKey: apikey })),
  n8n: z
    .object({
      webhookurl: webAddress,
      secret: filled("The secret").min(
        SHORTEST_SECRET,
        `The secret is too short: take at least ${SHORTEST_SECRET} characters.`,
      ),
    })
    .transform(({ webhookurl, secret }) => ({ webhookUrl: webhookurl, secret })),
  stripe: z
    .object({
      secretkey: filled("The secret key").regex(
        /^[sr]k_/,
        "The secret key is none: it begins with sk_ or rk_.",
      ),
    })
    .transform(({ secretkey }) => ({ secretKey: secretkey })),
  email: z
    .object({
      host: filled("The mail server"),
      port: z.coerce
        .number()
        .int("The port is a number from 1 to 65535.")
        .min(1, "The port is a number from 1 to 65535.")
        .max(65_535, "The port is a number from 1 to 65535.")
        .optional(),
      secure: yes.nullish(),
      username: filled("The user name").nullish(),
      password: filled("The password").nullish(),
      from: filled("The sender's address").pipe(z.email("The sender's address is no e-mail address.")),
    })
    .transform(({ host, port, secure, username, password, from }) => ({
      host,
      port: port ?? (secure ? SMTPS_PORT : SUBMISSION_PORT),
      isSecure: secure ?? port === SMTPS_PORT,
      username: username ?? null,
      password: password ?? null,
      from,
    })),
};

/** Other names that people and programs have for the same field, without case, `_` and `-`. */
const SYNONYMS: Record<IntegrationType, Record<string, string>> = {
  twilio: { sid: "accountsid", token: "authtoken", number: "phonenumber", from: "phonenumber" },
  eleven_labs: { key: "apikey", xiapikey: "apikey" },
  n8n: { url: "webhookurl", webhook: "webhookurl", webhooksecret: "secret", signingsecret: "secret" },
  stripe: { apikey: "secretkey", key: "secretkey" },
  email: {
    server: "host",
    smtphost: "host",
    smtpport: "port",
    ssl: "secure",
    tls: "secure",
    user: "username",
    smtpuser: "username",
    smtpusername: "username",
    pass: "password",
    smtppass: "password",
    smtppassword: "password",
    sender: "from",
    fromemail: "from",
    fromaddress: "from",
  },
};

/** The one name of a field, however it is spelled: in lower case, without `_` and `-`. */
export function commonName(type: IntegrationType, name: string): string {
  const plain = name.toLowerCase().replaceAll(/[_-]/g, "");
  return (Object.hasOwn(SYNONYMS[type], plain) ? SYNONYMS[type][plain] : undefined) ?? plain;
}

/** The filled fields of a config under their common names; the usual spelling counts before every other. */
export function withCommonNames(type: IntegrationType, config: Config): Config {
  const named = new Map<string, unknown>();
  // Nodemailer's way: the credentials of a mail server in an object of their own.
  const nested = type === "email" && isConfig(config.auth) ? Object.entries(config.auth) : [];
  for (const [name, value] of [...nested, ...Object.entries(config)]) {
    const plain = name.toLowerCase().replaceAll(/[_-]/g, "");
    const common = commonName(type, name);
    if (value !== null && value !== "" && (common === plain || !named.has(common))) named.set(common, value);
  }
  return Object.fromEntries(named);
}

export const isConfig = (value: unknown): value is Config =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const mailServer = z.object({
  host: z.unknown().optional(),
  port: z.coerce.number().optional().catch(undefined),
  secure: yes.nullish().catch(undefined),
});

/** The server that a config for e-mail leads to, though the rest of it may be missing or wrong. */
export function mailServerOf(config: Config): { host: unknown; port: number } {
  const { host, port, secure } = mailServer.parse(withCommonNames("email", config));
  return {
    host: typeof host === "string" ? host.trim() : (host ?? null),
    port: port ?? (secure ? SMTPS_PORT : SUBMISSION_PORT),
  };
}

/** What an integration needs, out of its config; or what is missing or wrong in it, in words for the owner. */
export function readSettings<T extends IntegrationType>(
  type: T,
  config: Config,
): { settings: IntegrationSettings[T] } | { problem: string } {
  const reader: z.ZodType<IntegrationSettings[T]> = READERS[type];
  const read = reader.safeParse(withCommonNames(type, config));
  if (read.success) return { settings: read.data };
  return { problem: read.error.issues.map(({ message }) => message).join(" ") };
}
