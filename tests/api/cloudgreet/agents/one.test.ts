import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as startPost } from "@/app/api/cloudgreet/agents/[id]/start/route";
import { GET } from "@/app/api/cloudgreet/agents/[id]/status/route";
import { POST as stopPost } from "@/app/api/cloudgreet/agents/[id]/stop/route";
import { POST } from "@/app/api/cloudgreet/agents/route";
import { setPlan } from "../../../domain/limits/used";
import { dataOf, failure, get, post, signUp, success, twoAccounts, unknownId, withRole } from "../../support";
import { TOO_MANY, usedUp } from "./used-up";

const accounts = twoAccounts();
// More receptionists are made here than a small plan has.
beforeAll(() => setPlan({ businessId: accounts.owner.raw.businessId }, "enterprise"));
let id: string;
beforeEach(async () => {
  id = String(dataOf(await post(POST, { as: accounts.owner, body: { name: "Sales Agent" } })).id);
});
const state = (status: "active" | "inactive") =>
  success({
    id,
    status,
    active_calls: 0,
    total_calls_today: 0,
    uptime: status === "active" ? expect.any(Number) : 0,
    in_working_hours: true,
    problems:
      status === "active"
        ? expect.arrayContaining(["No phone number leads to this agent. Add one under Phone."])
        : [],
  });

describe("200", () => {
  it("stops and starts, and tells the same a second time", async () => {
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(state("active"));
    for (const [handler, word] of [
      [stopPost, "inactive"],
      [stopPost, "inactive"],
      [startPost, "active"],
      [startPost, "active"],
    ] as const) {
      const answer = await post(handler, { as: accounts.owner, id });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(state(word));
      expect((await get(GET, { as: accounts.owner, id })).body).toEqual(state(word));
    }
  });
});

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/** The business is in UTC. */
const hoursInTwoDays = () => ({
  [DAYS[(new Date().getUTCDay() + 2) % 7] ?? ""]: { open: "09:00", close: "17:00" },
});

describe("200 outside working hours", () => {
  it("stays active and says that it takes no call now", async () => {
    const body = { name: "Night Agent", working_hours: hoursInTwoDays() };
    const night = String(dataOf(await post(POST, { as: accounts.owner, body })).id);
    const answer = await get(GET, { as: accounts.owner, id: night });
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toMatchObject({
      status: "active",
      in_working_hours: false,
      uptime: expect.any(Number),
      problems: expect.arrayContaining(["It is outside its working hours now."]),
    });
  });
});

const everyDoor = (as: { token: string } | undefined, agentId: string) => {
  const sending = { ...(as ? { as } : {}), id: agentId };
  return Promise.all([get(GET, sending), post(startPost, sending), post(stopPost, sending)]);
};

describe("401", () => {
  it("asks for a credential", async () => {
    for (const answer of await everyDoor(undefined, id)) {
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(failure("AUTH_REQUIRED", "Authentication required"));
    }
  });
});

describe("403", () => {
  it.each(["member", "guest"] as const)("lets a %s look and not touch", async (role) => {
    const person = await withRole(await signUp(), role, accounts.owner.raw.businessId);
    const [looked, started, stopped] = await everyDoor(person, id);
    expect([looked.status, started.status, stopped.status]).toEqual([200, 403, 403]);
    expect(stopped.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(state("active"));
  });
});

describe("409", () => {
  it("refuses the key of a request to another body, and starts again under its own", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const first = await post(stopPost, { as: accounts.owner, id, headers });
    expect((await post(stopPost, { as: accounts.owner, id, headers })).body).toEqual(first.body);
    const answer = await post(stopPost, { as: accounts.owner, id, headers, body: { now: true } });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(failure("RESOURCE_ALREADY_EXISTS"));
  });
});

describe("429", () => {
  it("neither tells nor changes anything for whoever has asked too often", async () => {
    const used = usedUp();
    const sending = { as: accounts.owner, id };
    for (const answer of [
      await get(used(GET), sending),
      await post(used(startPost), sending),
      await post(used(stopPost), sending),
    ]) {
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual(TOO_MANY);
    }
    expect((await get(GET, sending)).body).toEqual(state("active"));
  });
});

describe("404", () => {
  it("hides an agent from strangers, and knows no other id", async () => {
    for (const unknown of [id, unknownId("agent"), "agent_123", ""]) {
      for (const answer of await everyDoor(accounts.stranger, unknown)) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(failure("AGENT_NOT_FOUND", "Agent not found"));
      }
    }
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(state("active"));
  });
});
