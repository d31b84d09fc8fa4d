import { beforeAll, describe, expect, it } from "vitest";
import { GET as me, PUT as mePut } from "@/app/api/micro8gents/auth/me/route";
import { allRoutes, type Route } from "@/scripts/api-routes";
import { get, put, REQUEST_ID, send } from "../support";
import { join, type Person, refusal } from "./support";

const routes = (await allRoutes()).filter(({ edition }) => edition === "micro8gents");
const real = routes.filter(({ isRefusal }) => !isRefusal);
const guarded = real.filter(({ handler }) => !["public", "anyone"].includes(handler.doc.access ?? "member"));
const withBody = real.filter(({ handler }) => handler.doc.body);
const named = (list: Route[]) => list.map((route) => [route.name, route] as const);

let person: Person;
beforeAll(async () => {
  person = await join();
});

describe("400: a body that is no JSON, or no object", () => {
  it.each(named(withBody))("%s", async (_, { method, handler }) => {
    for (const body of ["{", "[]", '"text"']) {
      const answer = await send(method, handler, { headers: person.headers, id: "1", body });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual({ message: expect.any(String), errors: expect.any(Object) });
    }
  });
});

describe("401: nobody, and a credential of nobody", () => {
  it.each(named(guarded))("%s", async (_, { method, handler }) => {
    const credentials: Record<string, string>[] = [
      {},
      { authorization: "Bearer x" },
      { "x-api-key": "fd_nobodys" },
    ];
    for (const headers of credentials) {
      const answer = await send(method, handler, { headers, id: "1" });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(refusal(expect.any(String)));
      expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    }
  });
});

describe("404: a path that is none", () => {
  it("is answered in the document's shape, whatever the method", async () => {
    const missing = routes.filter(({ path }) => path.includes("[["));
    expect(missing).toHaveLength(5);
    for (const { method, handler } of missing) {
      const answer = await send(method, handler, { params: {} });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(refusal("There is nothing at this path."));
    }
  });
});

describe("405: a method that is none", () => {
  it("says which there are", async () => {
    const answer = await put(mePut, { headers: person.headers, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, OPTIONS");
    expect(answer.body).toEqual(refusal("Use one of: GET, OPTIONS."));
  });
});

it("answers are bare", async () => {
  const answer = await get(me, { headers: person.headers });
  expect(answer.body).toMatchObject({ id: person.id });
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
