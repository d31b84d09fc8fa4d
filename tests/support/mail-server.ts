import { createServer, type Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer, TLSSocket } from "node:tls";

export interface MailServer {
  url: string;
  port: number;
  /** Every mail that was taken, as it came. */
  received: string[];
  /** Whom they were for, as the envelope has it. */
  recipients: string[];
  /** Every line that is no part of a mail, and whether it came encrypted. */
  commands: { line: string; isEncrypted: boolean }[];
  /** What is answered to a verb instead of the usual; END: to the end of a mail. */
  answers: Record<string, string>;
  forget(): void;
  stop(): void;
}

interface MailServerOptions {
  /** Key and certificate of a server that speaks TLS: from the first byte, or after STARTTLS. */
  tls?: { key: string; cert: string; isImplicit: boolean };
}

/** Enough of SMTP (RFC 5321, 3207) to receive one mail at a time. */
export async function startMailServer({ tls }: MailServerOptions = {}): Promise<MailServer> {
  const received: string[] = [];
  const recipients: string[] = [];
  const commands: MailServer["commands"] = [];
  const answers: Record<string, string> = {};
  const open = new Set<Socket>();

  const speak = (socket: Socket, isEncrypted: boolean): void => {
    let data: string | null = null;
    open.add(socket.once("close", () => open.delete(socket)));
    socket.on("error", () => undefined);
    const hear = (chunk: Buffer): void => {
      for (const line of chunk.toString().split("\r\n")) {
        if (data !== null) {
          if (line !== ".") {
            data += `${line}\n`;
            continue;
          }
          if (!answers.END) received.push(data);
          data = null;
          socket.write(`${answers.END ?? "250 kept"}\r\n`);
          continue;
        }
        const verb = line.split(" ")[0]?.toUpperCase() ?? "";
        if (verb === "") continue;
        commands.push({ line, isEncrypted });
        if (verb === "DATA") data = "";
        if (verb === "RCPT") recipients.push(line.slice("RCPT TO:".length));
        const usual = verb === "DATA" ? "354 go on" : "250 ok";
        socket.write(`${answers[verb] ?? usual}\r\n`);
        if (verb === "STARTTLS" && tls && !answers.STARTTLS) {
          socket.off("data", hear);
          const secureContext = createSecureContext(tls);
          speak(new TLSSocket(socket, { isServer: true, secureContext }), true);
        }
      }
    };
    socket.on("data", hear);
  };
  const greet = (socket: Socket): void => {
    speak(socket, tls?.isImplicit ?? false);
    socket.write("220 test\r\n");
  };
  const server = tls?.isImplicit ? createTlsServer(tls, greet) : createServer(greet);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    recipients,
    commands,
    answers,
    forget: () => {
      received.length = 0;
      recipients.length = 0;
      commands.length = 0;
      for (const key of Object.keys(answers)) delete answers[key];
    },
    stop: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
