import { describe, expect, it } from "vitest";
import { adviceOn, readAnswer, readable } from "@/app/(site)/reference/[edition]/try/answer";
import { type Draft, obstacles, requestOf } from "@/app/(site)/reference/[edition]/try/request";
import type { TryField } from "@/lib/openapi/prefill";

const field = (name: string, place: TryField["place"]): TryField => ({
  name,
  place,
  isRequired: place === "path",
  value: "",
  placeholder: "",
  description: null,
  options: [],
});
const draft = (values: Record<string, string>, body: string | null = null): Draft => ({
  method: body === null ? "get" : "post",
  path: "/api/cloudgreet/leads/{id}",
  fields: [
    field("id", "path"),
    field("page", "query"),
    field("search", "query"),
    field("Idempotency-Key", "header"),
  ],
  values,
  body,
});

describe("the request of a trial", () => {
  it("has the parts in their places, and leaves out what is empty", () => {
    const { address, init } = requestOf(
      draft({ id: " lead_1 ", page: "2", search: "a b&c=d", "Idempotency-Key": "k" }, "{}"),
      { kind: "session" },
    );
    expect(address).toBe("/api/cloudgreet/leads/lead_1?page=2&search=a+b%26c%3Dd");
    expect(init).toMatchObject({
      method: "POST",
      body: "{}",
      credentials: "same-origin",
      redirect: "manual",
    });
    expect(Object.fromEntries(new Headers(init.headers))).toEqual({
      accept: "application/json",
      "content-type": "application/json",
      "idempotency-key": "k",
    });
    expect(requestOf(draft({ id: "x", page: " " }), { kind: "session" }).address).toBe(
      "/api/cloudgreet/leads/x",
    );
  });

  it("shows the cookie only where the session sends, and a token only where there is one", () => {
    const token = requestOf(draft({ id: "x" }), { kind: "token", token: "fd_1" });
    expect(token.init.credentials).toBe("omit");
    expect(new Headers(token.init.headers).get("authorization")).toBe("Bearer fd_1");
    const nobody = requestOf(draft({ id: "x" }), { kind: "nobody" });
    expect(nobody.init.credentials).toBe("omit");
    expect(new Headers(nobody.init.headers).has("authorization")).toBe(false);
  });

  it.each(["../../../evil", "//evil.example", "a/b?c#d", "%2e%2e", "…/é"])(
    "stays at its path, whatever the id is: %s",
    (id) => {
      expect(obstacles(draft({ id }))).toEqual({});
      const url = new URL(requestOf(draft({ id }), { kind: "nobody" }).address, "http://desk.example");
      expect(url.origin).toBe("http://desk.example");
      expect(url.pathname.split("/")).toHaveLength(5);
      expect(url.pathname).toMatch(/^\/api\/cloudgreet\/leads\/./);
      expect(url.search + url.hash).toBe("");
    },
  );

  it.each(["", "  ", ".", ".."])("is not sent with an id that would change the path: %j", (id) => {
    expect(obstacles(draft({ id }))).toEqual({ id: "Fill in id: it is part of the address." });
  });

  it("is not sent with a header that no browser sends", () => {
    expect(obstacles(draft({ id: "x", "Idempotency-Key": "schlüssel" }))).toEqual({
      "Idempotency-Key": "Use plain letters, digits and signs only.",
    });
    expect(obstacles(draft({ id: "x", "Idempotency-Key": "key 1" }))).toEqual({});
  });
});

describe("the answer of a trial", () => {
  it("is read with the headers that the document names", async () => {
    const response = new Response('{"a":[1]}', {
      status: 201,
      headers: { "Content-Type": "application/json", "X-Request-Id": "req_1", "X-Other": "no" },
    });
    const answer = await readAnswer(response, performance.now(), ["X-Request-Id", "Retry-After"]);
    expect(answer).toEqual({
      status: 201,
      statusText: "",
      milliseconds: expect.any(Number),
      headers: [
        ["X-Request-Id", "req_1"],
        ["Content-Type", "application/json"],
      ],
      body: '{\n  "a": [\n    1\n  ]\n}',
    });
  });

  it("is shown as it came where it is no JSON, and cut where it is very long", () => {
    expect(readable("<html>")).toBe("<html>");
    expect(readable("")).toBe("");
    expect(readable("x".repeat(100_005))).toBe(`${"x".repeat(100_000)}\n… and 5 characters more`);
  });

  it("says what to do about each kind of refusal, and nothing about a success", () => {
    expect(adviceOn(401, { kind: "nobody" })).toMatch(/Sign in, or paste/);
    expect(adviceOn(401, { kind: "token", token: "x" })).toMatch(/not good/);
    for (const status of [400, 403, 404, 422, 429, 500, 503]) {
      expect(adviceOn(status, { kind: "session" }), String(status)).not.toBe(null);
    }
    for (const status of [200, 201, 409]) expect(adviceOn(status, { kind: "session" })).toBe(null);
  });
});
