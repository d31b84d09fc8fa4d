import type { Ports } from "@/lib/domain/ports";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { createDownloads } from "@/lib/providers/download/download";
import { liveBus } from "@/lib/providers/live/memory";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { emulators } from "./emulators";
import { files } from "./files";
import { model } from "./model";
import { halfConfigured, retellMode, telnyxMode } from "./vendors";
import { wakeJobs } from "./wake";

/** Only on the embedded database is the terminal that of the owner; elsewhere it is a log that others read. */
const terminal = (): ((text: string) => void) | null =>
  env().DATABASE_URL || env().VERCEL ? null : (text) => void process.stdout.write(text);

let built: Promise<Ports> | undefined;

async function build(): Promise<Ports> {
  const emulated = await emulators();
  const { TELNYX_API_KEY, TELNYX_BASE_URL, RETELL_API_KEY, RETELL_BASE_URL, SMTP_URL, SMTP_FROM } = env();
  for (const half of halfConfigured()) log().warn(half, "a vendor is off: some of its variables are not set");
  const [telnyx, retell] = [telnyxMode(), retellMode()];
  return {
    telephony: createTelnyxTelephony({
      apiKey:
        telnyx === "real"
          ? (TELNYX_API_KEY ?? null)
          : telnyx === "emulated"
            ? (emulated?.telnyx.apiKey ?? null)
            : null,
      baseUrl: telnyx === "emulated" ? (emulated?.telnyx.baseUrl ?? null) : (TELNYX_BASE_URL ?? null),
      isEmulated: telnyx === "emulated",
    }),
    voice: createRetellVoice({
      apiKey:
        retell === "real"
          ? (RETELL_API_KEY ?? null)
          : retell === "emulated"
            ? (emulated?.retell.apiKey ?? null)
            : null,
      baseUrl: retell === "emulated" ? (emulated?.retell.baseUrl ?? null) : (RETELL_BASE_URL ?? null),
      isEmulated: retell === "emulated",
    }),
    model: model(),
    mail:
      SMTP_URL && SMTP_FROM ? createSmtpMail({ url: SMTP_URL, from: SMTP_FROM }) : createMailbox(terminal()),
    files: files(),
    downloads: createDownloads({ trustedOrigins: emulated?.origins ?? [] }),
    live: liveBus(),
    wakeJobs,
  };
}

/** The adapters of this process behind the domain's ports, bound once. */
export function ports(): Promise<Ports> {
  built ??= build();
  return built;
}
