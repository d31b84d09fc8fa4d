import { beforeAll, describe, expect, it } from "vitest";
import { DELETE, PUT } from "@/app/api/micro8gents/integrations/[id]/route";
import { GET, POST } from "@/app/api/micro8gents/integrations/route";
import { get, INSTANT, post, put, remove } from "../../support";
import { asRole, join, type Person, refusal } from "../support";

const N8N = { webhookUrl: "https://n8n.example.com/webhook/1", secret: "a secret of some length" };
const shown = (fields: Record<string, unknown> = {}) => ({
  id: expect.any(Number),
  businessId: expect.any(Number),
  type: "n8n",
  config: { ...N8N, secret: "••••••••ngth" },
  status: "active",
  problem: null,
  createdAt: INSTANT,
  updatedAt: INSTANT,
  ...fields,
});
const connect = async (person: Person, body: unknown = { type: "n8n", config: N8N, status: "active" }) => {
  const answer = await post(POST, { headers: person.headers, body });
  expect(answer.status).toBe(201);
  return answer.body as { id: number };
};

let stranger: Person;
beforeAll(async () => {
  stranger = await join("Someone Else");
});

describe("200", () => {
  it("GET lists what is connected, secrets masked", async () => {
    const person = await join();
    expect((await get(GET, { headers: person.headers })).body).toEqual([]);
    const { id } = await connect(person);
    expect((await get(GET, { headers: person.headers })).body).toEqual([shown({ id })]);
    expect((await get(GET, { headers: stranger.headers })).body).toEqual([]);
  });

  it("PUT switches off and on, and keeps secrets that come back masked", async () => {
    const person = await join();
    const { id } = await connect(person);
    const change = (body: unknown) => put(PUT, { headers: person.headers, id: String(id), body });
    const off = await change({ config: { ...N8N, secret: "••••••••ngth" }, status: "inactive" });
    expect(off.status).toBe(200);
    expect(off.body).toEqual(shown({ id, status: "inactive" }));
    expect((await change({ status: "error" })).body).toEqual(shown({ id }));
    expect((await change({ config: { secret: "short", team: { name: "A" } } })).body).toEqual(
      shown({
        id,
        config: { ...N8N, secret: "••••••••", team: { name: "A" } },
        status: "error",
        problem: "The secret is too short: take at least 16 characters.",
      }),
    );
  });

  it("DELETE disconnects", async () => {
    const person = await join();
    const { id } = await connect(person);
    const answer = await remove(DELETE, { headers: person.headers, id: String(id) });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Integration deleted successfully" });
    expect((await get(GET, { headers: person.headers })).body).toEqual([]);
  });
});

describe("201", () => {
  it.each(["twilio", "eleven_labs", "stripe", "email"] as const)("any config of %s is kept", async (type) => {
    const person = await join();
    const config = { anything: { at: ["all", 1, null] } };
    expect(await connect(person, { type, config })).toEqual(
      shown({ type, config, status: "error", problem: expect.stringContaining("is missing.") }),
    );
  });
});

describe("400", () => {
  it.each([
    [{ type: "fax", config: {} }, ["type"]],
    [{ type: "n8n" }, ["config"]],
    [{ type: "n8n", config: "text" }, ["config"]],
    [{ type: "n8n", config: {}, status: "on" }, ["status"]],
    [{ type: "n8n", config: { secret: "••••••••" } }, ["config.secret"]],
  ])("%j", async (body, fields) => {
    const answer = await post(POST, { headers: stranger.headers, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      refusal(expect.any(String), Object.fromEntries(fields.map((field) => [field, [expect.any(String)]]))),
    );
  });
});

describe("403", () => {
  it("is what a manager gets", async () => {
    const manager = await asRole(await join(), "manager");
    const { headers } = manager;
    for (const answer of [
      await get(GET, { headers }),
      await post(POST, { headers, body: { type: "n8n", config: N8N } }),
      await put(PUT, { headers, id: "1", body: {} }),
      await remove(DELETE, { headers, id: "1" }),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(refusal(expect.any(String)));
    }
  });
});

describe("404", () => {
  it("is another business's, and one that there is not", async () => {
    const { id } = await connect(await join());
    for (const sent of [String(id), "0", "999999999", "x"]) {
      const { headers } = stranger;
      for (const answer of [
        await put(PUT, { headers, id: sent, body: { status: "inactive" } }),
        await remove(DELETE, { headers, id: sent }),
      ]) {
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual(refusal("Integration not found"));
      }
    }
  });
});

describe("409", () => {
  it("is a second one of a type", async () => {
    const person = await join();
    await connect(person);
    const answer = await post(POST, { headers: person.headers, body: { type: "n8n", config: N8N } });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(refusal("An account of this type is connected already. Change that one."));
  });
});
