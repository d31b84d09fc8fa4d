import { describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/health/route";
import { failure, get, INSTANT, invalidFields, post, success } from "../../support";

const check = (name: string, message: unknown = expect.any(String)) => ({
  name,
  status: "healthy",
  message,
  duration: expect.any(Number),
  timestamp: INSTANT,
});
const report = (checks: unknown) => ({
  overall: "healthy",
  checks,
  timestamp: INSTANT,
  version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  uptime: expect.any(Number),
  environment: expect.any(String),
});

describe("200", () => {
  it("asks nobody for a credential and times the database", async () => {
    const answer = await get(GET);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success(
        report([check("database", expect.stringMatching(/^Database is healthy\. Query time: \d+ms$/))]),
      ),
    );
  });

  it("tells more in detail", async () => {
    const answer = await get(GET, { query: "detailed=true" });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        ...report(
          expect.arrayContaining([
            check("database"),
            check("storage", expect.stringMatching(/^Storage is healthy/)),
          ]),
        ),
        overall: expect.stringMatching(/^(healthy|degraded)$/),
      }),
    );
  });

  it("answers from the cache unless told not to", async () => {
    const first = await get(GET);
    const [cached, fresh] = [
      await get(GET, { query: "cache=true" }),
      await get(GET, { query: "cache=false" }),
    ];
    const measured = (answer: typeof first) =>
      (answer.body as { data: { timestamp: string } }).data.timestamp;
    expect(measured(cached)).toBe(measured(first));
    expect(measured(fresh) > measured(first)).toBe(true);
  });
});

describe("405", () => {
  it("knows GET only", async () => {
    const answer = await post(POST, { body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, OPTIONS");
    expect(answer.body).toEqual(failure("VALIDATION_ERROR", "Use one of: GET, OPTIONS."));
  });
});

describe("422", () => {
  it.each(["detailed=maybe", "cache=2"])("refuses %s", async (query) => {
    const answer = await get(GET, { query });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(query.split("=")[0] ?? ""));
  });
});
