import { createHash } from "node:crypto";
import type { ZodType } from "zod";
import { type Context, can } from "@/lib/domain/context";
import { DomainError, type ErrorCode, type Subject } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { networkOf } from "@/lib/domain/network-of";
import type { Permission } from "@/lib/domain/permissions";
import { type Credential, credentialOf } from "./credential";
import type { Edition, PublishedEdition, WireError } from "./edition";
import { answerOnce } from "./idempotency";
import { type LimitClass, RateGate } from "./rate-limit";
import { clientIp, parseJson, parsePart, queryOf, readBody } from "./request";
import type { HttpRuntime, Identity } from "./runtime";
import { toWireError } from "./wire-error";

/** What `run` is given: the parsed parts, the raw text and address for signatures, and headers to add to the answer. */
export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  rawBody: string;
  url: URL;
  headers: Headers;
  reply: { headers: Headers };
}

export interface RouteExample<V> {
  body?: unknown;
  /** The data of a success. */
  response?: V;
}

/** What the routes of an edition that publishes a reference must say for it, and others need not. */
export interface Documentation {
  /** One line for the reference. */
  summary: string;
}

/** One verb of one path. */
export interface RouteSpec<R, V, P, Q, B> {
  /** One line for the reference. */
  summary?: string;
  /** What the reference says besides: what the schemas cannot. */
  description?: string;
  /** Values for the reference, as they are on the wire; a test holds them against the schemas. */
  example?: RouteExample<NoInfer<V>>;
  /** What the verb refuses besides what the pipeline does, for the reference. */
  errors?: readonly ErrorCode[];
  /** What is missing where the answer is `not_found`, for the reference. */
  subject?: Subject;
  /** The permission that the caller needs; verbs check it again. */
  can?: Permission;
  /**
   * `member`: a credential with a business (default). `user`: any credential. `anyone`: whoever a good credential
   * names, else nobody. `public`: nobody in particular.
   */
  access?: "member" | "user" | "anyone" | "public";
  /** Codes that the document answers as another here, where that differs from the rest of the edition. */
  rewords?: Partial<Record<ErrorCode, ErrorCode>>;
  /** A stricter class of limits than the caller's own. */
  limit?: Extract<LimitClass, "auth" | "webhook">;
  /** What a body may have at most, where that is less than elsewhere. */
  maxBytes?: number;
  /** Doing it again changes nothing, so an Idempotency-Key is not looked at and none is kept. */
  isRepeatable?: boolean;
  params?: ZodType<P>;
  query?: ZodType<Q>;
  body?: ZodType<B>;
  /** The data of a success, inside the envelope. */
  response: ZodType<V>;
  /** The sender reads forms and wants a document of XML, as it is, with no envelope. Refusals stay the edition's. */
  speaks?: "xml";
  status?: 200 | 201;
  message?: string;
  run(ctx: Context, input: RouteInput<P, Q, B>): Promise<R>;
  view(result: NoInfer<R>): NoInfer<V>;
}

export type AnyRouteSpec = RouteSpec<unknown, unknown, unknown, unknown, unknown>;
type NextParams = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = ((request: Request, next: NextParams) => Promise<Response>) & {
  doc: AnyRouteSpec;
  edition: Edition;
};

const ANONYMOUS: Identity = { actor: { kind: "anonymous" }, business: null };
const DEFAULT_MESSAGE = "Operation completed successfully";

/** A new request's id: it leads into our log. */
export const newRequestId = (now: Date): string => `req_${newId(now).replaceAll("-", "")}`;

const callerKey = (identity: Identity): string | null =>
  identity.actor.kind === "user"
    ? identity.actor.userId
    : identity.actor.kind === "api_key"
      ? identity.actor.keyId
      : null;

interface Exchange {
  readonly edition: Edition;
  readonly runtime: HttpRuntime;
  readonly spec: AnyRouteSpec;
  readonly request: Request;
  readonly params: Record<string, unknown>;
  readonly requestId: string;
  readonly gate: RateGate;
  readonly replyHeaders: Headers;
}

/** Counts the request against its address, finds out who sends it, and counts it against them. */
async function admit(exchange: Exchange): Promise<Context> {
  const { runtime, spec, request, requestId, gate } = exchange;
  const ip = clientIp(request);
  const address = ip === null ? "unknown" : networkOf(ip);
  // One address of a vendor's carries every tenant.
  if (spec.limit !== "webhook") await gate.take("everyone", address);
  const credential: Credential | null = await credentialOf(request).catch(async (error: unknown) => {
    await gate.take("anonymous", address);
    throw error;
  });
  if (spec.limit === "webhook") await gate.take("webhook", address);
  else if (credential === null) await gate.take("anonymous", address);
  if (spec.limit === "auth") await gate.take("auth", address);

  const nobody = await runtime.context({ requestId, ip, ...ANONYMOUS });
  const isOpen = spec.access === "public" || spec.access === "anyone";
  if (credential === null && !isOpen) throw new DomainError("unauthenticated", "Authentication required");
  if (credential === null || spec.limit === "webhook") return nobody;
  let identity: Identity | null;
  try {
    identity = await runtime.identify(nobody, credential);
    if (!identity) throw new DomainError("token_invalid", "Invalid or expired token");
  } catch (error) {
    await gate.take("anonymous", address);
    if (isOpen) return nobody;
    throw error;
  }
  await gate.take("caller", callerKey(identity) ?? address);
  return spec.access === "public" ? nobody : runtime.context({ requestId, ip, ...identity });
}

