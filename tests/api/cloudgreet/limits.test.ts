import { beforeAll, describe, expect, it } from "vitest";
import { POST as loginPost } from "@/app/api/cloudgreet/auth/login/route";
import { GET as businessesGet, PUT as businessesPut } from "@/app/api/cloudgreet/businesses/route";
import { GET as healthGet } from "@/app/api/cloudgreet/health/route";
import { GET as leadGet } from "@/app/api/cloudgreet/leads/[id]/route";
import { POST as webhookPost } from "@/app/api/cloudgreet/webrtc/webhook/route";
import { fixedClock } from "@/lib/domain/clock";
import type { RouteHandler } from "@/lib/http/route";
import type { HttpRuntime } from "@/lib/http/runtime";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { rebuilt, runtimeUnder } from "../rebuilt";
import {
  type Account,
  type Answer,
  failure,
  get,
  logIn,
  makeApiKey,
  makeCookie,
  PASSWORD,
  post,
  put,
  signUp,
  unknownId,
} from "../support";
import { callEvent, fromTelnyx, vendorKeys } from "../vendors";

vendorKeys();
let account: Account;
beforeAll(async () => {
  account = await signUp();
});

/** Real routes that count by themselves, at the present hour unless another clock is given. */
function counted(clock = fixedClock(new Date())) {
  const limiter = createMemoryLimiter({ now: () => clock.now() });
  const runtime: HttpRuntime = { ...runtimeUnder({ limiter }), clock };
  return { clock, on: (handler: RouteHandler) => rebuilt(handler, runtime) };
}
const left = ({ headers }: Answer) => headers.get("x-ratelimit-remaining");
const times = async (count: number, request: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, request));
const from = (ip: string) => ({ "x-forwarded-for": ip });

describe("200 and the documented headers", () => {
  it("say 1000 an hour to who is signed in", async () => {
    const { on, clock } = counted();
    const answer = await get(on(businessesGet), { as: account });
    const hour = 3_600_000;
    expect(answer.headers.get("x-ratelimit-limit")).toBe("1000");
    expect(left(answer)).toBe("999");
    const reset = (Math.floor(clock.now().getTime() / hour) + 1) * 3600;
    expect(answer.headers.get("x-ratelimit-reset")).toBe(String(reset));
    expect(left(await get(on(businessesGet), { as: account }))).toBe("998");
  });

  it("say 100 an hour to nobody in particular", async () => {
    const answer = await get(counted().on(healthGet));
    expect(answer.headers.get("x-ratelimit-limit")).toBe("100");
    expect(left(answer)).toBe("99");
  });

  it("say 10000 an hour on webhooks for each address, so that no stranger uses up the vendor's", async () => {
    const { on } = counted();
    const under = on(webhookPost);
    const deliver = (address: string) =>
      fromTelnyx(webhookPost, callEvent("call.x", {}), { under, headers: from(address) });
    const answers = [
      await deliver("203.0.113.1"),
      await deliver("203.0.113.1"),
      await deliver("203.0.113.2"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[0]?.headers.get("x-ratelimit-limit")).toBe("10000");
    expect(answers.map(left)).toEqual(["9999", "9998", "9999"]);
  });

  it("are on refusals, too", async () => {
    const { on } = counted();
    const refused = [
      [await get(on(businessesGet)), 401, "100"],
      [await get(on(businessesGet), { headers: { authorization: "Bearer x" } }), 401, "100"],
      [await get(on(leadGet), { as: account, id: unknownId("lead") }), 404, "1000"],
      [await put(on(businessesPut), { body: {} }), 405, "100"],
      [await put(on(businessesPut), { as: account, body: {} }), 405, "1000"],
      [await get(on(businessesGet), { as: account, query: "page=x" }), 422, "1000"],
      [await post(on(webhookPost), { body: {} }), 401, "10000"],
    ] as const;
    for (const [answer, status, limit] of refused) {
      expect(answer.status).toBe(status);
      expect(answer.headers.get("x-ratelimit-limit")).toBe(limit);
    }
  });

  it("are on a write that a cookie brings from another site", async () => {
    const cookie = await makeCookie(account);
    const answer = await post(counted().on(loginPost), {
      headers: { cookie, origin: "https://evil.example" },
      body: {},
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("x-ratelimit-limit")).toBe("100");
  });
});

describe("429", () => {
  const refused = failure("RATE_LIMIT_EXCEEDED", "Too many requests. Wait and try again.");

  it("comes to an address after exactly 100 requests without a credential, at once or not", async () => {
    const { on } = counted();
    const health = on(healthGet);
    const answers = await times(120, () => get(health));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    const late = answers.filter(({ status }) => status === 429);
    expect(late).toHaveLength(20);
    for (const answer of late) {
      expect(answer.body).toEqual(refused);
      expect(left(answer)).toBe("0");
    }
    expect((await get(health, { headers: from("198.51.100.7") })).status).toBe(200);
  });

  it("says when to come back, and means it", async () => {
    const clock = fixedClock("2026-03-02T14:20:00.000Z");
    const { on } = counted(clock);
    const health = on(healthGet);
    await times(100, () => get(health));
    const answer = await get(health);
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe(String(40 * 60));
    clock.set("2026-03-02T14:59:59.999Z");
    expect((await get(health)).headers.get("retry-after")).toBe("1");
    clock.set("2026-03-02T15:00:00.000Z");
    expect((await get(health)).status).toBe(200);
  });

  it("comes to a person after exactly 1000 requests, whatever they sign in with and wherever they are", async () => {
    const { on } = counted();
    const missing = on(leadGet);
    const second = await logIn(account);
    const cookie = await makeCookie(account);
    const request = (index: number) =>
      get(missing, {
        id: "lead_789",
        ...(index % 3 === 0 ? { as: account } : index % 3 === 1 ? { as: second } : {}),
        headers: { ...from(`203.0.113.${index % 200}`), ...(index % 3 === 2 ? { cookie } : {}) },
      });
    const answers = await Promise.all(Array.from({ length: 1010 }, (_, index) => request(index)));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(1000);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    const key = await makeApiKey(account);
    expect((await get(missing, { id: "lead_789", headers: { "x-api-key": key } })).status).toBe(404);
  });

  it("counts bad credentials as none, also where none is needed", async () => {
    const { on } = counted();
    const [businesses, health] = [on(businessesGet), on(healthGet)];
    const headers = { authorization: "Bearer junk" };
    await times(60, () => get(businesses, { headers }));
    const answers = await times(60, () => get(health, { headers }));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    expect((await get(businesses, { headers })).status).toBe(429);
    expect((await get(businesses, { as: account })).status).toBe(200);
  });

  it("stops who tries passwords sooner", async () => {
    const { on } = counted();
    const login = on(loginPost);
    const answers = await times(40, () => post(login, { body: {} }));
    expect(answers.filter(({ status }) => status === 429).length).toBe(10);
    const body = { email: account.email, password: PASSWORD };
    expect((await post(login, { body })).status).toBe(429);
    expect((await post(login, { body, headers: from("198.51.100.8") })).status).toBe(200);
  });
});

describe("a limiter that cannot be reached", () => {
  const lost = { take: () => Promise.reject(new Error("connection refused")) };

  it("lets reads through and nobody try passwords", async () => {
    const runtime = runtimeUnder({ limiter: lost });
    expect((await get(rebuilt(businessesGet, runtime), { as: account })).status).toBe(200);
    const answer = await post(rebuilt(loginPost, runtime), {
      body: { email: account.email, password: PASSWORD },
    });
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual(failure("EXTERNAL_SERVICE_ERROR"));
  });
});
