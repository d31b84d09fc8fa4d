import { beforeAll, describe, expect, it } from "vitest";
import { POST as forgotPost } from "@/app/api/cloudgreet/auth/forgot-password/route";
import { POST as loginPost } from "@/app/api/cloudgreet/auth/login/route";
import { POST as resetPost } from "@/app/api/cloudgreet/auth/reset-password/route";
import { GET as businessesGet } from "@/app/api/cloudgreet/businesses/route";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../../support/context";
import { type Account, get, invalidFields, PASSWORD, post, signUp, success } from "../../support";

const SENT = success({}, "If an account exists, a reset link has been sent");
const NEW_PASSWORD = "newpassword123";
let account: Account;
beforeAll(async () => {
  account = await signUp();
});

/** The token in the newest mail to an address. */
async function mailedToken(email: string): Promise<string> {
  const { kysely } = await testDatabase();
  const mails = await asService(kysely, (trx) =>
    trx
      .selectFrom("mails")
      .select("text_body")
      .where("to_address", "=", email)
      .orderBy("id", "desc")
      .execute(),
  );
  const token = mails.flatMap(({ text_body }) => /[?&]token=([\w%.~-]+)/.exec(text_body)?.[1] ?? [])[0];
  if (!token) throw new Error(`No reset mail to ${email}`);
  return decodeURIComponent(token);
}

async function requestToken(): Promise<string> {
  await post(forgotPost, { body: { email: account.email } });
  return mailedToken(account.email);
}

describe("POST /auth/forgot-password: 200", () => {
  it("says the same of known and unknown addresses", async () => {
    const known = await post(forgotPost, { body: { email: account.email } });
    const unknown = await post(forgotPost, { body: { email: "nobody@example.com" } });
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(known.body).toEqual(SENT);
    expect(unknown.body).toEqual(SENT);
  });

  it("takes the document's body", async () => {
    const answer = await post(forgotPost, { body: { email: "user@example.com" } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(SENT);
  });
});

describe("POST /auth/forgot-password: 422", () => {
  it.each([{}, { email: "nobody" }, { email: null }])("refuses %j", async (body) => {
    const answer = await post(forgotPost, { body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("email"));
  });
});

describe("POST /auth/reset-password: 200", () => {
  it("changes the password and ends every session", async () => {
    const token = await requestToken();
    const answer = await post(resetPost, { body: { token, password: NEW_PASSWORD } });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success({}, "Your password has been changed"));
    expect((await get(businessesGet, { as: account })).status).toBe(401);
    expect((await post(loginPost, { body: { email: account.email, password: PASSWORD } })).status).toBe(401);
    expect((await post(loginPost, { body: { email: account.email, password: NEW_PASSWORD } })).status).toBe(
      200,
    );
  });
});

describe("POST /auth/reset-password: 422", () => {
  it("a token that nobody was sent, such as the document's", async () => {
    const answer = await post(resetPost, { body: { token: "reset_token_123", password: NEW_PASSWORD } });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("token"));
  });

  it("a token that was used", async () => {
    const token = await requestToken();
    expect((await post(resetPost, { body: { token, password: NEW_PASSWORD } })).status).toBe(200);
    expect((await post(resetPost, { body: { token, password: "another1234" } })).status).toBe(422);
    expect((await post(loginPost, { body: { email: account.email, password: NEW_PASSWORD } })).status).toBe(
      200,
    );
  });

  it("a password that is too short, and leaves the token as it was", async () => {
    const token = await requestToken();
    const answer = await post(resetPost, { body: { token, password: "short" } });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("password"));
    expect((await post(resetPost, { body: { token, password: NEW_PASSWORD } })).status).toBe(200);
  });

  it("a body without its fields", async () => {
    const answer = await post(resetPost, { body: {} });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields("token", "password"));
  });
});
