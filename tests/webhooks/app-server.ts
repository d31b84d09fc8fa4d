import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { POST as toolPost } from "@/app/api/tools/[tool]/route";
import { POST as retellPost } from "@/app/api/webhooks/retell/route";
import { POST as telnyxPost } from "@/app/api/webhooks/telnyx/route";
import { POST as twilioPost } from "@/app/api/webhooks/twilio/route";
import { doors } from "@/lib/http/doors";
import { routesFor } from "@/lib/http/endpoint";
import type { RouteHandler } from "@/lib/http/route";
import type { HttpRuntime } from "@/lib/http/runtime";

/** One request that the vendors made, and what it was answered. */
export interface Served {
  path: string;
  status: number;
}

export interface AppServer {
  origin: string;
  served: Served[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** The app's own webhook and tool routes over HTTP, as Next would call them, on a runtime that is handed in. */
export async function serveApp(runtime: HttpRuntime): Promise<AppServer> {
  const { route } = routesFor(doors, () => runtime);
  const routeOf = (path: string): { handler: RouteHandler; params: Record<string, string> } | undefined => {
    const tool = /^\/api\/tools\/(\w+)$/.exec(path)?.[1];
    if (tool) return { handler: route(toolPost.doc), params: { tool } };
    if (path === "/api/webhooks/telnyx") return { handler: route(telnyxPost.doc), params: {} };
    if (path === "/api/webhooks/twilio") return { handler: route(twilioPost.doc), params: {} };
    if (path === "/api/webhooks/retell") return { handler: route(retellPost.doc), params: {} };
    return undefined;
  };
  const served: Served[] = [];
  const server = createServer(async (incoming, reply) => {
    const address = incoming.url ?? "/";
    const path = address.split("?")[0] ?? "/";
    const found = routeOf(path);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const request = new Request(`http://localhost${address}`, {
      method: "POST",
      headers,
      body: await bodyOf(incoming),
    });
    const answer = found
      ? await found.handler(request, { params: Promise.resolve(found.params) })
      : new Response("no such path", { status: 404 });
    served.push({ path, status: answer.status });
    reply.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    served,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
