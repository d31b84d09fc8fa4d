import type { Transporter } from "nodemailer";
import type SmtpPool from "nodemailer/lib/smtp-pool";
import type { MailPort } from "@/lib/domain/ports";
import type { Reachable } from "../reachable";
import { smtpFailure } from "./smtp-failures";

export interface SmtpSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  url: string;
  /** `Name <address>` or an address. */
  from: string;
}

type PooledTransporter = Transporter<SmtpPool.SentMessageInfo, SmtpPool.Options>;

const TIMEOUT_MILLISECONDS = 10_000;

/** The sender as a mail shows it: the address of the installation, under the name of whoever writes. */
const senderOf = (from: string, name: string | null): string | { name: string; address: string } =>
  name === null ? from : { name, address: (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim() };

/**
 * The headers by which a mail program offers to unsubscribe (RFC 2369 §3.2). One click is offered over HTTPS only
 * (RFC 8058 §3.1). Not folded, as a link must not be broken.
 */
const optOutHeaders = (url: string) => ({
  "List-Unsubscribe": { prepared: true, value: `<${url}>` },
  ...(url.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
});

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
    async send({ to, subject, text, html, attachments, messageId, fromName, replyTo, optOutUrl }) {
      transporter ??= open();
      try {
        await (await transporter).sendMail({
          subject,
          text,
          html,
          attachments,
          from: senderOf(settings.from, fromName),
          // As an object, so that nothing in it is read as a second address.
          to: { name: "", address: to },
          ...(replyTo ? { replyTo: { name: fromName ?? "", address: replyTo } } : {}),
          messageId: `<${messageId}>`,
          headers: optOutUrl ? optOutHeaders(optOutUrl) : {},
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
