import { beforeAll, describe, expect, it } from "vitest";
import { POST as agentPost } from "@/app/api/cloudgreet/agents/route";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { POST as businessPost } from "@/app/api/cloudgreet/businesses/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { signOut } from "@/lib/domain/access";
import { cloudgreet } from "@/lib/editions/cloudgreet/edition";
import { allRoutes, type Route } from "@/scripts/api-routes";
import {
  type Account,
  contextAs,
  dataOf,
  failure,
  logIn,
  makeApiKey,
  makeCookie,
  post,
  REQUEST_ID,
  send,
  signUp,
} from "../support";

const routes = (await allRoutes()).filter(({ edition }) => edition === "cloudgreet");
const real = routes.filter(({ isRefusal }) => !isRefusal);
const guarded = real.filter(({ handler }) => !["public", "anyone"].includes(handler.doc.access ?? ""));
const withBody = real.filter(({ handler }) => handler.doc.body);
const refusals = routes.filter(({ isRefusal, path }) => isRefusal && !path.includes("[["));
const named = (list: Route[]) => list.map((route) => [route.name, route] as const);

let account: Account;
/** The id that a path below a noun is about. */
const idsByNoun: Record<string, string> = {};
beforeAll(async () => {
  account = await signUp();
  const scheduled_date = new Date(Date.now() + 86_400_000).toISOString();
  const made = {
    businesses: await post(businessPost, { as: account, body: { name: "Second" } }),
    agents: await post(agentPost, { as: account, body: { name: "Ava" } }),
    leads: await post(leadPost, { as: account, body: { name: "John Doe" } }),
    appointments: await post(appointmentPost, { as: account, body: { scheduled_date } }),
  };
  for (const [noun, answer] of Object.entries(made)) idsByNoun[noun] = String(dataOf(answer).id);
});

/** A request that its route understands as far as it goes: no required field of a body is there. */
const plain = (route: Route, headers: Record<string, string>, body: unknown = {}) =>
  send(route.method, route.handler, {
    id: idsByNoun[route.path.split("/")[3] ?? ""] ?? "",
    query: route.method === "GET" ? { business_id: account.businessId } : "",
    ...(route.method === "GET" || route.method === "DELETE" ? {} : { body }),
    headers,
  });

describe("what the document lists is there", () => {
  it.each([
    "GET /api/cloudgreet/health",
    "POST /api/cloudgreet/auth/login",
    "POST /api/cloudgreet/auth/register",
    "POST /api/cloudgreet/auth/forgot-password",
    "POST /api/cloudgreet/auth/reset-password",
    "GET /api/cloudgreet/businesses",
    "POST /api/cloudgreet/businesses",
    "GET /api/cloudgreet/businesses/[id]",
    "PUT /api/cloudgreet/businesses/[id]",
    "GET /api/cloudgreet/agents",
    "POST /api/cloudgreet/agents",
    "POST /api/cloudgreet/agents/[id]/start",
    "POST /api/cloudgreet/agents/[id]/stop",
    "GET /api/cloudgreet/agents/[id]/status",
    "GET /api/cloudgreet/leads",
    "POST /api/cloudgreet/leads",
    "GET /api/cloudgreet/leads/[id]",
    "PUT /api/cloudgreet/leads/[id]",
    "POST /api/cloudgreet/leads/[id]/qualify",
    "GET /api/cloudgreet/appointments",
    "POST /api/cloudgreet/appointments",
    "GET /api/cloudgreet/appointments/[id]",
    "PUT /api/cloudgreet/appointments/[id]",
    "DELETE /api/cloudgreet/appointments/[id]",
    "POST /api/cloudgreet/appointments/[id]/remind",
    "GET /api/cloudgreet/calls",
    "POST /api/cloudgreet/webrtc/webhook",
    "GET /api/cloudgreet/sms",
    "POST /api/cloudgreet/sms",
    "POST /api/cloudgreet/sms/webhook",
    "GET /api/cloudgreet/emails",
    "POST /api/cloudgreet/emails",
    "POST /api/cloudgreet/retell/webhook",
  ])("%s", (name) => {
    expect(real.map((route) => route.name)).toContain(name);
  });
});

