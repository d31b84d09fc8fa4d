import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as unknownGet } from "@/app/api/cloudgreet/[[...rest]]/route";
import { GET as agentStatusGet } from "@/app/api/cloudgreet/agents/[id]/status/route";
import { GET as appointmentGet } from "@/app/api/cloudgreet/appointments/[id]/route";
import { POST as loginPost } from "@/app/api/cloudgreet/auth/login/route";
import { POST as registerPost } from "@/app/api/cloudgreet/auth/register/route";
import { GET as businessGet } from "@/app/api/cloudgreet/businesses/[id]/route";
import { GET as businessesGet } from "@/app/api/cloudgreet/businesses/route";
import { GET as healthGet } from "@/app/api/cloudgreet/health/route";
import { GET as leadGet } from "@/app/api/cloudgreet/leads/[id]/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { ERROR_CODES, type Subject } from "@/lib/domain/errors";
import { VendorError } from "@/lib/domain/ports";
import { cloudgreet } from "@/lib/editions/cloudgreet/edition";
import { type LocalServer, listen } from "@/lib/providers/emulation/server";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { createUpstashLimiter } from "@/lib/providers/limiter/upstash";
import { testDatabase } from "../../support/context";
import { rebuilt, runtimeUnder } from "../rebuilt";
import {
  type Account,
  type Answer,
  failure,
  get,
  PASSWORD,
  post,
  REQUEST_ID,
  signUp,
  success,
  unknownId,
  withRole,
} from "../support";

/** The document's list, and what each of them answers with. */
const DOCUMENTED = {
  AUTH_REQUIRED: 401,
  AUTH_INVALID_TOKEN: 401,
  AUTH_INSUFFICIENT_PERMISSIONS: 403,
  VALIDATION_ERROR: 422,
  RESOURCE_NOT_FOUND: 404,
  RESOURCE_ALREADY_EXISTS: 409,
  BUSINESS_NOT_FOUND: 404,
  LEAD_NOT_FOUND: 404,
  APPOINTMENT_NOT_FOUND: 404,
  AGENT_NOT_FOUND: 404,
  EXTERNAL_SERVICE_ERROR: 503,
  RATE_LIMIT_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
} as const;
type Code = keyof typeof DOCUMENTED;

let owner: Account;
let guest: Account;
/** Upstash as it answers when it has a bad day. */
let upstash: LocalServer;
beforeAll(async () => {
  owner = await signUp();
  guest = await withRole(await signUp(), "guest", owner.raw.businessId);
  upstash = await listen(async () => ({ status: 500, json: { error: "ERR internal error" } }));
});
afterAll(() => upstash.close());

/** For each code a request that meets it, as a client would send it, and what is said of it. */
const REACHED: Record<Code, { ask: () => Promise<Answer>; error: string; details?: object }> = {
  AUTH_REQUIRED: { ask: () => get(businessesGet), error: "Authentication required" },
  AUTH_INVALID_TOKEN: {
    ask: () => get(businessesGet, { headers: { authorization: "Bearer your-jwt-token" } }),
    error: "This token is not valid.",
  },
  AUTH_INSUFFICIENT_PERMISSIONS: {
    ask: () => post(leadPost, { as: guest, body: { name: "John Doe" } }),
    error: "Your role does not allow this. Ask an owner or admin of the business.",
  },
  VALIDATION_ERROR: {
    ask: () => post(leadPost, { as: owner, body: { name: "John Doe", email: "john", source: "fax" } }),
    error: "Validation failed",
    details: { email: [expect.any(String)], source: [expect.any(String)] },
  },
  RESOURCE_NOT_FOUND: {
    ask: () => get(unknownGet, { params: {} }),
    error: "There is nothing at this path.",
  },
  RESOURCE_ALREADY_EXISTS: {
    ask: () =>
      post(registerPost, {
        body: { email: owner.email, password: PASSWORD, business_name: "My Business" },
      }),
    error: "This e-mail address already has an account.",
    details: { email: ["Already in use."] },
  },
  BUSINESS_NOT_FOUND: {
    ask: () => get(businessGet, { as: owner, id: "business_123" }),
    error: "Business not found",
  },
  LEAD_NOT_FOUND: { ask: () => get(leadGet, { as: owner, id: "lead_123" }), error: "Lead not found" },
  APPOINTMENT_NOT_FOUND: {
    ask: () => get(appointmentGet, { as: owner, id: unknownId("appointment") }),
    error: "Appointment not found",
  },
  AGENT_NOT_FOUND: {
    ask: () => get(agentStatusGet, { as: owner, id: "agent_123" }),
    error: "Agent not found",
  },
  EXTERNAL_SERVICE_ERROR: {
    ask: () => {
      const limiter = createUpstashLimiter({ url: upstash.origin, token: "token" });
      const body = { email: owner.email, password: PASSWORD };
      return post(rebuilt(loginPost, runtimeUnder({ limiter })), { body });
    },
    error: "Signing in is not possible right now. Try again shortly.",
  },
  RATE_LIMIT_EXCEEDED: {
    ask: async () => {
      const health = rebuilt(healthGet, runtimeUnder({ limiter: createMemoryLimiter() }));
      const answers = await Promise.all(Array.from({ length: 101 }, () => get(health)));
      const last = answers.find(({ status }) => status !== 200);
      if (!last) throw new Error("Nobody was stopped");
      return last;
    },
    error: "Too many requests. Wait and try again.",
  },
  INTERNAL_SERVER_ERROR: {
    ask: async () => {
      const database = await testDatabase();
      // A schema that was never migrated: Postgres itself refuses the query.
      const broken = { ...database, kysely: database.kysely.withSchema("nowhere") };
      return get(rebuilt(leadGet, runtimeUnder({ database: broken })), {
        as: owner,
        id: unknownId("lead"),
      });
    },
    error: "Internal server error",
  },
};

