import type { Ports } from "@/lib/domain/ports";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { createDownloads } from "@/lib/providers/download/download";
import { liveBus } from "@/lib/providers/live/memory";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import type { Reachable } from "@/lib/providers/reachable";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { createWebhookSender } from "@/lib/providers/webhook-sender/sender";
import { accounts } from "./accounts";
import { emulators } from "./emulators";
import { files } from "./files";
import { limiter } from "./limiter";
import { model } from "./model";
import { halfConfigured, modelMode, retellMode, stripeMode, telnyxMode, type VendorMode } from "./vendors";
import { wakeJobs } from "./wake";

/** Only on the embedded database is the terminal that of the owner; elsewhere it is a log that others read. */
const terminal = (): ((text: string) => void) | null =>
  env().DATABASE_URL || env().VERCEL ? null : (text) => void process.stdout.write(text);

/** A vendor of this process as whoever asks after its health sees it. */
export interface Vendor {
  name: "telnyx" | "retell" | "stripe" | "model" | "smtp";
  mode: Exclude<VendorMode, "off">;
  reachable: Reachable;
}

interface Outside {
  ports: Ports;
  vendors: Vendor[];
}

interface Address {
  apiKey: string | undefined;
  baseUrl: string | undefined;
}

/** Where a vendor is reached, and with which key; without a key it is off. */
function accessTo(mode: VendorMode, real: Address, emulated: Address | undefined) {
  const side = { real, emulated, off: undefined }[mode];
  return {
    apiKey: side?.apiKey ?? null,
    baseUrl: side?.baseUrl ?? null,
    isEmulated: mode === "emulated",
  };
}

let built: Promise<Outside> | undefined;

async function build(): Promise<Outside> {
  const emulated = await emulators();
  const { TELNYX_API_KEY, TELNYX_BASE_URL, RETELL_API_KEY, RETELL_BASE_URL, SMTP_URL, SMTP_FROM } = env();
  const { STRIPE_SECRET_KEY, STRIPE_BASE_URL } = env();
  for (const half of halfConfigured()) log().warn(half, "a vendor is off: some of its variables are not set");
  const [telnyx, retell, stripe] = [telnyxMode(), retellMode(), stripeMode()];
  const telephony = createTelnyxTelephony(
    accessTo(telnyx, { apiKey: TELNYX_API_KEY, baseUrl: TELNYX_BASE_URL }, emulated?.telnyx),
  );
  const voice = createRetellVoice(
    accessTo(retell, { apiKey: RETELL_API_KEY, baseUrl: RETELL_BASE_URL }, emulated?.retell),
  );
  const payments = createStripePayments(
    accessTo(stripe, { apiKey: STRIPE_SECRET_KEY, baseUrl: STRIPE_BASE_URL }, emulated?.stripe),
  );
  const smtp = SMTP_URL && SMTP_FROM ? createSmtpMail({ url: SMTP_URL, from: SMTP_FROM }) : null;
  const vendors = [
    { name: "telnyx" as const, mode: telnyx, reachable: telephony },
    { name: "retell" as const, mode: retell, reachable: voice },
    { name: "stripe" as const, mode: stripe, reachable: payments },
    { name: "model" as const, mode: modelMode(), reachable: model() },
    { name: "smtp" as const, mode: smtp ? ("real" as const) : ("off" as const), reachable: smtp },
  ];
  return {
    ports: {
      telephony,
      voice,
      payments,
      accounts: accounts(emulated),
      model: model(),
      mail: smtp ?? createMailbox(terminal()),
      files: files(),
      downloads: createDownloads({ trustedOrigins: emulated?.origins ?? [] }),
      webhookSender: createWebhookSender({
        privateHosts: env().OUTBOUND_PRIVATE_HOSTS,
        trustedOrigins: emulated ? [emulated.n8n.baseUrl] : [],
      }),
      live: liveBus(),
      limiter: limiter(),
      wakeJobs,
    },
    vendors: vendors.flatMap(({ name, mode, reachable }) =>
      mode === "off" || !reachable ? [] : [{ name, mode, reachable }],
    ),
  };
}

const outside = (): Promise<Outside> => {
  built ??= build();
  return built;
};

/** The adapters of this process behind the domain's ports, bound once. */
export const ports = async (): Promise<Ports> => (await outside()).ports;

/** The vendors that are set up, real or simulated. */
export const vendors = async (): Promise<Vendor[]> => (await outside()).vendors;
