import type { Edition, EditionReference, LimitRule } from "@/lib/http/edition";
import type { AnyRouteSpec, RouteHandler } from "@/lib/http/route";
import type { ApiDocument, ApiLimit, ApiMethod, ApiOperation, ApiParameter, ApiResponse } from "./document";
import { refusalsOf } from "./errors";
import { parametersOf, schemaOf } from "./schemas";

/** A verb of a path below the edition, such as `get` of `/leads/{id}`. */
export interface PublishedRoute {
  path: string;
  method: ApiMethod;
  handler: RouteHandler;
}

const SECURITY_SCHEMES = {
  bearer: {
    type: "http",
    scheme: "bearer",
    description: "An access token from signing in, or an API key.",
  },
  apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "An API key of a business." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
    description:
      "The dashboard's cookie; its name begins with __Secure- on https. Same site only for writes.",
  },
};

const IDEMPOTENCY_KEY: ApiParameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "Any text of yours: the same one again, with the same body, gets the same answer and does nothing twice.",
  schema: { type: "string" },
};

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `get` of `/leads/{id}` is `getLeadsById`. */
const operationIdOf = ({ path, method }: PublishedRoute): string =>
  method +
  path
    .split(/[/\-_.]/)
    .filter(Boolean)
    .map((part) => (part.startsWith("{") ? `By${capitalized(part.slice(1, -1))}` : capitalized(part)))
    .join("");

function tagOf(reference: EditionReference, path: string): string {
  const fitting = reference.tags
    .flatMap(({ name, under }) => under.map((prefix) => ({ name, prefix })))
    .filter(({ prefix }) => `${path}/`.startsWith(`/${prefix}/`))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  if (!fitting[0]) throw new Error(`No tag of the edition's reference groups ${path}`);
  return fitting[0].name;
}

function limitsOf({ limits }: Edition, spec: AnyRouteSpec): ApiLimit[] {
  const rules = (per: ApiLimit["per"], list: LimitRule[], note?: string): ApiLimit[] =>
    list.map((rule) => ({ per, ...rule, ...(note ? { note } : {}) }));
  if (spec.limit === "webhook") return rules("address", limits.webhook);
  return [
    ...rules("address", limits.everyone),
    ...rules("caller", limits.caller),
    ...rules("address", limits.anonymous, "without a valid credential"),
    ...(spec.limit === "auth" ? rules("address", limits.auth, "on paths that try passwords") : []),
  ];
}

function responsesOf(edition: Edition, reference: EditionReference, route: PublishedRoute) {
  const spec = route.handler.doc;
  const names = ["X-Request-Id", ...Object.keys(reference.headers)];
  const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  const message = spec.message ?? "Operation completed successfully";
  const meta = { requestId: "req_019b76da9a8c7bf5a2e3d1c0f4e5a6b7", now: new Date("2026-01-15T10:30:00Z") };
  const shown = spec.example?.response;
  const examples = (value: unknown) => (value === undefined ? {} : { examples: { success: { value } } });
  const responses: Record<string, ApiResponse> = {
    [spec.status ?? 200]: {
      description: message,
      headers,
      content:
        spec.speaks === "xml"
          ? { "text/xml": { schema: schemaOf(spec.response, "output"), ...examples(shown) } }
          : {
              "application/json": {
                schema: schemaOf(reference.success(spec.response), "output"),
                ...examples(shown && edition.succeed(shown, { ...meta, message })),
              },
            },
    },
  };
  for (const { status, refusals } of refusalsOf(edition, spec, route.method)) {
    const answer: ApiResponse = {
      description: refusals.map(({ cause }) => (cause.endsWith(".") ? cause : `${cause}.`)).join(" "),
      headers: { ...headers },
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Failure" },
          examples: Object.fromEntries(
            refusals.map(({ name }) => [name, { $ref: `#/components/examples/${name}` }]),
          ),
        },
      },
    };
    if (status === 429 || status === 503) {
      answer.headers["Retry-After"] = { $ref: "#/components/headers/Retry-After" };
    }
    responses[status] = answer;
  }
  return responses;
}

function requestBodyOf(spec: AnyRouteSpec): ApiOperation["requestBody"] {
  if (!spec.body && spec.limit !== "webhook") return undefined;
  const schema = spec.body ? schemaOf(spec.body, "input") : { type: "object" };
  const shown = spec.example?.body;
  const examples = shown === undefined ? {} : { examples: { request: { value: shown } } };
  return {
    required: !spec.body || Array.isArray(schema.required),
    content:
      spec.speaks === "xml"
        ? { "application/x-www-form-urlencoded": { schema, ...examples } }
        : { "application/json": { schema, ...examples } },
  };
}

function operationOf(edition: Edition, reference: EditionReference, route: PublishedRoute): ApiOperation {
  const spec = route.handler.doc;
  if (!spec.summary) throw new Error(`${route.method} ${route.path} has no summary`);
  const isSigned = spec.limit === "webhook";
  const parameters = [
    ...parametersOf(spec.params, "path"),
    ...parametersOf(spec.query, "query"),
    ...(route.method === "post" && !isSigned && !spec.isRepeatable ? [IDEMPOTENCY_KEY] : []),
  ];
  const requestBody = requestBodyOf(spec);
  const schemes = Object.keys(SECURITY_SCHEMES).map((name) => ({ [name]: [] }));
  return {
    operationId: operationIdOf(route),
    summary: spec.summary,
    ...(spec.description ? { description: spec.description } : {}),
    tags: [tagOf(reference, route.path)],
    security: spec.access === "public" ? [] : spec.access === "anyone" ? [{}, ...schemes] : schemes,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(edition, reference, route),
    "x-rate-limits": limitsOf(edition, spec),
    ...(isSigned ? { "x-signed-by-sender": true as const } : {}),
  };
}

/**
 * The OpenAPI 3.1 document of an edition with these routes.
 * @throws Error for a route without a summary, or that no tag groups; nothing to document is null.
 */
export function generateDocument(edition: Edition, routes: readonly PublishedRoute[]): ApiDocument | null {
  const { reference } = edition;
  if (!reference) return null;
  const paths: ApiDocument["paths"] = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(edition, reference, route) };
  }
  const refusals = routes.flatMap(({ handler, method }) =>
    refusalsOf(edition, handler.doc, method).flatMap(({ refusals }) => refusals),
  );
  const described = Object.entries(reference.headers).map(([name, description]) => [
    name,
    { description, schema: { type: "integer" } },
  ]);
  return {
    openapi: "3.1.1",
    info: { title: edition.title, version: reference.version, description: reference.description },
    servers: [{ url: `/api/${edition.name}`, description: "This server" }],
    tags: reference.tags.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      schemas: { Failure: schemaOf(reference.failure, "output") },
      examples: Object.fromEntries(
        refusals.map(({ name, cause, body }) => [name, { summary: cause, value: body }]),
      ),
      headers: {
        "X-Request-Id": { description: "Names the request in our log.", schema: { type: "string" } },
        "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } },
        ...Object.fromEntries(described),
      },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
