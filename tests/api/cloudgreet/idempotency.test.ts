import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { GET, POST } from "@/app/api/cloudgreet/leads/route";
import { dataOf, failure, get, post, twoAccounts } from "../support";

const accounts = twoAccounts();
const lead = (key: string, body: object, as = accounts.owner) =>
  post(POST, { as, body, headers: { "idempotency-key": key } });
const countOf = async () => {
  const query = { business_id: accounts.owner.businessId };
  return (dataOf(await get(GET, { as: accounts.owner, query })).pagination as { total: number }).total;
};

describe("201", () => {
  it("answers a repeated request as the first time and makes one lead", async () => {
    const key = randomUUID();
    const before = await countOf();
    const first = await lead(key, { name: "Ana" });
    const second = await lead(key, { name: "Ana" });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await countOf()).toBe(before + 1);
  });

  it("makes one appointment of ten requests at once", async () => {
    const scheduled_date = new Date(Date.now() + 86_400_000).toISOString();
    const headers = { "idempotency-key": randomUUID() };
    const requests = Array.from({ length: 10 }, () =>
      post(appointmentPost, { as: accounts.owner, body: { scheduled_date }, headers }),
    );
    const answers = await Promise.all(requests);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map((answer) => dataOf(answer).id)).size).toBe(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
  });

  it("keeps the keys of two people apart", async () => {
    const key = randomUUID();
    const [mine, theirs] = [
      await lead(key, { name: "Ana" }),
      await lead(key, { name: "Ana" }, accounts.stranger),
    ];
    expect(dataOf(theirs).business_id).toBe(accounts.stranger.businessId);
    expect(dataOf(theirs).id).not.toBe(dataOf(mine).id);
  });
});

describe("409", () => {
  it("refuses the key with another body", async () => {
    const key = randomUUID();
    await lead(key, { name: "Ana" });
    const answer = await lead(key, { name: "Eva" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(failure("RESOURCE_ALREADY_EXISTS"));
  });
});

describe("422", () => {
  it("refuses a key of more than 255 characters", async () => {
    const answer = await lead("x".repeat(256), { name: "Ana" });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(
      failure("VALIDATION_ERROR", "Validation failed", { "Idempotency-Key": [expect.any(String)] }),
    );
  });

  it("lets a refused request be sent again with its key, mended", async () => {
    const key = randomUUID();
    expect((await lead(key, {})).status).toBe(422);
    expect((await lead(key, { name: "Ana" })).status).toBe(201);
  });
});
