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
  /** Of everything together, however little at a time the server says. Shorter than the lease of a job. */
  wholeMilliseconds?: number;
  /** The same for a mere check: whoever asks for it waits no longer. */
  checkMilliseconds?: number;
}

type Transport = Transporter<SmtpTransport.SentMessageInfo, SmtpTransport.Options>;

const STEP_MILLISECONDS = 10_000;
const WHOLE_MILLISECONDS = 45_000;
const CHECK_MILLISECONDS = 10_000;
/** What a mail server has to say to one mail is a few hundred bytes. */
const MOST_BYTES = 1_000_000;
const WATCH_MILLISECONDS = 100;

/** Runs work that waits for a socket, and takes the socket away when it takes too long or is sent too much. */
async function bounded<R>(socket: Socket, endsAt: number, work: () => Promise<R>): Promise<R> {
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
  const check = settings.checkMilliseconds ?? Math.min(whole, CHECK_MILLISECONDS);

  return (account) => {
    const hasPassword = account.username !== null && account.password !== null;

    const over = async (connectMilliseconds: number): Promise<{ socket: Socket; transport: Transport }> => {
      const { host, port } = account;
      const [{ createTransport }, socket] = await Promise.all([
        import("nodemailer"),
        connectPublicly({
          host,
          port,
          privateHosts: settings.privateHosts,
          timeoutMilliseconds: connectMilliseconds,
        }),
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

    const run = async (most: number, work: (transport: Transport) => Promise<unknown>): Promise<void> => {
      const endsAt = performance.now() + most;
      try {
        const { socket, transport } = await over(Math.min(step, most));
        await bounded(socket, endsAt, () => work(transport));
      } catch (error) {
        throw smtpFailure(error, "business");
      }
    };

    return {
      transport: "smtp",
      accountMail: "sent",
      isEmulated: false,
      send: (message) => run(whole, (transport) => transport.sendMail(wireMail(message, account.from))),
      /** Signs in and sends nothing. */
      verify: () => run(check, (transport) => transport.verify()),
    };
  };
}
