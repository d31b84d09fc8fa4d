import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as startPost } from "@/app/api/cloudgreet/agents/[id]/start/route";
import { POST as stopPost } from "@/app/api/cloudgreet/agents/[id]/stop/route";
import { GET, POST } from "@/app/api/cloudgreet/agents/route";
import { setPlan } from "../../../domain/limits/used";
import {
  dataOf,
  failure,
  get,
  INSTANT,
  idOf,
  invalidFields,
  post,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";
import { TOO_MANY, usedUp } from "./used-up";

const accounts = twoAccounts();
// More receptionists are made here than a small plan has.
beforeAll(() => setPlan({ businessId: accounts.owner.raw.businessId }, "enterprise"));
/** The document's body, without the business that it names. */
const EXAMPLE = {
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1.0, pitch: 1.0 },
  behavior_settings: {
    personality: "professional",
    conversation_style: "friendly",
    escalation_triggers: ["angry", "confused"],
  },
  working_hours: { monday: { open: "09:00", close: "17:00" } },
};
const agentOf = (businessId: string, changes: object = {}) => ({
  id: idOf("agent"),
  business_id: businessId,
  ...EXAMPLE,
  is_active: true,
  created_at: INSTANT,
  ...changes,
});
const namesIn = (answer: { body: unknown }) =>
  (answer.body as { data: { agents: { name: string }[] } }).data.agents.map(({ name }) => name);

describe("POST: 201", () => {
  it("takes the document's body", async () => {
    const body = { ...EXAMPLE, business_id: accounts.owner.businessId };
    const answer = await post(POST, { as: accounts.owner, body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(success(agentOf(accounts.owner.businessId)));
  });

  it("needs no more than a name", async () => {
    const answer = await post(POST, { as: accounts.owner, body: { name: "Ava" } });
    expect(answer.status).toBe(201);
    expect(dataOf(answer)).toEqual(
      agentOf(accounts.owner.businessId, {
        name: "Ava",
        voice_settings: { voice_id: null, speed: 1, pitch: 1 },
        behavior_settings: { ...EXAMPLE.behavior_settings, escalation_triggers: [] },
        working_hours: null,
      }),
    );
  });

  it("takes hours past midnight and around the clock, and gives them back as sent", async () => {
    const working_hours = {
      sunday: { open: "00:00", close: "00:00" },
      friday: { open: "18:00", close: "02:00" },
    };
    const body = { ...EXAMPLE, working_hours };
    expect(dataOf(await post(POST, { as: accounts.owner, body })).working_hours).toEqual(working_hours);
    const closed = { ...body, working_hours: { ...working_hours, monday: null } };
    expect(dataOf(await post(POST, { as: accounts.owner, body: closed })).working_hours).toEqual(
      working_hours,
    );
  });

  it("makes one agent of a repeated request", async () => {
    const owner = await signUp();
    const headers = { "idempotency-key": randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => post(POST, { as: owner, body: EXAMPLE, headers })));
    answers.push(await post(POST, { as: owner, body: EXAMPLE, headers }));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map((answer) => dataOf(answer).id)).size).toBe(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const listed = await get(GET, { as: owner, query: { business_id: owner.businessId } });
    expect(namesIn(listed)).toEqual(["Sales Agent", "Receptionist"]);
  });
});

describe("GET: 200", () => {
  it("lists the agents, newest first, by their state where one is asked for", async () => {
    const owner = await signUp();
    const business_id = owner.businessId;
    const made = dataOf(await post(POST, { as: owner, body: EXAMPLE }));
    expect(namesIn(await get(GET, { as: owner, query: { business_id } }))).toEqual([
      "Sales Agent",
      "Receptionist",
    ]);
    await post(stopPost, { as: owner, id: String(made.id) });
    const inactive = { business_id, status: "inactive" };
    const answer = await get(GET, { as: owner, query: inactive });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success({ agents: [{ ...made, is_active: false }] }));
    expect(namesIn(await get(GET, { as: owner, query: { business_id, status: "active" } }))).toEqual([
      "Receptionist",
    ]);
    await post(startPost, { as: owner, id: String(made.id) });
    expect(namesIn(await get(GET, { as: owner, query: inactive }))).toEqual([]);
  });
});

