import { beforeAll, describe, expect, it } from "vitest";
import { POST as logout } from "@/app/api/micro8gents/auth/logout/route";
import { GET as me, PUT as mePut } from "@/app/api/micro8gents/auth/me/route";
import { fixedClock } from "@/lib/domain/clock";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { allRoutes, type Route } from "@/scripts/api-routes";
import { rebuilt, runtimeUnder } from "../rebuilt";
import { get, post, put, REQUEST_ID, send } from "../support";
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

describe("limits", () => {
  const counted = () => {
    const clock = fixedClock("2026-03-02T14:00:00.000Z");
    const runtime = {
      ...runtimeUnder({ limiter: createMemoryLimiter({ now: () => clock.now() }) }),
      clock,
    };
    return { clock, ask: rebuilt(logout, runtime, micro8gents) };
  };
  const said = ({ headers }: { headers: Headers }) =>
    ["limit", "remaining", "reset"].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
  const epoch = (text: string) => Date.parse(text) / 1000;

  it("100 a minute per address, whoever asks, told on every answer", async () => {
    const { ask } = counted();
    expect(said(await post(ask))).toEqual([100, 99, epoch("2026-03-02T14:01:00Z")]);
    for (let sent = 1; sent < 100; sent += 1) expect((await post(ask)).status).toBe(200);
    const late = await post(ask);
    expect(late.status).toBe(429);
    expect(late.body).toEqual(refusal("Too many requests. Wait and try again."));
    expect(said(late)).toEqual([100, 0, epoch("2026-03-02T14:01:00Z")]);
    expect(late.headers.get("retry-after")).toBe("60");
    expect((await post(ask, { headers: { "x-forwarded-for": "198.51.100.7" } })).status).toBe(200);
  });

  it("1000 an hour beside it, whose headers are told once it is the tighter one", async () => {
    const { clock, ask } = counted();
    for (let minute = 0; minute < 10; minute += 1) {
      clock.set(`2026-03-02T14:${String(10 + minute)}:00.000Z`);
      for (let sent = 0; sent < 99; sent += 1) await post(ask);
    }
    clock.set("2026-03-02T14:30:00.000Z");
    expect(said(await post(ask))).toEqual([1000, 9, epoch("2026-03-02T15:00:00Z")]);
    for (let sent = 0; sent < 9; sent += 1) expect((await post(ask)).status).toBe(200);
    const late = await post(ask);
    expect(late.status).toBe(429);
    expect(said(late)).toEqual([1000, 0, epoch("2026-03-02T15:00:00Z")]);
    expect(late.headers.get("retry-after")).toBe("1800");
    clock.set("2026-03-02T15:00:00.000Z");
    expect((await post(ask)).status).toBe(200);
  });
});

it("answers are bare", async () => {
  const answer = await get(me, { headers: person.headers });
  expect(answer.body).toMatchObject({ id: person.id });
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
