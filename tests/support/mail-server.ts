import { createServer } from "node:net";

export interface MailServer {
  url: string;
  /** Every mail that was taken, as it came. */
  received: string[];
  /** Whom they were for, as the envelope has it. */
  recipients: string[];
  /** What is answered to a verb instead of the usual; END: to the end of a mail. */
  answers: Record<string, string>;
  forget(): void;
  stop(): void;
}

/** Enough of SMTP (RFC 5321) to receive one mail at a time. */
export async function startMailServer(): Promise<MailServer> {
  const received: string[] = [];
  const recipients: string[] = [];
  const answers: Record<string, string> = {};
  const server = createServer((socket) => {
    let data: string | null = null;
    socket.on("error", () => undefined);
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
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
        if (verb === "DATA") data = "";
        if (verb === "RCPT") recipients.push(line.slice("RCPT TO:".length));
        const usual = verb === "DATA" ? "354 go on" : "250 ok";
        socket.write(`${answers[verb] ?? usual}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    received,
    recipients,
    answers,
    forget: () => {
      received.length = 0;
      recipients.length = 0;
      for (const key of Object.keys(answers)) delete answers[key];
    },
    stop: () => void server.close(),
  };
}
