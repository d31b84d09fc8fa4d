import { describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as cloudgreetLogin } from "@/app/api/cloudgreet/auth/login/route";
import { POST as cloudgreetRegister } from "@/app/api/cloudgreet/auth/register/route";
import { GET as leads } from "@/app/api/cloudgreet/leads/route";
import { createApiKey } from "@/lib/domain/access";
import { cloudgreet } from "@/lib/editions/cloudgreet/edition";
import { makeTenant } from "../../../support/context";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import { dataOf, newEmail, post, send } from "../../support";
import { GOOD_PASSWORD, JWT, logIn, officeWith, register, setPerson, userJson, wait } from "../accounts";
import { openOffice, refusal } from "../office";

const wrong = [expect.any(String)];
const access = z.object({ access_token: z.string() });
const lifetimeOf = (token: string) => {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
  return z
    .object({ sub: z.string(), iat: z.number(), exp: z.number() })
    .transform(({ sub, iat, exp }) => ({ sub, seconds: exp - iat }))
    .parse(claims);
};

describe("POST /auth/login", () => {
  it("200: by e-mail address in any spelling, as documented; the access token lives 900 seconds", async () => {
    const { office, person } = await officeWith();
    const body = { email: ` ${person.email.toUpperCase()}`, password: GOOD_PASSWORD };
    const answer = await office.ask("POST /auth/login", { headers: {}, body });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      user: userJson(person.email),
      access_token: JWT,
      refresh_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 900,
    });
    expect(lifetimeOf(access.parse(answer.body).access_token)).toEqual({ sub: person.userId, seconds: 900 });
    wait(office, 899);
    expect((await office.ask("GET /auth/me", person.as)).status).toBe(200);
    wait(office, 1);
    const late = await office.ask("GET /auth/me", person.as);
    expect(late.status).toBe(401);
    expect(late.body).toEqual(refusal());
  });

  it("400: names what is missing", async () => {
    const office = await openOffice();
    const answer = await office.ask("POST /auth/login", { headers: {}, body: {} });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(expect.any(String), { fields: { email: wrong, password: wrong } }));
  });

  it("401: alike for a wrong password and an unknown address", async () => {
    const { office, person } = await officeWith();
    for (const body of [
      { email: person.email, password: "Wrong-1234" },
      { email: newEmail(), password: GOOD_PASSWORD },
    ]) {
      const answer = await office.ask("POST /auth/login", { headers: {}, body });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(refusal("The e-mail address or password is wrong."));
    }
  });

  it("403: a suspended account, at the door, by its token and by its refresh token", async () => {
    const { office, person } = await officeWith();
    await setPerson(person.email, { status: "suspended" });
    const { email, refreshToken } = person;
    for (const [name, sending] of [
      ["POST /auth/login", { headers: {}, body: { email, password: GOOD_PASSWORD } }],
      ["POST /auth/refresh", { headers: {}, body: { refresh_token: refreshToken } }],
      ["GET /auth/me", person.as],
    ] as const) {
      const answer = await office.ask(name, sending);
      expect([name, answer.status]).toEqual([name, 403]);
      expect(answer.body).toEqual(refusal(expect.stringContaining("suspended")));
    }
  });
});

describe("POST /auth/refresh", () => {
  it("200: a new access token by the same refresh token, again and again for seven days", async () => {
    const { office, person } = await officeWith();
    const body = { refresh_token: person.refreshToken };
    for (const seconds of [0, 3600, 6 * 86_400]) {
      wait(office, seconds);
      const answer = await office.ask("POST /auth/refresh", { headers: {}, body });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ access_token: JWT, token_type: "Bearer", expires_in: 900 });
      const token = access.parse(answer.body).access_token;
      expect(lifetimeOf(token)).toEqual({ sub: person.userId, seconds: 900 });
      expect((await office.ask("GET /auth/me", { headers: {}, as: { token } })).status).toBe(200);
    }
    wait(office, 86_400);
    const late = await office.ask("POST /auth/refresh", { headers: {}, body });
    expect(late.status).toBe(401);
    expect(late.body).toEqual(refusal("This refresh token has expired. Sign in again."));
  });

  it("400 without a token, 401 with one of nobody's, and with an access token", async () => {
    const { office, person } = await officeWith();
    const ask = (body: object) => office.ask("POST /auth/refresh", { headers: {}, body });
    const missing = await ask({});
    expect(missing.status).toBe(400);
    expect(missing.body).toEqual(refusal(expect.any(String), { fields: { refresh_token: wrong } }));
    for (const refresh_token of ["nobody's", person.as.as.token]) {
      const answer = await ask({ refresh_token });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(refusal("This refresh token is not valid."));
    }
  });
});

