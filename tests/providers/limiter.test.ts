import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Limiter } from "@/lib/domain/limiter-port";
import { type LocalServer, listen } from "@/lib/providers/emulation/server";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { LimiterUnavailable } from "@/lib/providers/limiter/unavailable";
import { createUpstashLimiter } from "@/lib/providers/limiter/upstash";

const rule = { limit: 50, windowSeconds: 3600 };

async function takeInParallel(limiter: Limiter, key: string, count: number) {
  const states = await Promise.all(Array.from({ length: count }, () => limiter.take(key, rule)));
  return { passed: states.filter(({ ok }) => ok).length, left: states.map(({ remaining }) => remaining) };
}

describe("counting in the process", () => {
  it("lets exactly the limit through of 200 at once, and counts down", async () => {
    const { passed, left } = await takeInParallel(createMemoryLimiter(), "ip:1", 200);
    expect(passed).toBe(50);
    expect(left.slice(0, 51)).toEqual(Array.from({ length: 51 }, (_, index) => Math.max(0, 49 - index)));
  });
  it("begins anew with the next window, to the second", async () => {
    let now = new Date("2026-03-02T14:59:59.999Z");
    const limiter = createMemoryLimiter({ now: () => now });
    const one = { limit: 1, windowSeconds: 3600 };
    expect(await limiter.take("a", one)).toEqual({
      ok: true,
      limit: 1,
      remaining: 0,
      resetAt: new Date("2026-03-02T15:00:00Z"),
    });
    expect((await limiter.take("a", one)).ok).toBe(false);
    expect((await limiter.take("b", one)).ok).toBe(true);
    now = new Date("2026-03-02T15:00:00.000Z");
    expect((await limiter.take("a", one)).ok).toBe(true);
  });
  it("keeps windows of different length apart", async () => {
    const limiter = createMemoryLimiter();
    await limiter.take("a", { limit: 1, windowSeconds: 60 });
    expect((await limiter.take("a", { limit: 1, windowSeconds: 3600 })).ok).toBe(true);
  });
  it("stays within its memory under a flood of keys, and does not forget who is being counted", async () => {
    let now = new Date("2026-03-02T14:00:00Z");
    const limiter = createMemoryLimiter({ maximumKeys: 1000, now: () => now });
    for (let index = 0; index < 4900; index += 1) {
      await limiter.take(`flood:${index}`, rule);
      if (index % 100 === 0) await limiter.take("regular", rule);
    }
    expect(limiter.size).toBeLessThanOrEqual(1000);
    expect((await limiter.take("regular", rule)).remaining).toBe(0);
    expect((await limiter.take("regular", rule)).ok).toBe(false);
    now = new Date("2026-03-02T15:00:00Z");
    expect((await limiter.take("regular", rule)).remaining).toBe(49);
  });
});

/** Redis over HTTP as Upstash has it, for the one script that a fixed window runs. */
async function fakeUpstash() {
  const counts = new Map<string, number>();
  const state = { mode: "up" as "up" | "error" | "slow", commands: [] as string[][], requests: 0 };
  const command = z.array(z.coerce.string());
  const run = (parts: string[]) => {
    state.commands.push(parts);
    const [name, , keyCount, key = ""] = parts;
    if (name?.toLowerCase() === "evalsha") return { error: "NOSCRIPT No matching script. Please use EVAL." };
    const [limit] = parts.slice(3 + Number(keyCount));
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { result: [count, Number(limit)] };
  };
  const server: LocalServer = await listen(async ({ path, body }) => {
    state.requests += 1;
    if (state.mode === "error")
      return { status: 400, json: { error: "ERR max daily request limit exceeded" } };
    if (state.mode === "slow") await new Promise((resolve) => setTimeout(resolve, 1000));
    if (path === "/pipeline") {
      const answers = z.array(command).parse(body).map(run);
      return { status: 200, json: answers };
    }
    const answer = run(command.parse(body));
    return { status: "error" in answer ? 400 : 200, json: answer };
  });
  return { server, state };
}

describe("counting at Upstash", () => {
  let fake: Awaited<ReturnType<typeof fakeUpstash>>;
  beforeAll(async () => {
    fake = await fakeUpstash();
  });
  afterAll(() => fake.server.close());
  const limiter = (timeoutMilliseconds = 10_000) =>
    createUpstashLimiter({ url: fake.server.origin, token: "t", timeoutMilliseconds });

  it("lets exactly the limit through of 200 at once", async () => {
    const { passed } = await takeInParallel(limiter(), "ip:2", 200);
    expect(passed).toBe(50);
    expect(fake.state.requests).toBeLessThan(20);
  });
  it("says when the window ends, and never shows a caller's text to Redis", async () => {
    const state = await limiter().take("ana@example.com", { limit: 5, windowSeconds: 60 });
    expect(state).toMatchObject({ ok: true, limit: 5, remaining: 4 });
    expect(state.resetAt.getTime() % 60_000).toBe(0);
    expect(state.resetAt.getTime() - Date.now()).toBeLessThanOrEqual(60_000);
    const seen = JSON.stringify(fake.state.commands);
    expect(seen).not.toContain("ana@example.com");
    expect(seen).toContain(createHash("sha256").update("ana@example.com").digest("base64url"));
  });
  it.each(["error", "slow"] as const)("leaves the decision to the caller on %s", async (mode) => {
    fake.state.mode = mode;
    // The slow answer lets the caller through: only giving up before it makes this a refusal.
    await expect(limiter(150).take("ip:3", rule)).rejects.toThrow(LimiterUnavailable);
    fake.state.mode = "up";
  });
  it("leaves it when nobody is there", async () => {
    const nobody = createUpstashLimiter({ url: "http://127.0.0.1:9", token: "t" });
    await expect(nobody.take("ip:4", rule)).rejects.toThrow(LimiterUnavailable);
  });
});
