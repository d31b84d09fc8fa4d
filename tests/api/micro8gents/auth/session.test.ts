import { describe, expect, it } from "vitest";
import { POST as cloudgreetLogin } from "@/app/api/cloudgreet/auth/login/route";
import { POST as login } from "@/app/api/micro8gents/auth/login/route";
import { POST as logout } from "@/app/api/micro8gents/auth/logout/route";
import { GET as me } from "@/app/api/micro8gents/auth/me/route";
import { POST as register } from "@/app/api/micro8gents/auth/register/route";
import { dataOf, get, INSTANT, PASSWORD, post } from "../../support";
import { cookieOf, join, newName, refusal } from "../support";

const COOKIE = /^next-auth\.session-token=[\w.-]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/;
const request = () => {
  const username = newName();
  return { username, email: `${username}@example.com`, password: PASSWORD, businessName: "Harbor Dental" };
};

describe("POST /auth/register", () => {
  it("201: answers as documented and signs in", async () => {
    const { password: _, ...given } = request();
    const answer = await post(register, { body: { ...given, password: PASSWORD } });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ id: expect.any(Number), ...given, createdAt: INSTANT });
    expect(answer.headers.get("set-cookie")).toMatch(COOKIE);
    const again = await get(me, { headers: { cookie: cookieOf(answer) } });
    expect(again.body).toEqual(answer.body);
  });

  it("400: names every field that is wrong", async () => {
    const answer = await post(register, { body: { email: "x", password: "short" } });
    expect(answer.status).toBe(400);
    const wrong = [expect.any(String)];
    expect(answer.body).toEqual(
      refusal(expect.any(String), { username: wrong, email: wrong, businessName: wrong }),
    );
    const short = await post(register, { body: { ...request(), password: "short" } });
    expect(short.body).toEqual(refusal(expect.any(String), { password: wrong }));
    const spaced = await post(register, { body: { ...request(), username: "a@b" } });
    expect(spaced.body).toEqual(refusal(expect.any(String), { username: wrong }));
  });

  it("409: a user name or an address that is taken", async () => {
    const person = await join();
    const body = request();
    const name = await post(register, { body: { ...body, username: person.username.toUpperCase() } });
    expect(name.status).toBe(409);
    expect(name.body).toEqual(refusal("This user name is taken.", { username: ["Already in use."] }));
    const address = await post(register, { body: { ...body, email: person.email } });
    expect(address.status).toBe(409);
    expect(address.body).toEqual(
      refusal("This e-mail address already has an account.", { email: ["Already in use."] }),
    );
    expect(address.headers.get("set-cookie")).toBeNull();
  });
});

describe("POST /auth/login", () => {
  it("200: by user name or address, as documented", async () => {
    const person = await join();
    for (const username of [person.username, person.email, ` ${person.username.toUpperCase()} `]) {
      const answer = await post(login, { body: { username, password: PASSWORD } });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({
        id: person.id,
        username: person.username,
        email: person.email,
        businessName: "Harbor Dental",
        createdAt: INSTANT,
      });
      expect(answer.headers.get("set-cookie")).toMatch(COOKIE);
    }
  });

  it("400: without a user name", async () => {
    const answer = await post(login, { body: { password: PASSWORD } });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal("Validation failed", { username: [expect.any(String)] }));
  });

  it("401: says the same of a wrong password and an unknown name", async () => {
    const person = await join();
    const wrong = await post(login, { body: { username: person.username, password: "password124" } });
    const unknown = await post(login, { body: { username: newName(), password: PASSWORD } });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body).toEqual(refusal(expect.any(String)));
    expect(unknown.body).toEqual(wrong.body);
    expect(wrong.headers.get("set-cookie")).toBeNull();
  });
});

describe("POST /auth/logout", () => {
  it("200: ends the session and takes the cookie back", async () => {
    const { headers } = await join();
    const answer = await post(logout, { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ message: "Logged out successfully" });
    expect(answer.headers.get("set-cookie")).toMatch(/^next-auth\.session-token=; Path=\/; Max-Age=0; /);
    expect((await get(me, { headers })).status).toBe(401);
  });

  it("200: without a session, and with one that is over", async () => {
    const { headers } = await join();
    await post(logout, { headers });
    expect((await post(logout, { headers })).status).toBe(200);
    expect((await post(logout)).status).toBe(200);
  });

  it("403: from another site", async () => {
    const { headers } = await join();
    const answer = await post(logout, { headers: { ...headers, origin: "https://evil.example" } });
    expect(answer.status).toBe(403);
    expect((await get(me, { headers })).status).toBe(200);
  });
});

describe("GET /auth/me", () => {
  it("200: also with a token of another edition", async () => {
    const person = await join();
    const signed = await post(cloudgreetLogin, { body: { email: person.email, password: PASSWORD } });
    const answer = await get(me, { as: { token: String(dataOf(signed).token) } });
    expect(answer).toMatchObject({ status: 200, body: { id: person.id, username: person.username } });
  });

  it("401: nobody", async () => {
    const answer = await get(me);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });
});
