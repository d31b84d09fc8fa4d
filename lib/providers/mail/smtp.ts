import type { Transporter } from "nodemailer";
import type SmtpPool from "nodemailer/lib/smtp-pool";
import { z } from "zod";
import { type MailPort, VendorError } from "@/lib/domain/ports";
import type { Reachable } from "../reachable";

export interface SmtpSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
}

type PooledTransporter = Transporter<SmtpPool.SentMessageInfo, SmtpPool.Options>;

const TIMEOUT_MILLISECONDS = 10_000;

const failure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
});
const FINAL_CODES = new Set(["EAUTH", "EENVELOPE", "EMESSAGE", "ENOAUTH", "EOAUTH2"]);

/** SMTP: 4xx and lost connections pass by themselves, 5xx and refused sign-ins do not. */
function smtpFailure(error: unknown): VendorError {
  const { code, responseCode } = failure.safeParse(error).data ?? {};
  const isRetryable =
    responseCode === undefined ? !FINAL_CODES.has(code ?? "") : responseCode >= 400 && responseCode < 500;
  const message = error instanceof Error ? error.message : String(error);
  return new VendorError("smtp", `smtp: ${message}`, { isRetryable, cause: error });
}

/** Mail through an SMTP server, over one pool of connections opened at the first message. Throws VendorError. */
export function createSmtpMail(settings: SmtpSettings): MailPort & Reachable & { close(): void } {
  let transporter: Promise<PooledTransporter> | undefined;

  const open = async (): Promise<PooledTransporter> => {
    const { createTransport } = await import("nodemailer");
    return createTransport({
      url: settings.url,
      pool: true,
      maxConnections: 2,
      connectionTimeout: TIMEOUT_MILLISECONDS,
      greetingTimeout: TIMEOUT_MILLISECONDS,
      socketTimeout: TIMEOUT_MILLISECONDS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };

  return {
    transport: "smtp",
    accountMail: "sent",
    async send({ isAccountMail: _, ...message }) {
      transporter ??= open();
      try {
        await (await transporter).sendMail({
          ...message,
          from: settings.from,
          messageId: `<${message.messageId}>`,
        });
      } catch (error) {
        throw smtpFailure(error);
      }
    },
    /** Signs in and sends nothing. The SDK takes no signal: it gives up by itself after ten seconds. */
    async ping() {
      transporter ??= open();
      try {
        await (await transporter).verify();
      } catch (error) {
        throw smtpFailure(error);
      }
    },
    close() {
      void transporter?.then((opened) => opened.close());
    },
  };
}
