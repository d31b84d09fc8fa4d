import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";

const MAXIMUM_BODY_BYTES = 1_000_000;

export interface Incoming {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** The body as it came. */
  text: string;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  body: unknown;
}

export type Reply = { status: number; headers?: Record<string, string> } & (
  | { json: unknown }
  | { bytes: Uint8Array; contentType: string }
  /** Sent piece by piece as it comes; a throw cuts the connection. */
  | { stream: AsyncIterable<string>; contentType: string }
);

export interface LocalServer {
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  close(): Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAXIMUM_BODY_BYTES) throw new Error("The request body is too large.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A small HTTP server on this machine only.
 * @param handle answers a request; null cuts the connection without an answer.
 * @param port 0 takes a free one.
 */
export async function listen(
  handle: (request: Incoming) => Promise<Reply | null>,
  port = 0,
): Promise<LocalServer> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<Reply | null> => {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const text = await readBody(request);
      return handle({
        method: request.method ?? "GET",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        text,
        body: parseJson(text),
      });
    };
    answer()
      .catch((error: unknown): Reply => ({ status: 500, json: { message: String(error) } }))
      .then(async (reply) => {
        if (!reply) {
          request.socket.destroy();
        } else if ("stream" in reply) {
          response.writeHead(reply.status, { "content-type": reply.contentType, ...reply.headers });
          await pipeline(reply.stream, response).catch(() => request.socket.destroy());
        } else {
          const isJson = "json" in reply;
          response.writeHead(reply.status, {
            "content-type": isJson ? "application/json" : reply.contentType,
            ...reply.headers,
          });
          response.end(isJson ? JSON.stringify(reply.json) : reply.bytes);
        }
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The emulator has no port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
