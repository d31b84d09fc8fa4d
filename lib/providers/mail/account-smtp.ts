import type { Socket } from "node:net";
import type { Transporter } from "nodemailer";
import type SmtpTransport from "nodemailer/lib/smtp-transport";
import type { SmtpAccount, SmtpPort } from "@/lib/domain/ports";
import { connectPublicly } from "../public-connection";
import { smtpFailure } from "./smtp-failures";
import { wireMail } from "./wire-mail";

export interface AccountSmtpSettings {
  /** Hosts, or `host:port`, that a business may name though they are not on the public internet. */
  privateHosts: readonly string[];
  /** What we call ourselves; the machine's own name is nothing for a stranger's server. */
  clientName: string;
  stepMilliseconds?: number;
  /** Of everything together, however little at a time the server says. */
  wholeMilliseconds?: number;
}

type Transport = Transporter<SmtpTransport.SentMessageInfo, SmtpTransport.Options>;

const STEP_MILLISECONDS = 10_000;
const WHOLE_MILLISECONDS = 60_000;
/** What a mail server has to say to one mail is a few hundred bytes. */
const MOST_BYTES = 1_000_000;
const WATCH_MILLISECONDS = 100;

/** Runs work that waits for a socket, and takes the socket away when it takes too long or is sent too much. */
async function bounded<R>(socket: Socket, wholeMilliseconds: number, work: () => Promise<R>): Promise<R> {
  const endsAt = performance.now() + wholeMilliseconds;
  let watch: NodeJS.Timeout | undefined;
  const excess = new Promise<never>((_, reject) => {
    watch = setInterval(() => {
      if (performance.now() < endsAt && socket.bytesRead <= MOST_BYTES) return;
      reject(Object.assign(new Error("no end in time"), { code: "ETIMEDOUT" }));
    }, WATCH_MILLISECONDS);
  });
  try {
    return await Promise.race([work(), excess]);
  } finally {
    clearInterval(watch);
    socket.destroy();
  }
}

/**
 * The mail server of a business, by the account it named: one connection a mail, to an address of the public internet
 * only. A password goes over TLS or not at all, and the server's certificate has to be good.
 * Throws VendorError with words for the owner.
 */
export function createAccountSmtp(settings: AccountSmtpSettings): (account: SmtpAccount) => SmtpPort {
  const step = settings.stepMilliseconds ?? STEP_MILLISECONDS;
  const whole = settings.wholeMilliseconds ?? WHOLE_MILLISECONDS;

  return (account) => {
    const hasPassword = account.username !== null && account.password !== null;

    const over = async (): Promise<{ socket: Socket; transport: Transport }> => {
      const { host, port } = account;
      const [{ createTransport }, socket] = await Promise.all([
        import("nodemailer"),
        connectPublicly({ host, port, privateHosts: settings.privateHosts, timeoutMilliseconds: step }),
      ]);
      const options: SmtpTransport.Options & { forceAuth: boolean } = {
        host,
        port,
        secure: account.isSecure,
        connection: socket,
        name: settings.clientName,
        requireTLS: hasPassword && !account.isSecure,
        // A server that does not ask for the password does not prove that it is right.
        forceAuth: hasPassword,
        ...(hasPassword ? { auth: { user: account.username ?? "", pass: account.password ?? "" } } : {}),
        connectionTimeout: step,
        greetingTimeout: step,
        socketTimeout: step,
      };
      return { socket, transport: createTransport(options) };
    };

    const run = async (work: (transport: Transport) => Promise<unknown>): Promise<void> => {
      try {
        const { socket, transport } = await over();
        await bounded(socket, whole, () => work(transport));
      } catch (error) {
        throw smtpFailure(error, "business");
      }
    };

    return {
      transport: "smtp",
      accountMail: "sent",
      isEmulated: false,
      send: (message) => run((transport) => transport.sendMail(wireMail(message, account.from))),
      /** Signs in and sends nothing. */
      verify: () => run((transport) => transport.verify()),
    };
  };
}
