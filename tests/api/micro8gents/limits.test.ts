import { beforeAll, describe, expect, it } from "vitest";
import { POST as logout } from "@/app/api/micro8gents/auth/logout/route";
import { fixedClock } from "@/lib/domain/clock";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import type { RouteHandler } from "@/lib/http/route";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { allRoutes, type Route } from "@/scripts/api-routes";
import { testDatabase } from "../../support/context";
import { rebuilt, runtimeUnder } from "../rebuilt";
import { type Answer, post, send } from "../support";
import { vendorKeys } from "../vendors";
import { refusal } from "./support";

const NOW = "2026-03-02T14:00:00.000Z";
const routes = (await allRoutes()).filter(({ edition }) => edition === "micro8gents");
const named = (list: Route[]) => list.map((route) => [route.name, route] as const);
const isWebhook = ({ path, isRefusal }: Route) => path.includes("/webhooks/") && !isRefusal;
/** Where passwords are tried, 30 a minute are the tighter limit. */
const PASSWORDS = ["POST /api/micro8gents/auth/login", "POST /api/micro8gents/auth/register"];
const from = (ip: string) => ({ "x-forwarded-for": ip });

vendorKeys();
beforeAll(() => testDatabase());

/** Real routes that count by themselves, at a moment that stands. */
function counted() {
  const clock = fixedClock(NOW);
  const limiter = createMemoryLimiter({ now: () => clock.now() });
  const runtime = { ...runtimeUnder({ limiter, isQuiet: true }), clock };
  return { clock, on: (handler: RouteHandler) => rebuilt(handler, runtime, micro8gents) };
}
const said = ({ headers }: Answer) =>
  ["limit", "remaining", "reset"].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
const epoch = (text: string) => Date.parse(text) / 1000;
const NEXT_MINUTE = epoch("2026-03-02T14:01:00Z");

describe("every answer tells the tighter limit", () => {
  const ordinary = routes.filter((route) => !isWebhook(route) && !PASSWORDS.includes(route.name));

  it.each(named(ordinary))("%s, refused or not", async (_, { method, handler }) => {
    const ask = counted().on(handler);
    const wishes: Record<string, string>[] = [{}, { authorization: "Bearer nobodys" }];
    for (const [index, headers] of wishes.entries()) {
      const answer = await send(method, ask, { headers, id: "1" });
      expect(said(answer)).toEqual([100, 99 - index, NEXT_MINUTE]);
    }
  });

  it.each(PASSWORDS)("%s", async (name) => {
    const route = routes.find((route) => route.name === name);
    if (!route) throw new Error(`${name} is gone`);
    const ask = counted().on(route.handler);
    for (let sent = 1; sent <= 30; sent += 1)
      expect(said(await post(ask, { body: {} }))).toEqual([30, 30 - sent, NEXT_MINUTE]);
    const late = await post(ask, { body: {} });
    expect(late.status).toBe(429);
    expect(late.body).toEqual(refusal("Too many requests. Wait and try again."));
  });

  it.each(named(routes.filter(isWebhook)))("%s, by the limit of webhooks alone", async (_, { handler }) => {
    const ask = counted().on(handler);
    const answers = [await post(ask, { body: {} }), await post(ask, { body: {} })];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers.map(said)).toEqual([
      [10_000, 9_999, NEXT_MINUTE],
      [10_000, 9_998, NEXT_MINUTE],
    ]);
  });
});

describe("the limits", () => {
  it("100 a minute per address, whoever asks, told on every answer", async () => {
    const ask = counted().on(logout);
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
    const { clock, on } = counted();
    const ask = on(logout);
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

  it("are one address's over all paths, those that are none and methods that are none among them", async () => {
    const { on } = counted();
    const ways = routes.filter((route) => !isWebhook(route) && !PASSWORDS.includes(route.name));
    const asked = Array.from({ length: 100 }, (_, index) => ways[index % ways.length]);
    for (const route of asked) {
      if (!route) throw new Error("There are routes");
      const answer = await send(route.method, on(route.handler), { headers: from("198.51.100.1"), id: "1" });
      expect(answer.status).not.toBe(429);
    }
    for (const [name, { method, handler }] of named(ways)) {
      const answer = await send(method, on(handler), { headers: from("198.51.100.1"), id: "1" });
      expect([name, answer.status]).toEqual([name, 429]);
      expect(said(answer)).toEqual([100, 0, NEXT_MINUTE]);
    }
    expect((await post(on(logout), { headers: from("198.51.100.2") })).status).toBe(200);
  });
});
