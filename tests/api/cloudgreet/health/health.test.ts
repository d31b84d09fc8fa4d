import { describe, expect, it, onTestFinished } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/health/route";
import { fixedClock } from "@/lib/domain/clock";
import { healthAnswer } from "@/lib/editions/cloudgreet/health";
import type { RouteHandler } from "@/lib/http/route";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import {
  databaseCheck,
  jobsCheck,
  limiterCheck,
  storageCheck,
  vendorCheck,
} from "@/lib/wiring/health/checks";
import type { Check } from "@/lib/wiring/health/probe";
import { createHealth } from "@/lib/wiring/health/report";
import packageJson from "@/package.json" with { type: "json" };
import { startTestVendors } from "../../../support/vendors";
import { type Conditions, lostDatabase, rebuilt, runtimeUnder } from "../../rebuilt";
import { failure, get, INSTANT, invalidFields, post, success } from "../../support";

const check = (name: string, message: unknown, status = "healthy") => ({
  name,
  status,
  message,
  duration: expect.any(Number),
  timestamp: INSTANT,
});
const report = (checks: unknown, overall = "healthy") => ({
  overall,
  checks,
  timestamp: INSTANT,
  version: packageJson.version,
  uptime: expect.any(Number),
  environment: "development",
});
const DATABASE = check("database", expect.stringMatching(/^Database is healthy\. Query time: \d+ms$/));
const LOST = check(
  "database",
  "The database does not answer: check that it runs and that its address and password are right.",
  "unhealthy",
);
const UNREAD = check("jobs", "The jobs that wait cannot be read: look at the database.", "unhealthy");

const PATIENCE_MILLISECONDS = 30_000;

/** The route with checks that nobody else has asked, under other conditions. */
function own(conditions: Conditions, checks: () => Promise<Check[]>): RouteHandler {
  const run = healthAnswer(createHealth(checks, PATIENCE_MILLISECONDS));
  const doc: unknown = { ...GET.doc, run };
  return rebuilt(
    Object.assign(GET.bind(null), { doc, edition: GET.edition }) as RouteHandler,
    runtimeUnder(conditions),
  );
}

const known = ({ apiKey, baseUrl }: { apiKey: string; baseUrl: string }) => ({
  apiKey,
  baseUrl,
  isEmulated: true,
});

describe("200", () => {
  it("asks nobody for a credential and times the database", async () => {
    const answer = await get(GET);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success(report([DATABASE])));
  });

  it("asks everything in detail, the simulated vendors too", async () => {
    // Before any other test's job falls due.
    const clock = fixedClock("2000-03-02T14:00:00.000Z");
    const vendors = await startTestVendors();
    onTestFinished(() => vendors.close());
    const checks = async () => [
      databaseCheck,
      jobsCheck,
      storageCheck(false),
      limiterCheck(createMemoryLimiter(), "memory"),
      vendorCheck({
        name: "telnyx",
        mode: "emulated",
        reachable: createTelnyxTelephony(known(vendors.emulators.telnyx)),
      }),
      vendorCheck({
        name: "retell",
        mode: "emulated",
        reachable: createRetellVoice(known(vendors.emulators.retell)),
      }),
      vendorCheck({
        name: "stripe",
        mode: "emulated",
        reachable: createStripePayments(known(vendors.emulators.stripe)),
      }),
    ];
    const answer = await get(own({ clock }, checks), { query: "detailed=true" });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success(
        report([
          DATABASE,
          check("jobs", "Jobs are taken up as they fall due."),
          check(
            "storage",
            expect.stringMatching(/^Storage is healthy\. A file was written, read and removed in \d+ms$/),
          ),
          check("limiter", expect.stringMatching(/^Rate limiter is healthy\. Answer time: \d+ms$/)),
          check(
            "telnyx",
            expect.stringMatching(/^Telnyx knows us \(simulated on this machine\)\. Answer time: \d+ms$/),
          ),
          check(
            "retell",
            expect.stringMatching(/^Retell knows us \(simulated on this machine\)\. Answer time: \d+ms$/),
          ),
          check(
            "stripe",
            expect.stringMatching(/^Stripe knows us \(simulated on this machine\)\. Answer time: \d+ms$/),
          ),
        ]),
      ),
    );
  });
});

describe("503", () => {
  const lost = async () => [databaseCheck, jobsCheck];
  const words = "Frontdesk is unhealthy: see details.checks for what is the matter.";

  it("tells a load balancer that the database is gone, with the report in it", async () => {
    const answer = await get(own({ database: lostDatabase() }, lost));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(answer.headers.get("x-ratelimit-limit")).toBe("100");
    expect(answer.body).toEqual(failure("EXTERNAL_SERVICE_ERROR", words, report([LOST], "unhealthy")));
  });

  it("is told in detail, and whoever asks: a credential that cannot be looked up counts as none", async () => {
    const answer = await get(own({ database: lostDatabase() }, lost), {
      query: "detailed=true",
      headers: { "x-api-key": "fd_nobodys" },
    });
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual(
      failure("EXTERNAL_SERVICE_ERROR", words, report([LOST, UNREAD], "unhealthy")),
    );
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
