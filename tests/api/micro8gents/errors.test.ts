import { beforeAll, describe, expect, it } from "vitest";
import { ERROR_CODES } from "@/lib/domain/errors";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { testDatabase } from "../../support/context";
import { lostDatabase, rebuilt, runtimeUnder } from "../rebuilt";
import { type Answer, REQUEST_ID, type Sending, send } from "../support";
import { type Office, openOffice, served } from "./office";
import { asRole, refusal } from "./support";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
const under = async (
  conditions: Parameters<typeof runtimeUnder>[0],
  name: string,
  sending: Sending = {},
): Promise<Answer> => {
  const handler = served.get(name);
  if (!handler) throw new Error(`${name} is not served`);
  const ask = rebuilt(
    handler,
    runtimeUnder({ ...conditions, clock: office.clock, isQuiet: true }),
    micro8gents,
  );
  return send(name.split(" ")[0] ?? "", ask, { headers: office.person.headers, ...sending });
};
const booking = { customer: "Ana", service: "A talk", date: "2026-03-04T10:00:00.000Z" };

/** For each status that the document lists a request that meets it, and all that is said of it. */
const MET: Record<number, { ask: () => Promise<Answer>; body: object }> = {
  400: {
    ask: () => office.ask("POST /bookings", { body: { ...booking, customer: 7, email: "ana" } }),
    body: refusal("Validation failed", { customer: [expect.any(String)], email: [expect.any(String)] }),
  },
  401: {
    ask: () => office.ask("GET /calls", { headers: {} }),
    body: refusal("Authentication required"),
  },
  403: {
    ask: async () => {
      const mine = await openOffice();
      const { headers } = await asRole(mine.person, "guest");
      return mine.ask("POST /calls", { headers, body: { status: "missed" } });
    },
    body: refusal("Insufficient permissions: ask an owner or admin of the business."),
  },
  404: { ask: () => office.ask("GET /calls/:id", { id: "1.5" }), body: refusal("Call not found") },
  409: {
    ask: async () => {
      await office.make("POST /bookings", { body: booking });
      return office.ask("POST /bookings", { body: booking });
    },
    body: { ...refusal("That time is taken."), details: { alternatives: expect.any(Array) } },
  },
  429: {
    ask: async () => {
      const limiter = createMemoryLimiter();
      const answers = await Promise.all(
        Array.from({ length: 101 }, () => under({ limiter }, "POST /auth/logout", { headers: {} })),
      );
      const late = answers.find(({ status }) => status !== 200);
      if (!late) throw new Error("Nobody was stopped");
      return late;
    },
    body: refusal("Too many requests. Wait and try again."),
  },
  500: {
    ask: async () => {
      const database = await testDatabase();
      // A schema that was never migrated: Postgres itself refuses the query.
      const broken = { ...database, kysely: database.kysely.withSchema("nowhere") };
      return under({ database: broken }, "GET /calls");
    },
    body: refusal("Internal server error"),
  },
  503: {
    ask: () => under({ database: lostDatabase() }, "GET /calls"),
    body: refusal(expect.any(String)),
  },
};

describe("each refusal", () => {
  it.each(Object.entries(MET))(
    "%s has a message and errors, and nothing of the inside",
    async (status, met) => {
      const answer = await met.ask();
      expect(answer.status).toBe(Number(status));
      expect(answer.body).toEqual(met.body);
      expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
      expect(answer.headers.has("x-ratelimit-limit")).toBe(true);
      expect(JSON.stringify(answer.body)).not.toMatch(/nowhere|relation|postgres|ECONN|127\.0\.0\.1/i);
    },
  );
});

describe("the shape", () => {
  it.each(ERROR_CODES)("of %s is message and errors", (code) => {
    const context = { requestId: "req_1", now: new Date() };
    const plain = micro8gents.fail({ code, message: "Why", detail: {} }, context);
    expect(plain).toEqual(refusal("Why"));
    const fields = { startsAt: ["Too early."], "customer.phone": ["No number."], zip: ["Too long."] };
    expect(micro8gents.fail({ code, message: "Why", detail: { fields } }, context)).toEqual(
      refusal("Why", { date: ["Too early."], phone: ["No number."], zip: ["Too long."] }),
    );
  });
});
