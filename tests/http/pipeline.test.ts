import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { cloudgreet } from "@/lib/editions/cloudgreet/edition";
import type { Edition } from "@/lib/http/edition";
import { routesFor } from "@/lib/http/endpoint";
import type { RouteHandler } from "@/lib/http/route";
import { makeTenant, NOW, type Tenant } from "../support/context";
import { call } from "../support/http";
import { runtimeFor } from "../support/runtime";

let tenant: Tenant;
let runs = 0;
let paths: { GET: RouteHandler; POST: RouteHandler; PUT: RouteHandler; DELETE: RouteHandler };
let missing: RouteHandler;

const REQUEST_ID = expect.stringMatching(/^req_[0-9a-f]{32}$/);
const bearer = { authorization: "Bearer good" };
const failure = (error: string, code: string, details: unknown = {}) => ({
  success: false,
  error,
  code,
  details,
  timestamp: NOW,
  requestId: REQUEST_ID,
});

beforeAll(async () => {
  tenant = await makeTenant();
  const runtime = await runtimeFor(tenant);
  const { route, endpoint, unknownPath } = routesFor<Edition>(cloudgreet, () => runtime);
  paths = endpoint({
    GET: route({
      can: "lead:read",
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
      response: z.strictObject({ limit: z.number() }),
      run: async (_ctx, { query }) => query,
      view: (query) => query,
    }),
    POST: route({
      can: "lead:write",
      body: z.object({ name: z.string() }),
      response: z.strictObject({ name: z.string(), run: z.number() }),
      status: 201,
      run: async (_ctx, { body }) => {
        runs += 1;
        if (body.name === "boom") throw new Error("secret detail");
        if (body.name === "taken")
          throw new DomainError("slot_taken", "That time is taken.", { data: { alternatives: [] } });
        return { name: body.name, run: runs };
      },
      view: (result) => result,
    }),
    DELETE: route({
      access: "public",
      response: z.strictObject({ ok: z.literal(true) }),
      run: async () => ({ ok: false }),
      view: (result) => result as unknown as { ok: true },
    }),
  });
  missing = unknownPath().GET;
});

describe("success", () => {
  it("wraps the view in the edition's envelope with a request id", async () => {
    const answer = await call(paths.GET, { headers: bearer, path: "/api/test?limit=3" });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: true,
      data: { limit: 3 },
      message: "Operation completed successfully",
      timestamp: NOW,
      requestId: REQUEST_ID,
    });
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("1000");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("ignores unknown keys", async () => {
    const answer = await call(paths.POST, {
      method: "POST",
      headers: bearer,
      body: { name: "Ana", role: "owner" },
    });
    expect(answer).toMatchObject({ status: 201, body: { data: { name: "Ana" } } });
  });
});

describe("400", () => {
  it.each([
    ["text that is no JSON", "{"],
    ["a NUL in a string", '{"name":"a\\u0000b"}'],
    ["a NUL in a key", '{"name":"a","b\\u0000":1}'],
  ])("refuses %s", async (_, body) => {
    const answer = await call(paths.POST, { method: "POST", headers: bearer, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ success: false, code: "VALIDATION_ERROR" });
  });
});

describe("401", () => {
  it("asks for a credential", async () => {
    const answer = await call(paths.GET);
    expect(answer).toMatchObject({ status: 401, body: failure("Authentication required", "AUTH_REQUIRED") });
    expect(answer.headers.get("x-ratelimit-limit")).toBe("100");
  });

  it("refuses a credential of nobody", async () => {
    const answer = await call(paths.GET, { headers: { authorization: "Bearer bad" } });
    expect(answer).toMatchObject({
      status: 401,
      body: failure("Invalid or expired token", "AUTH_INVALID_TOKEN"),
    });
  });
});

describe("403", () => {
  it("refuses a role without the permission", async () => {
    const answer = await call(paths.POST, {
      method: "POST",
      headers: { authorization: "Bearer guest" },
      body: { name: "x" },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: "AUTH_INSUFFICIENT_PERMISSIONS" } });
  });
});

