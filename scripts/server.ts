import { createServer, type IncomingMessage, type Server } from "node:http";
import next from "next";
import { database } from "@/lib/db/client";
import { env } from "@/lib/env";

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

const FORWARDED = [
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-real-ip",
  "forwarded",
];

/** Next believes forwarding headers from anyone; here they are what this server saw, unless a proxy is trusted. */
function setClientAddress(request: IncomingMessage): void {
  if (env().TRUST_PROXY === "on") return;
  for (const name of FORWARDED) delete request.headers[name];
  request.headers["x-forwarded-for"] = request.socket.remoteAddress ?? "unknown";
}

/** A path that does not decode gets the 404 of its edition instead of Next's bare 500. */
function readablePath(url: string): string {
  try {
    decodeURIComponent(url.split("?")[0] ?? "/");
    return url;
  } catch {
    return url.startsWith("/api/") ? "/api/_malformed" : "/_malformed";
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `Port ${port} is in use. Stop what listens there, or choose another: PORT=3001 npm start`,
            )
          : error,
      );
    });
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

/**
 * Serves the production build. The port is bound before the database opens, so that a second start fails
 * with the clearer of two reasons.
 * @throws Error with a message for the person at the keyboard: port taken, data in use, no build.
 */
export async function startServer(): Promise<RunningServer> {
  const { PORT } = env();
  let handle:
    | ((request: IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>)
    | undefined;
  const server = createServer((request, response) => {
    setClientAddress(request);
    request.url = readablePath(request.url ?? "/");
    if (handle) void handle(request, response);
    else response.writeHead(503, { "Retry-After": "1" }).end();
  });
  const port = await listen(server, PORT);
  const app = next({ dev: false, port, hostname: "localhost" });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    const opened = await database();
    await app.prepare();
    handle = app.getRequestHandler();
    return {
      port,
      close: async () => {
        await stop();
        await app.close();
        await opened.close();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