describe("400", () => {
  it("refuses what is no JSON", async () => {
    const answer = await post(POST, { as: accounts.owner, body: "{" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(failure("VALIDATION_ERROR"));
  });
});

describe("401", () => {
  it("asks for a credential", async () => {
    const query = { business_id: accounts.owner.businessId };
    for (const answer of [await get(GET, { query }), await post(POST, { body: EXAMPLE })]) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(failure("AUTH_REQUIRED", "Authentication required"));
    }
  });
});

describe("403", () => {
  it.each(["member", "guest"] as const)("lets a %s read and not create", async (role) => {
    const person = await withRole(await signUp(), role, accounts.owner.raw.businessId);
    const answer = await post(POST, { as: person, body: EXAMPLE });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    const query = { business_id: accounts.owner.businessId };
    expect((await get(GET, { as: person, query })).status).toBe(200);
  });

  it("lets a manager create", async () => {
    const manager = await withRole(await signUp(), "manager", accounts.owner.raw.businessId);
    expect((await post(POST, { as: manager, body: EXAMPLE })).status).toBe(201);
  });
});

describe("404", () => {
  it("knows only businesses of the caller", async () => {
    const refused = failure("BUSINESS_NOT_FOUND", "Business not found");
    for (const business_id of [accounts.owner.businessId, unknownId("business"), "business_456"]) {
      const listed = await get(GET, { as: accounts.stranger, query: { business_id } });
      const made = await post(POST, { as: accounts.stranger, body: { ...EXAMPLE, business_id } });
      expect([listed.status, made.status]).toEqual([404, 404]);
      expect([listed.body, made.body]).toEqual([refused, refused]);
    }
  });
});

describe("409", () => {
  it("refuses the key of another request", async () => {
    const headers = { "idempotency-key": randomUUID() };
    await post(POST, { as: accounts.owner, body: EXAMPLE, headers });
    const answer = await post(POST, { as: accounts.owner, body: { name: "Ava" }, headers });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(failure("RESOURCE_ALREADY_EXISTS"));
  });
});

describe("429", () => {
  it("makes and lists nothing for whoever has asked too often", async () => {
    const owner = await signUp();
    const used = usedUp();
    const query = { business_id: owner.businessId };
    for (const answer of [
      await post(used(POST), { as: owner, body: EXAMPLE }),
      await get(used(GET), { as: owner, query }),
    ]) {
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual(TOO_MANY);
    }
    expect(namesIn(await get(GET, { as: owner, query }))).toEqual(["Receptionist"]);
  });

  it("starts no more than the plan has, says what to do, and does not ask to come again", async () => {
    const owner = await signUp();
    expect((await post(POST, { as: owner, body: EXAMPLE })).status).toBe(201);
    const answer = await post(POST, { as: owner, body: EXAMPLE });
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual(
      failure(
        "RATE_LIMIT_EXCEEDED",
        "The free plan has 2 receptionists at work. Ask an owner or admin to choose a larger plan under “Plan”, or stop one first.",
      ),
    );
    expect(answer.headers.get("retry-after")).toBeNull();
  });
});

describe("422", () => {
  it.each([
    [{}, "name"],
    [{ name: " " }, "name"],
    [{ name: "x".repeat(121) }, "name"],
    [{ name: "A", voice_settings: { speed: 3 } }, "voice_settings.speed"],
    [{ name: "A", voice_settings: { pitch: "high" } }, "voice_settings.pitch"],
    [
      { name: "A", behavior_settings: { escalation_triggers: [""] } },
      "behavior_settings.escalation_triggers.0",
    ],
    [{ name: "A", working_hours: { monday: { open: "9", close: "17:00" } } }, "working_hours.monday.open"],
    [
      { name: "A", working_hours: { monday: { open: "09:00", close: "24:00" } } },
      "working_hours.monday.close",
    ],
    [{ name: "A", working_hours: { sunday: "closed" } }, "working_hours.sunday"],
    [{ name: "A", working_hours: { monday: { open: "09:00" } } }, "working_hours.monday.close"],
    [{ name: "A", working_hours: "always" }, "working_hours"],
    [{ name: "A", working_hours: {} }, "working_hours"],
    [{ name: "A", working_hours: { monday: null } }, "working_hours"],
    [{ name: "A", working_hours: { Mondays: { open: "09:00", close: "17:00" } } }, "working_hours"],
    [
      {
        name: "A",
        working_hours: {
          saturday: { open: "22:00", close: "10:00" },
          sunday: { open: "09:00", close: "17:00" },
        },
      },
      "working_hours",
    ],
  ])("refuses %j", async (body, field) => {
    const answer = await post(POST, { as: accounts.owner, body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });

  it("needs a business, and a state that there is, to list", async () => {
    expect((await get(GET, { as: accounts.owner })).body).toEqual(invalidFields("business_id"));
    const query = { business_id: accounts.owner.businessId, status: "draft" };
    const answer = await get(GET, { as: accounts.owner, query });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("status"));
  });
});
