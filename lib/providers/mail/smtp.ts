import type { Transporter } from "nodemailer";
import type SmtpPool from "nodemailer/lib/smtp-pool";
import type { MailPort } from "@/lib/domain/ports";
import type { Reachable } from "../reachable";
import { smtpFailure } from "./smtp-failures";
import { wireMail } from "./wire-mail";

export interface SmtpSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
}

type PooledTransporter = Transporter<SmtpPool.SentMessageInfo, SmtpPool.Options>;

const TIMEOUT_MILLISECONDS = 10_000;

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
    async send(message) {
      transporter ??= open();
      try {
        await (await transporter).sendMail(wireMail(message, settings.from));
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
