import { randomUUID } from "node:crypto";
import { pingDatabase } from "@/lib/db/client";
import { longestWait } from "@/lib/domain/jobs";
import type { Limiter } from "@/lib/domain/limiter-port";
import type { limiterKind } from "../limiter";
import type { Vendor } from "../ports";
import type { Check, Finding } from "./probe";
import { inTrouble, type Subject } from "./words";

/** Our own things may be asked once a second, those of others every ten. */
const OWN_REST_MILLISECONDS = 1_000;
const OUTSIDE_REST_MILLISECONDS = 10_000;
/** Jobs run right after what wrote them, and the cron comes every minute: what waits longer is stuck. */
const STUCK_MILLISECONDS = 5 * 60_000;

const healthy = (message: string): Finding => ({ status: "healthy", message });
const own = { isEssential: false, restMilliseconds: OWN_REST_MILLISECONDS };
const outside = { isEssential: false, restMilliseconds: OUTSIDE_REST_MILLISECONDS };

export const databaseCheck: Check = {
  ...own,
  name: "database",
  isEssential: true,
  ask: async (ctx) => {
    await pingDatabase(ctx.database);
    return healthy("Database is healthy. Query time: {duration}");
  },
  onTrouble: () => ({
    status: "unhealthy",
    message: "The database does not answer: check that it runs and that its address and password are right.",
  }),
};

export const jobsCheck: Check = {
  ...own,
  name: "jobs",
  ask: async (ctx) => {
    const wait = await longestWait(ctx);
    if (wait < STUCK_MILLISECONDS) return healthy("Jobs are taken up as they fall due.");
    const minutes = Math.floor(wait / 60_000);
    return {
      status: "unhealthy",
      message: `A job has waited for ${minutes} minutes: check that the server or the cron of /api/cron/jobs runs. Mails, texts and calls back wait with it.`,
    };
  },
  onTrouble: () => ({
    status: "unhealthy",
    message: "The jobs that wait cannot be read: look at the database.",
  }),
};

const STORAGE_WORDS: Subject = {
  label: "Supabase Storage",
  credential: "SUPABASE_SERVICE_ROLE_KEY",
  address: "SUPABASE_URL",
  meanwhile: "Recordings cannot be kept or played.",
};

/** A file of this process, always the same one, so that a question that is given up leaves at most one behind. */
const PROBE_FILE = `health/${randomUUID()}.txt`;

export const storageCheck = (isRemote: boolean): Check => ({
  ...(isRemote ? outside : own),
  name: "storage",
  ask: async ({ ports: { files } }) => {
    await files.put(PROBE_FILE, new TextEncoder().encode("ok"), "text/plain");
    const kept = await files.get(PROBE_FILE);
    await files.remove(PROBE_FILE);
    if (!kept) throw new Error("A file that was stored is not there");
    return healthy("Storage is healthy. A file was written, read and removed in {duration}");
  },
  onTrouble: isRemote
    ? inTrouble(STORAGE_WORDS)
    : () => ({
        status: "unhealthy",
        message: `Files cannot be written: check the space and the rights of DATA_DIR. ${STORAGE_WORDS.meanwhile}`,
      }),
});

export const limiterCheck = (limiter: Limiter, kind: ReturnType<typeof limiterKind>): Check => ({
  ...(kind === "upstash" ? outside : own),
  name: "limiter",
  ask: async () => {
    await limiter.take("health", { limit: 1_000_000, windowSeconds: 60 });
    if (kind === "off") return healthy("Rate limits are off (RATE_LIMITS).");
    return healthy("Rate limiter is healthy. Answer time: {duration}");
  },
  onTrouble: inTrouble({
    label: "The rate limiter (Upstash)",
    credential: "UPSTASH_REDIS_REST_TOKEN",
    address: "UPSTASH_REDIS_REST_URL",
    meanwhile: "Nobody can sign in; everything else is not limited.",
  }),
});

const VENDORS: Record<Vendor["name"], Subject> = {
  telnyx: {
    label: "Telnyx",
    credential: "TELNYX_API_KEY",
    address: "TELNYX_BASE_URL",
    meanwhile: "Calls are not answered and texts not sent.",
  },
  retell: {
    label: "Retell",
    credential: "RETELL_API_KEY",
    address: "RETELL_BASE_URL",
    meanwhile: "Callers are put through to the fallback numbers.",
  },
  stripe: {
    label: "Stripe",
    credential: "STRIPE_SECRET_KEY",
    address: "STRIPE_BASE_URL",
    meanwhile: "Nobody can buy or change a plan; what is paid for goes on.",
  },
  model: {
    label: "The language model's vendor",
    credential: "MODEL_API_KEY",
    address: "MODEL_BASE_URL",
    meanwhile: "The built-in receptionist speaks instead.",
  },
  smtp: {
    label: "The mail server",
    credential: "the user and password in SMTP_URL",
    address: "the host in SMTP_URL",
    meanwhile: "Mails wait and are tried again.",
  },
};

const MODES: Record<Vendor["mode"], string> = { real: "", emulated: " (simulated on this machine)" };

export const vendorCheck = ({ name, mode, reachable }: Vendor): Check => ({
  ...outside,
  name,
  ask: async (_ctx, signal) => {
    await reachable.ping(signal);
    return healthy(`${VENDORS[name].label} knows us${MODES[mode]}. Answer time: {duration}`);
  },
  onTrouble: inTrouble(VENDORS[name]),
});

/** A vendor that stays off because a part of its configuration is missing. */
export const halfCheck = ({ vendor, missing }: { vendor: string; missing: string[] }): Check => {
  const finding: Finding = { status: "degraded", message: `${vendor} is off: set ${missing.join(", ")}` };
  return { ...own, name: vendor, ask: async () => finding, onTrouble: () => finding };
};
