import type { RouteHandler } from "@/lib/http/route";

export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

export interface Call {
  method?: string;
  path?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  /** Sent as JSON; text is sent as it is. */
  body?: unknown;
}

/** Calls a route function as Next would, with a real Request, and reads the whole answer. */
export async function call(handler: RouteHandler, options: Call = {}): Promise<Answer> {
  const { method = "GET", path = "/api/test", params = {}, headers = {}, body } = options;
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      "x-forwarded-for": "203.0.113.9",
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}