describe("POST /auth/logout", () => {
  it("200: ends this session, access and refresh token alike, and no other", async () => {
    const { office, person } = await officeWith();
    const other = await logIn(office, person);
    const answer = await office.ask("POST /auth/logout", person.as);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Logged out successfully" });
    for (const seconds of [0, 6]) {
      wait(office, seconds);
      expect((await office.ask("GET /auth/me", person.as)).status).toBe(401);
      const refreshing = { headers: {}, body: { refresh_token: person.refreshToken } };
      expect((await office.ask("POST /auth/refresh", refreshing)).status).toBe(401);
      expect((await office.ask("POST /auth/logout", person.as)).status).toBe(401);
      expect((await office.ask("GET /auth/me", other.as)).status).toBe(200);
    }
  });

  it("401: without a credential", async () => {
    const office = await openOffice();
    const answer = await office.ask("POST /auth/logout", { headers: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });
});

describe("GET /auth/me", () => {
  it("200: the signed-in user", async () => {
    const { office, person } = await officeWith();
    const answer = await office.ask("GET /auth/me", person.as);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ user: userJson(person.email) });
  });

  it("401: without a credential, and with one of nobody's", async () => {
    const office = await openOffice();
    for (const sending of [{ headers: {} }, { headers: {}, as: { token: "nobody's" } }]) {
      const answer = await office.ask("GET /auth/me", sending);
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(refusal());
    }
  });

  it("403: a key is nobody", async () => {
    const office = await openOffice();
    const { key } = await createApiKey((await makeTenant()).ctx, { name: "Test" });
    const answer = await office.ask("GET /auth/me", { headers: { "x-api-key": key } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(refusal("Only a signed-in person can do this."));
  });
});

describe("one account in all editions", () => {
  it("a token of CloudGreet works here", async () => {
    const office = await openOffice();
    const email = newEmail();
    const answer = await post(cloudgreetRegister, {
      body: { email, password: GOOD_PASSWORD, business_name: "Fern", first_name: "Ana", last_name: "Ruiz" },
    });
    const { token } = z.object({ token: z.string() }).parse(dataOf(answer));
    office.clock.set(new Date());
    const me = await office.ask("GET /auth/me", { headers: {}, as: { token } });
    expect(me.status).toBe(200);
    expect(me.body).toEqual({ user: userJson(email, "Ana Ruiz") });
  });

  it("a token of here works in CloudGreet where the person works somewhere, and is refused before", async () => {
    const { office, person } = await officeWith();
    const there = { ...runtimeUnder({ isQuiet: true, clock: office.clock }), clock: office.clock };
    const list = async (token: string, query: Record<string, string> = {}) =>
      send("GET", rebuilt(leads, there, cloudgreet), { as: { token }, query });
    expect((await list(person.as.as.token)).status).toBe(403);
    const login = await send("POST", rebuilt(cloudgreetLogin, there, cloudgreet), {
      body: { email: person.email, password: GOOD_PASSWORD },
    });
    const { user } = z.object({ user: z.object({ business_id: z.string() }) }).parse(dataOf(login));
    const again = await logIn(office, person);
    const answer = await list(again.as.as.token, { business_id: user.business_id });
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toMatchObject({ leads: [] });
    const someone = await register(office);
    expect((await list(someone.as.as.token)).status).toBe(403);
  });
});
