import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import type { Edition } from "./edition";
import { corsHeaders, newRequestId, type RouteHandler, routeFactory } from "./route";
import type { HttpRuntime } from "./runtime";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];
type Endpoint = Record<Method, RouteHandler> & { OPTIONS: () => Promise<Response> };

/**
 * The routes of an edition: `route` for a verb, `endpoint` for a path (it fills the other verbs with the
 * edition's own 405, and OPTIONS), `unknownPath` for everything below the edition that has no path.
 */
export function routesFor<E extends Edition>(edition: E, runtimeOf: () => HttpRuntime) {
  const route = routeFactory(edition, runtimeOf);
  const undocumented = routeFactory<Edition>(edition, runtimeOf);
  const refuse = (error: () => DomainError, allow: string | null): RouteHandler =>
    undocumented({
      access: "public",
      response: z.never(),
      run: async (_ctx, { reply }) => {
        if (allow) reply.headers.set("Allow", allow);
        throw error();
      },
      view: (never) => never,
    });

  const fill = (
    routes: Partial<Record<Method, RouteHandler>>,
    rest: RouteHandler,
    allow: string,
  ): Endpoint => {
    const preflight = async () =>
      new Response(null, {
        status: 204,
        headers: {
          Allow: allow,
          "X-Request-Id": newRequestId(runtimeOf().clock.now()),
          ...corsHeaders(edition),
        },
      });
    return {
      GET: routes.GET ?? rest,
      POST: routes.POST ?? rest,
      PUT: routes.PUT ?? rest,
      PATCH: routes.PATCH ?? rest,
      DELETE: routes.DELETE ?? rest,
      OPTIONS: preflight,
    };
  };

  const endpoint = (routes: Partial<Record<Method, RouteHandler>>): Endpoint => {
    const allow = [...METHODS.filter((method) => routes[method]), "OPTIONS"].join(", ");
    const rest = refuse(() => new DomainError("method_not_allowed", `Use one of: ${allow}.`), allow);
    return fill(routes, rest, allow);
  };

  const unknownPath = (): Endpoint => {
    const missing = refuse(() => new DomainError("not_found", "There is nothing at this path."), null);
    return fill({}, missing, [...METHODS, "OPTIONS"].join(", "));
  };

  return { route, endpoint, unknownPath };
}