describe("each of the thirteen codes", () => {
  it.each(Object.entries(REACHED))("%s", async (code, { ask, error, details }) => {
    const answer = await ask();
    expect(answer.status).toBe(DOCUMENTED[code as Code]);
    expect(answer.body).toEqual(failure(code, error, details));
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(answer.body).toMatchObject({ requestId: answer.headers.get("x-request-id") });
    // Where the counter itself is out of reach, there is nothing to tell.
    const isCounted = code !== "EXTERNAL_SERVICE_ERROR";
    expect(answer.headers.has("x-ratelimit-limit")).toBe(isCounted);
  });
});

describe("no fourteenth", () => {
  const SUBJECTS: (Subject | undefined)[] = [
    undefined,
    "user",
    "business",
    "member",
    "agent",
    "call",
    "contact",
    "lead",
    "appointment",
    "file",
  ];
  const said = (code: (typeof ERROR_CODES)[number], subject: Subject | undefined) => {
    const detail = subject ? { subject } : {};
    const body = cloudgreet.fail({ code, message: "x", detail }, { requestId: "req_1", now: new Date() });
    return (body as { code: string }).code;
  };

  it("can be said, whatever goes wrong with whatever, and each of the thirteen can", () => {
    const all = ERROR_CODES.flatMap((code) => SUBJECTS.map((subject) => said(code, subject)));
    expect([...new Set(all)].sort()).toEqual(Object.keys(DOCUMENTED).sort());
  });

  it("stands in the reference", () => {
    const codes = Object.keys(DOCUMENTED);
    const shape = failure("X");
    for (const code of codes) {
      expect(cloudgreet.reference?.failure.safeParse({ ...shape, ...WHOLE, code }).success).toBe(true);
    }
    expect(cloudgreet.reference?.failure.safeParse({ ...shape, ...WHOLE, code: "CONFLICT" }).success).toBe(
      false,
    );
  });

  it("every status is one that the document lists, but for what it has no status for", () => {
    const listed = [200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 503];
    const unlisted = ERROR_CODES.filter((code) => !listed.includes(cloudgreet.statuses[code]));
    expect(unlisted).toEqual(["method_not_allowed", "payload_too_large", "unsupported_media_type"]);
  });
});

const WHOLE = { error: "x", details: {}, timestamp: "2026-03-02T14:00:00.000Z", requestId: "req_1" };

describe("the other documented statuses", () => {
  it("200 and 201 are successes", async () => {
    const made = await post(leadPost, { as: owner, body: { name: "John Doe" } });
    expect(made.status).toBe(201);
    expect(made.body).toEqual(success(expect.any(Object)));
    const read = await get(businessesGet, { as: owner });
    expect(read.status).toBe(200);
    expect(read.body).toEqual(success(expect.any(Object)));
  });

  it("400 is for what is no JSON", async () => {
    const answer = await post(leadPost, { as: owner, body: "{" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(failure("VALIDATION_ERROR", "The body is not valid JSON."));
  });

  it.each([
    [true, "30"],
    [false, null],
  ])("503 is for a vendor's refusal that nobody foresaw (retryable: %s)", async (isRetryable, retryAfter) => {
    const doc = {
      ...leadGet.doc,
      run: () => Promise.reject(new VendorError("telnyx", "telnyx: key KEY123 refused", { isRetryable })),
    };
    const handler = Object.assign(leadGet.bind(null), { doc, edition: cloudgreet });
    const answer = await get(rebuilt(handler, runtimeUnder({})), { as: owner, id: unknownId("lead") });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe(retryAfter);
    expect(answer.body).toEqual(
      failure("EXTERNAL_SERVICE_ERROR", "A service that this needs did not do its part. Try again later."),
    );
  });
});