function requireAccess(ctx: Context, spec: AnyRouteSpec): void {
  if (spec.access === "public" || spec.access === "anyone") return;
  if (spec.access !== "user" && !ctx.business) {
    throw new DomainError("forbidden", "This account belongs to no business yet.");
  }
  if (spec.can && !can(ctx, spec.can)) {
    throw new DomainError("forbidden", "Insufficient permissions: ask an owner or admin of the business.");
  }
}

interface Answer {
  status: number;
  body: string;
  isXml?: boolean;
}

async function perform(exchange: Exchange, ctx: Context, rawBody: string): Promise<Answer> {
  const { edition, runtime, spec, request, requestId } = exchange;
  const json = spec.body ? parseJson(rawBody, request.headers.get("content-type")) : undefined;
  const result = await spec.run(ctx, {
    params: parsePart(spec.params, exchange.params),
    query: parsePart(spec.query, spec.query ? queryOf(new URL(request.url)) : {}),
    body: parsePart(spec.body, json),
    rawBody,
    url: new URL(request.url),
    headers: request.headers,
    reply: { headers: exchange.replyHeaders },
  });
  const data = spec.view(result);
  if (runtime.checksResponses) {
    const checked = spec.response.safeParse(data);
    if (!checked.success) throw new Error(`The answer breaks its own schema: ${checked.error.message}`);
  }
  if (spec.speaks === "xml") return { status: spec.status ?? 200, body: String(data), isXml: true };
  const meta = { requestId, now: runtime.clock.now(), message: spec.message ?? DEFAULT_MESSAGE };
  return { status: spec.status ?? 200, body: JSON.stringify(edition.succeed(data, meta)) };
}

async function respond(exchange: Exchange): Promise<Answer> {
  const { runtime, spec, request, edition } = exchange;
  const ctx = await admit(exchange);
  requireAccess(ctx, spec);
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const rawBody = hasBody ? await readBody(request, spec.maxBytes) : "";
  const honoursKeys = request.method === "POST" && spec.limit !== "webhook" && !spec.isRepeatable;
  const key = honoursKeys ? request.headers.get("idempotency-key") : null;
  if (key === null) return perform(exchange, ctx, rawBody);
  const { pathname, search } = new URL(request.url);
  const caller = callerKey(ctx) ?? `ip:${ctx.ip}`;
  return answerOnce(
    runtime,
    ctx,
    {
      scope: `${edition.name}:${caller}:${pathname}${search}`,
      key,
      requestHash: createHash("sha256").update(rawBody).digest("hex"),
    },
    () => perform(exchange, ctx, rawBody),
  );
}

function refusal(exchange: Exchange, error: unknown): Answer {
  const { edition, runtime, requestId, replyHeaders } = exchange;
  const thrown: WireError = toWireError(error);
  const wire: WireError = { ...thrown, code: exchange.spec.rewords?.[thrown.code] ?? thrown.code };
  if (wire.code === "internal" || wire.code === "unavailable" || wire.code === "vendor_failed") {
    runtime.log.error({ requestId, path: new URL(exchange.request.url).pathname, err: error }, wire.message);
  }
  if (wire.detail.retryAfterSeconds) replyHeaders.set("Retry-After", String(wire.detail.retryAfterSeconds));
  const body = edition.fail(wire, { requestId, now: runtime.clock.now() });
  return { status: edition.statuses[wire.code], body: JSON.stringify(body) };
}

/** The headers of every answer of an edition: request id, limits, CORS, and nothing to be cached. */
function commonHeaders(exchange: Exchange, { isXml }: Answer): Headers {
  const headers = new Headers(exchange.replyHeaders);
  headers.set("Content-Type", `${isXml ? "text/xml" : "application/json"}; charset=utf-8`);
  headers.set("X-Request-Id", exchange.requestId);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Content-Type-Options", "nosniff");
  for (const [name, value] of Object.entries(exchange.gate.headers())) headers.set(name, value);
  for (const [name, value] of Object.entries(corsHeaders(exchange.edition))) headers.set(name, value);
  return headers;
}

export const corsHeaders = ({ cors }: Edition): Record<string, string> =>
  cors
    ? {
        "Access-Control-Allow-Origin": cors.origins,
        "Access-Control-Allow-Methods": cors.methods.join(", "),
        "Access-Control-Allow-Headers": cors.headers.join(", "),
        "Access-Control-Expose-Headers": "X-Request-Id",
      }
    : {};

/**
 * The factory of an edition's routes. The pipeline runs once, in this order: request id, per-address limit,
 * identity, per-caller limit, credential, permission, idempotency, parsing, run, view, envelope; whatever is
 * thrown goes to the edition's own error shape.
 */
export function routeFactory<E extends Edition>(edition: E, runtimeOf: () => HttpRuntime) {
  return function route<R, V, P = undefined, Q = undefined, B = undefined>(
    spec: RouteSpec<R, V, P, Q, B> & (E extends PublishedEdition ? Documentation : unknown),
  ): RouteHandler {
    const doc = spec as unknown as AnyRouteSpec;
    const handler = async (request: Request, next: NextParams): Promise<Response> => {
      const runtime = runtimeOf();
      const exchange: Exchange = {
        edition,
        runtime,
        spec: doc,
        request,
        params: (await next?.params) ?? {},
        requestId: newRequestId(runtime.clock.now()),
        gate: new RateGate(edition, runtime),
        replyHeaders: new Headers(),
      };
      const answer = await respond(exchange).catch((error: unknown) => refusal(exchange, error));
      return new Response(answer.body, { status: answer.status, headers: commonHeaders(exchange, answer) });
    };
    return Object.assign(handler, { doc, edition });
  };
}
