import { beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/cloudgreet/auth/login/route";
import { GET as businessesGet } from "@/app/api/cloudgreet/businesses/route";
import {
  type Account,
  accountOf,
  dataOf,
  failure,
  get,
  invalidFields,
  PASSWORD,
  post,
  signUp,
  success,
  withRole,
} from "../../support";

let account: Account;
beforeAll(async () => {
  account = await signUp();
});

describe("200", () => {
  it("answers as documented", async () => {
    const answer = await post(POST, { body: { email: account.email, password: PASSWORD } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        token: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/),
        user: {
          id: account.userId,
          email: account.email,
          business_id: account.businessId,
          role: "admin",
          first_name: "",
          last_name: "",
        },
        expires_in: 3600,
      }),
    );
    const signedIn = accountOf(account.email, dataOf(answer));
    expect((await get(businessesGet, { as: signedIn })).status).toBe(200);
  });

  it("takes the address however it is written", async () => {
    const answer = await post(POST, {
      body: { email: ` ${account.email.toUpperCase()} `, password: PASSWORD },
    });
    expect(answer.status).toBe(200);
  });

  it.each([
    ["owner", "admin"],
    ["admin", "admin"],
    ["manager", "user"],
    ["member", "agent"],
    ["guest", "user"],
  ] as const)("calls %s %s", async (role, word) => {
    const colleague = await withRole(await signUp(), role);
    const answer = await post(POST, { body: { email: colleague.email, password: PASSWORD } });
    expect(answer).toMatchObject({ status: 200, body: { data: { user: { role: word } } } });
  });
});

describe("401", () => {
  const refused = failure("AUTH_INVALID_TOKEN");

  it("says the same of a wrong password and an unknown address", async () => {
    const wrong = await post(POST, { body: { email: account.email, password: "password124" } });
    const unknown = await post(POST, { body: { email: "nobody@example.com", password: PASSWORD } });
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(wrong.body).toEqual(refused);
    const { requestId: _1, timestamp: _2, ...said } = wrong.body as Record<string, unknown>;
    expect(unknown.body).toMatchObject(said);
  });

  it.each(["", " "])("does not let an address with the password %j in", async (password) => {
    expect((await post(POST, { body: { email: account.email, password } })).status).not.toBe(200);
  });
});

describe("422", () => {
  it("names every missing field", async () => {
    const answer = await post(POST, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("email", "password"));
  });

  it("refuses what is no text", async () => {
    const answer = await post(POST, { body: { email: [account.email], password: { $ne: "" } } });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("email", "password"));
  });
});
