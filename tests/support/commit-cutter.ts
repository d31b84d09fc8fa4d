import { connect, createServer, type Socket } from "node:net";

/** Where the connection of a transaction dies. */
export type Cut = "before the commit arrives" | "after the commit is made";

export interface CommitCutter {
  /** The address of the database by way of this one. */
  url: string;
  /** The next commit on any connection dies so. */
  arm(cut: Cut): void;
  /** How many commits died. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** A simple query of the wire protocol: "Q", its length, "commit", a zero. */
const isCommit = (chunk: Buffer): boolean => /^Q[\s\S]{4}commit;?\0/i.test(chunk.toString("latin1"));

/** Stands between the app and a real Postgres, and ends a connection in the middle of a commit when it is told to. */
export async function startCommitCutter(databaseUrl: string): Promise<CommitCutter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let armed: Cut | null = null;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isDying = false;
    const die = (): void => {
      cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (chunk) => {
      if (armed === null || !isCommit(chunk)) return void upstream.write(chunk);
      const cut = armed;
      armed = null;
      if (cut === "before the commit arrives") return die();
      isDying = true;
      upstream.write(chunk);
    });
    // The answer to the commit says that it was made; the app never hears it.
    upstream.on("data", (chunk) => (isDying ? die() : void client.write(chunk)));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The cutter has no port");
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  return {
    url: url.href,
    arm: (cut) => {
      armed = cut;
    },
    get cuts() {
      return cuts;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