describe("400: a body that is no JSON", () => {
  it.each(named(withBody))("%s", async (_, route) => {
    for (const body of ["{", '{"name": undefined}', "\u0000", '{"name":"a\\u0000"}', '{"name":"\\ud800"}']) {
      const answer = await plain(route, { authorization: `Bearer ${account.token}` }, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
    }
  });
});

describe("401: nobody", () => {
  it.each(named(guarded))("%s", async (_, route) => {
    const answer = await plain(route, {});
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(failure("AUTH_REQUIRED", "Authentication required"));
  });
});

describe("401: a credential of nobody", () => {
  const none = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyXzEiLCJidXNpbmVzc19pZCI6ImJ1c2luZXNzXzEifQ.";
  it.each(named(guarded))("%s", async (_, route) => {
    const tampered = `${account.token.slice(0, -4)}AAAA`;
    const credentials: Record<string, string>[] = [
      { authorization: "Bearer " },
      { authorization: "Basic dXNlcjpwYXNz" },
      { authorization: `Bearer ${none}` },
      { authorization: `Bearer ${tampered}` },
      { authorization: "Bearer fd_nobodys" },
      { "x-api-key": "" },
      { "x-api-key": "fd_nobodys" },
    ];
    for (const headers of credentials) {
      const answer = await plain(route, headers);
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(failure("AUTH_INVALID_TOKEN"));
    }
  });
});

describe("401: a token whose session has ended", () => {
  it.each(named(guarded))("%s", async (_, route) => {
    const gone = await logIn(account);
    await signOut(await contextAs(gone));
    const answer = await plain(route, { authorization: `Bearer ${gone.token}` });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(failure("AUTH_INVALID_TOKEN"));
  });
});

describe("every credential is accepted", () => {
  it.each(named(guarded))("%s", async (name, route) => {
    const key = await makeApiKey(account);
    const credentials: Record<string, string>[] = [
      { authorization: `Bearer ${account.token}` },
      { authorization: `bearer ${key}` },
      { "x-api-key": key },
      { cookie: await makeCookie(account) },
    ];
    // A key belongs to one business, cannot make another and does not see the second one.
    const isOfPerson = name === "POST /api/cloudgreet/businesses" || route.path.endsWith("/businesses/[id]");
    for (const headers of credentials) {
      const answer = await plain(route, headers);
      const isKey = !("cookie" in headers) && headers.authorization !== credentials[0]?.authorization;
      const expected = isKey && isOfPerson ? [403, 404, 422] : [200, 201, 422];
      expect(expected).toContain(answer.status);
    }
  });
});

describe("404: a path that is none", () => {
  it("is answered in the document's shape, whatever the method", async () => {
    const missing = routes.filter(({ path }) => path.includes("[["));
    expect(missing).toHaveLength(5);
    for (const route of missing) {
      const answer = await send(route.method, route.handler, { params: {} });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure("RESOURCE_NOT_FOUND", "There is nothing at this path."));
    }
  });
});

describe("405: a method that is none", () => {
  it.each(named(refusals))("%s", async (_, route) => {
    const known = real.filter(({ path }) => path === route.path).map(({ method }) => method);
    const allow = [...known, "OPTIONS"].join(", ");
    const answer = await plain(route, {});
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe(allow);
    expect(answer.body).toEqual(failure("VALIDATION_ERROR", `Use one of: ${allow}.`));
  });
});

describe("413: more than a megabyte", () => {
  it.each(named(withBody))("%s", async (_, route) => {
    const body = JSON.stringify({ notes: "x".repeat(1_000_001) });
    const answer = await plain(route, { authorization: `Bearer ${account.token}` }, body);
    expect(answer.status).toBe(413);
    expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
  });
});

describe("415: another content type", () => {
  it.each(named(withBody))("%s", async (_, route) => {
    for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x"]) {
      const headers = { authorization: `Bearer ${account.token}`, "content-type": type };
      const answer = await plain(route, headers, "{}");
      expect(answer.status).toBe(415);
      expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
    }
  });
});

describe("422: a body that is no object", () => {
  it.each(named(withBody))("%s", async (_, route) => {
    for (const body of ["[]", "7", '"text"', "null", "true"]) {
      const answer = await plain(route, { authorization: `Bearer ${account.token}` }, body);
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual(
        failure("VALIDATION_ERROR", "Validation failed", { _: [expect.any(String)] }),
      );
    }
  });
});

describe("every answer", () => {
  it.each(named(routes))(
    "%s carries its request id in body and header, and is not cached",
    async (_, route) => {
      const credentials: Record<string, string>[] = [{}, { authorization: `Bearer ${account.token}` }];
      for (const headers of credentials) {
        const answer = await plain(route, headers);
        expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
        expect(answer.body).toMatchObject({ requestId: answer.headers.get("x-request-id") });
        expect(answer.headers.get("cache-control")).toBe("no-store");
        expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
      }
    },
  );

  it("has a code for everything that can go wrong, one of the document's thirteen", () => {
    const documented = [
      "AUTH_REQUIRED",
      "AUTH_INVALID_TOKEN",
      "AUTH_INSUFFICIENT_PERMISSIONS",
      "VALIDATION_ERROR",
      "RESOURCE_NOT_FOUND",
      "RESOURCE_ALREADY_EXISTS",
      "BUSINESS_NOT_FOUND",
      "LEAD_NOT_FOUND",
      "APPOINTMENT_NOT_FOUND",
      "AGENT_NOT_FOUND",
      "EXTERNAL_SERVICE_ERROR",
      "RATE_LIMIT_EXCEEDED",
      "INTERNAL_SERVER_ERROR",
    ];
    for (const code of Object.keys(cloudgreet.statuses) as (keyof typeof cloudgreet.statuses)[]) {
      const body = cloudgreet.fail(
        { code, message: "x", detail: {} },
        { requestId: "req_1", now: new Date() },
      );
      expect(documented).toContain((body as { code: string }).code);
    }
  });
});
