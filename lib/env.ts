import { z } from "zod";

const flag = z.enum(["on", "off"]);
const secret = z.string().min(16);
const url = z.url();
/** ISO 3166 codes of two letters, with commas between them. */
const countries = z
  .string()
  .transform((list) =>
    list
      .toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, "Write country codes of two letters, such as CA,MX.")));
/** `host:port`, with commas between them: a host alone would open every port that it has. */
const hosts = z
  .string()
  .transform((list) =>
    list
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )
  .pipe(
    z.array(
      z.string().regex(/^[a-z0-9.-]+:\d{1,5}$/, "Write every host with its port, such as n8n.internal:5678."),
    ),
  );

/**
 * Every variable the product reads. All are optional: with none set, Frontdesk runs on the embedded
 * database with secrets of its own making (lib/secrets.ts) and the vendors' emulators.
 */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  APP_URL: url.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z.string().optional(),
  MIGRATION_DATABASE_URL: z.string().optional(),
  DEFAULT_EDITION: z
    .enum(["cloudgreet", "micro8gents", "microbit", "hekax", "aigentable"])
    .default("cloudgreet"),
  RATE_LIMITS: flag.default("on"),
  MICROBIT_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(200),
  EMULATORS: flag.optional(),
  TRUST_PROXY: flag.default("off"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  PLATFORM_ADMIN_EMAIL: z.email().optional(),
  AUTH_SECRET: secret.optional(),
  JWT_SECRET: secret.optional(),
  ENCRYPTION_KEY: secret.optional(),
  CRON_SECRET: secret.optional(),
  SUPABASE_URL: url.optional(),
  SUPABASE_SERVICE_ROLE_KEY: z.string().optional(),
  UPSTASH_REDIS_REST_URL: url.optional(),
  UPSTASH_REDIS_REST_TOKEN: z.string().optional(),
  TELNYX_API_KEY: z.string().optional(),
  TELNYX_PUBLIC_KEY: z.string().optional(),
  TELNYX_BASE_URL: url.optional(),
  TELNYX_CONNECTION_ID: z.string().optional(),
  TELNYX_MESSAGING_PROFILE_ID: z.string().optional(),
  DIAL_COUNTRIES: countries.default([]),
  TWILIO_BASE_URL: url.optional(),
  RETELL_API_KEY: z.string().optional(),
  RETELL_WEBHOOK_KEY: z.string().optional(),
  RETELL_BASE_URL: url.optional(),
  ELEVENLABS_BASE_URL: url.optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_BASE_URL: url.optional(),
  MODEL: z.string().optional(),
  MODEL_API_KEY: z.string().optional(),
  MODEL_BASE_URL: url.optional(),
  MODEL_INPUT_PRICE: z.coerce.number().min(0).max(10_000).optional(),
  MODEL_OUTPUT_PRICE: z.coerce.number().min(0).max(10_000).optional(),
  SMTP_URL: z.string().optional(),
  SMTP_FROM: z.string().optional(),
  N8N_WEBHOOK_SECRET: z.string().min(16).optional(),
  OUTBOUND_PRIVATE_HOSTS: hosts.default([]),
  VERCEL: z.string().optional(),
  VERCEL_ENV: z.enum(["production", "preview", "development"]).optional().catch(undefined),
  VERCEL_PROJECT_PRODUCTION_URL: z.string().optional(),
});

export type Env = z.infer<typeof schema>;

/**
 * Reads a set of variables into a typed, checked environment. Empty strings count as unset.
 * @throws Error naming every variable that is wrong and why.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
  }
  const hosted = parsed.data.VERCEL !== undefined || parsed.data.DATABASE_URL !== undefined;
  const missing = hosted
    ? (["AUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "CRON_SECRET"] as const).filter(
        (name) => !parsed.data[name],
      )
    : [];
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(", ")} must be set on Vercel and wherever DATABASE_URL is set. Make one with: openssl rand -base64 32`,
    );
  }
  return parsed.data;
}

let current: Env | undefined;

/** The checked environment of this process, read at first use so that a build needs none of it. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/** What is logged where LOG_LEVEL is not set. Before the first use of `env`, in every module graph of the process. */
export function setUsualLogLevel(level: Env["LOG_LEVEL"]): void {
  process.env.LOG_LEVEL ||= level;
}

/** The address this installation is reached at, without a trailing slash: for links in mail and for webhooks. */
export function appUrl(): string {
  const { APP_URL, VERCEL_PROJECT_PRODUCTION_URL, PORT } = env();
  if (APP_URL) return APP_URL.replace(/\/+$/, "");
  return VERCEL_PROJECT_PRODUCTION_URL
    ? `https://${VERCEL_PROJECT_PRODUCTION_URL}`
    : `http://localhost:${PORT}`;
}