describe("404 and 405", () => {
  it("answers an unknown path in the edition's shape, limits included", async () => {
    const answer = await call(missing);
    expect(answer).toMatchObject({
      status: 404,
      body: failure("There is nothing at this path.", "RESOURCE_NOT_FOUND"),
    });
    expect(answer.headers.get("x-ratelimit-limit")).toBe("100");
  });

  it("names the methods of a path", async () => {
    const answer = await call(paths.PUT, { method: "PUT", body: {} });
    expect(answer).toMatchObject({ status: 405, body: { code: "VALIDATION_ERROR" } });
    expect(answer.headers.get("allow")).toBe("GET, POST, DELETE, OPTIONS");
  });
});

describe("409", () => {
  it("shows what helps the caller go on", async () => {
    const answer = await call(paths.POST, { method: "POST", headers: bearer, body: { name: "taken" } });
    expect(answer).toMatchObject({
      status: 409,
      body: failure("That time is taken.", "RESOURCE_ALREADY_EXISTS", { alternatives: [] }),
    });
  });
});

describe("413 and 415", () => {
  it("refuses a body over a megabyte, announced or not", async () => {
    const body = JSON.stringify({ name: "x".repeat(1_000_001) });
    expect(await call(paths.POST, { method: "POST", headers: bearer, body })).toMatchObject({ status: 413 });
  });

  it("refuses another media type", async () => {
    const headers = { ...bearer, "content-type": "application/x-www-form-urlencoded" };
    expect(await call(paths.POST, { method: "POST", headers, body: "name=x" })).toMatchObject({
      status: 415,
    });
  });
});

describe("422", () => {
  it("names every field", async () => {
    const answer = await call(paths.POST, { method: "POST", headers: bearer, body: {} });
    expect(answer).toMatchObject({
      status: 422,
      body: failure("Validation failed", "VALIDATION_ERROR", { name: [expect.any(String)] }),
    });
  });

  it("refuses a query key given twice", async () => {
    const answer = await call(paths.GET, { headers: bearer, path: "/api/test?limit=1&limit=2" });
    expect(answer).toMatchObject({
      status: 422,
      body: { details: { limit: ["Give this parameter once."] } },
    });
  });
});

describe("500", () => {
  it("shows nothing of an unknown error", async () => {
    const answer = await call(paths.POST, { method: "POST", headers: bearer, body: { name: "boom" } });
    expect(answer).toMatchObject({
      status: 500,
      body: failure("Internal server error", "INTERNAL_SERVER_ERROR"),
    });
  });

  it("is what an answer that breaks its schema becomes", async () => {
    expect(await call(paths.DELETE, { method: "DELETE" })).toMatchObject({ status: 500 });
  });
});

describe("Idempotency-Key", () => {
  const send = (key: string, body: unknown) =>
    call(paths.POST, { method: "POST", headers: { ...bearer, "idempotency-key": key }, body });

  it("gives the first answer again", async () => {
    const [first, second] = [await send("k1", { name: "Ana" }), await send("k1", { name: "Ana" })];
    expect(first.status).toBe(201);
    expect(second).toEqual({ ...first, headers: second.headers });
  });

  it("runs once for parallel twins", async () => {
    const before = runs;
    const answers = await Promise.all(Array.from({ length: 8 }, () => send("k2", { name: "Ana" })));
    expect(runs - before).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  it("refuses the key with another body", async () => {
    await send("k3", { name: "Ana" });
    expect(await send("k3", { name: "Eva" })).toMatchObject({ status: 409 });
  });

  it("lets a failed request be tried again", async () => {
    expect((await send("k4", { name: "boom" })).status).toBe(500);
    expect((await send("k4", { name: "boom" })).status).toBe(500);
    expect((await send("k".repeat(256), { name: "Ana" })).status).toBe(422);
  });
});

describe("cookies from another site", () => {
  it("may not write", async () => {
    const { sessionCookieName, sessionCookieValue } = await import("@/lib/http/session-cookie");
    const cookie = `${sessionCookieName()}=${await sessionCookieValue({ id: "s" }, { id: "u", email: "a@b.c" })}`;
    const send = (headers: Record<string, string>) =>
      call(paths.POST, {
        method: "POST",
        headers: { cookie, host: "localhost:3000", ...headers },
        body: { name: "Ana" },
      });
    expect((await send({ origin: "https://evil.example" })).status).toBe(403);
    expect((await send({ origin: "null" })).status).toBe(403);
    expect((await send({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await send({ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" })).status).toBe(
      201,
    );
  });
});
