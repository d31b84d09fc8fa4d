import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import {
  changePassword,
  endSession,
  identify,
  mintAccessToken,
  signIn,
  signOut,
  signOutEverywhere,
  startSession,
  switchBusiness,
} from "@/lib/domain/access";
import { createBusiness } from "@/lib/domain/businesses";
import { asSystem } from "@/lib/domain/context";
import { secret } from "@/lib/secrets";
import { newPerson, PASSWORD, signedInPerson } from "./people";

const MINUTE = 60_000;

const tokenOf = (person: Awaited<ReturnType<typeof signedInPerson>>, claims: Record<string, unknown> = {}) =>
  mintAccessToken({ signedIn: person.signedIn, lifetimeSeconds: 900, claims, now: person.clock.now() });

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("identifying a bearer of an access token", () => {
  it("names the person, the session, the business and the role, whatever the claims say", async () => {
    const person = await signedInPerson();
    const token = await tokenOf(person, {
      sub: "user_other",
      business_id: "business_other",
      role: "admin",
      sid: "x",
    });
    expect(await identify(person.ctx, { kind: "bearer", token })).toEqual({
      actor: { kind: "user", userId: person.userId, sessionId: person.sessionId, isPlatformAdmin: false },
      business: { id: person.businessId, role: "owner" },
    });
  });

  it("is good until the second it expires", async () => {
    const person = await signedInPerson();
    const token = await tokenOf(person);
    person.clock.set(new Date(person.clock.now().getTime() + 15 * MINUTE - 1000));
    await expect(identify(person.ctx, { kind: "bearer", token })).resolves.toBeTruthy();
    person.clock.set(new Date(person.clock.now().getTime() + 1000));
    await expect(identify(person.ctx, { kind: "bearer", token })).rejects.toMatchObject({
      code: "token_expired",
    });
  });

  it("refuses every token that is not exactly ours", async () => {
    const person = await signedInPerson();
    const token = await tokenOf(person);
    const [header = "", payload = "", signature = ""] = token.split(".");
    const key = new TextEncoder().encode(secret("JWT_SECRET"));
    const issuedAt = Math.floor(person.clock.now().getTime() / 1000);
    const claims = {
      sid: person.sessionId,
      iss: "frontdesk",
      aud: "frontdesk-api",
      iat: issuedAt,
      exp: issuedAt + 900,
    };
    const forge = (changed: object, protectedHeader = { alg: "HS256", typ: "JWT" }, signer = key) =>
      new SignJWT({ ...claims, ...changed }).setProtectedHeader(protectedHeader).sign(signer);
    const flipped = `${signature[0] === "A" ? "B" : "A"}${signature.slice(1)}`;
    const forgeries = {
      "alg none": `${base64url({ alg: "none", typ: "JWT" })}.${payload}.`,
      "alg None": `${base64url({ alg: "None", typ: "JWT" })}.${payload}.${signature}`,
      "no alg": `${base64url({ typ: "JWT" })}.${payload}.${signature}`,
      "unknown alg": `${base64url({ alg: "RS256", typ: "JWT" })}.${payload}.${signature}`,
      "another HMAC": await forge({}, { alg: "HS512", typ: "JWT" }, new Uint8Array(64).fill(7)),
      "right key, wrong alg": await forge({}, { alg: "HS512", typ: "JWT" }, Buffer.concat([key, key])),
      "another key": await forge({}, undefined, new TextEncoder().encode("x".repeat(32))),
      "an empty-looking key": await forge({}, undefined, new Uint8Array(32)),
      "tampered payload": `${header}.${base64url({ ...claims, exp: issuedAt + 9_000_000 })}.${signature}`,
      "flipped signature": `${header}.${payload}.${flipped}`,
      "cut signature": `${header}.${payload}.${signature.slice(0, -4)}`,
      "no signature": `${header}.${payload}.`,
      "another issuer": await forge({ iss: "someone" }),
      "another audience": await forge({ aud: "frontdesk-hold" }),
      "no audience": await forge({ aud: undefined }),
      "another type": await forge({}, { alg: "HS256", typ: "refresh" }),
      "no expiry": await forge({ exp: undefined }),
      "not yet valid": await forge({ nbf: issuedAt + 60 }),
      "no session": await forge({ sid: undefined }),
      "a session that is no id": await forge({ sid: "' or 1=1 --" }),
      "a session of nobody": await forge({ sid: "01890000-0000-7000-8000-000000000000" }),
      "not a token": "Bearer",
      nothing: "",
      "many dots": "a.b.c.d.e",
      "bad base64": "@@@.@@@.@@@",
    };
    for (const [name, forged] of Object.entries(forgeries)) {
      const outcome = identify(person.ctx, { kind: "bearer", token: forged });
      await expect(outcome, name).rejects.toMatchObject({ code: "token_invalid" });
    }
    await expect(identify(person.ctx, { kind: "bearer", token: await forge({}) })).resolves.toBeTruthy();
  });
});

describe("an ended session", () => {
  it.each([
    ["sign-out", (person: Awaited<ReturnType<typeof signedInPerson>>) => signOut(person.own)],
    [
      "sign-out everywhere",
      (person: Awaited<ReturnType<typeof signedInPerson>>) => signOutEverywhere(person.own),
    ],
  ])("is refused at once after %s, by token and by cookie", async (_name, end) => {
    const person = await signedInPerson();
    const credentials = [
      { kind: "bearer", token: await tokenOf(person) },
      { kind: "session", sessionId: person.sessionId },
    ] as const;
    for (const credential of credentials)
      await expect(identify(person.ctx, credential)).resolves.toBeTruthy();
    await end(person);
    for (const credential of credentials) {
      await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
    }
    person.clock.set(new Date(person.clock.now().getTime() + 6000));
    for (const credential of credentials) {
      await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
    }
  });

  it("is refused within five seconds when another process ended it", async () => {
    const person = await signedInPerson();
    const credential = { kind: "session", sessionId: person.sessionId } as const;
    await identify(person.ctx, credential);
    await asSystem(person.ctx, "test", ({ trx, clock }) =>
      trx.updateTable("sessions").set({ ended_at: clock.now() }).where("id", "=", person.sessionId).execute(),
    );
    person.clock.set(new Date(person.clock.now().getTime() + 5001));
    await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
  });

  it("is a person's own to end, and the system's", async () => {
    const [one, two] = [await signedInPerson(), await signedInPerson()];
    const credential = { kind: "session", sessionId: one.sessionId } as const;
    await endSession(two.own, one.sessionId);
    await expect(identify(one.ctx, credential)).resolves.toBeTruthy();
    await expect(endSession(one.ctx, one.sessionId)).rejects.toMatchObject({ code: "forbidden" });
    await endSession({ ...one.ctx, actor: { kind: "system", reason: "test" } }, one.sessionId);
    await expect(identify(one.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
    await endSession(one.own, "no id");
  });
});

describe("what stops a session that was not ended", () => {
  const later = (person: { clock: { now(): Date; set(at: Date): void } }, milliseconds: number) =>
    person.clock.set(new Date(person.clock.now().getTime() + milliseconds));

  it("is removal from the business", async () => {
    const person = await signedInPerson();
    const credential = { kind: "session", sessionId: person.sessionId } as const;
    await identify(person.ctx, credential);
    await asSystem(person.ctx, "test", ({ trx }) =>
      trx.deleteFrom("members").where("user_id", "=", person.userId).execute(),
    );
    later(person, 5001);
    await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "token_invalid" });
  });

  it.each(["users", "businesses"] as const)("is suspension, in %s", async (table) => {
    const person = await signedInPerson();
    const credential = { kind: "session", sessionId: person.sessionId } as const;
    await identify(person.ctx, credential);
    const id = table === "users" ? person.userId : person.businessId;
    await asSystem(person.ctx, "test", ({ trx }) =>
      trx.updateTable(table).set({ status: "suspended" }).where("id", "=", id).execute(),
    );
    later(person, 5001);
    await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "suspended" });
  });

  it("is a week without use; a browser in use goes on for thirty days", async () => {
    const DAY = 24 * 60 * MINUTE;
    const person = await signedInPerson("browser");
    const credential = { kind: "session", sessionId: person.sessionId } as const;
    for (let week = 1; week <= 4; week += 1) {
      later(person, 7 * DAY - 1000);
      await expect(identify(person.ctx, credential)).resolves.toBeTruthy();
    }
    later(person, 3 * DAY);
    await expect(identify(person.ctx, credential)).rejects.toMatchObject({ code: "token_expired" });

    const idle = await signedInPerson("browser");
    later(idle, 7 * DAY);
    await expect(identify(idle.ctx, { kind: "session", sessionId: idle.sessionId })).rejects.toMatchObject({
      code: "token_expired",
    });
  });
});

describe("changing the password", () => {
  it("needs the current one, and ends every session but the one that it is changed in", async () => {
    const person = await signedInPerson("browser");
    const elsewhere = await startSession(person.ctx, { userId: person.userId, kind: "token" });
    const change = { currentPassword: "wrong password", newPassword: "another password" };
    await expect(changePassword(person.own, change)).rejects.toMatchObject({
      detail: { fields: { currentPassword: expect.any(Array) } },
    });
    const sessionOf = (sessionId: string) => identify(person.ctx, { kind: "session", sessionId });
    await sessionOf(elsewhere.session.id);
    await changePassword(person.own, { ...change, currentPassword: PASSWORD });
    for (const _when of ["at once", "later"]) {
      await expect(sessionOf(person.sessionId)).resolves.toBeTruthy();
      await expect(sessionOf(elsewhere.session.id)).rejects.toMatchObject({ code: "token_invalid" });
      person.clock.set(new Date(person.clock.now().getTime() + 6000));
    }
    const enter = (password: string) => signIn(person.ctx, { login: person.email, password, kind: "token" });
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: "invalid_credentials" });
    await expect(enter("another password")).resolves.toBeTruthy();
  });
});

describe("several businesses", () => {
  it("switches to another of the person's own, at once, and to no other", async () => {
    const person = await signedInPerson();
    const stranger = await newPerson();
    const second = await createBusiness(person.own, { name: "Second" });
    const credential = { kind: "session", sessionId: person.sessionId } as const;
    expect((await identify(person.ctx, credential)).business?.id).toBe(person.businessId);
    person.clock.set(new Date(person.clock.now().getTime() + 1));
    await switchBusiness(person.own, { businessId: second.id });
    expect((await identify(person.ctx, credential)).business).toEqual({ id: second.id, role: "owner" });
    for (const businessId of [stranger.businessId, "none"]) {
      await expect(switchBusiness(person.own, { businessId })).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await startSession(person.ctx, { userId: person.userId, kind: "token" })).business?.id).toBe(
      second.id,
    );
  });

  it("gives a session without one the business that its person makes", async () => {
    const person = await newPerson();
    await asSystem(person.ctx, "test", ({ trx }) =>
      trx.deleteFrom("members").where("user_id", "=", person.userId).execute(),
    );
    const { session } = await startSession(person.ctx, { userId: person.userId, kind: "token" });
    const credential = { kind: "session", sessionId: session.id } as const;
    const identity = await identify(person.ctx, credential);
    expect(identity.business).toBeNull();
    const business = await createBusiness({ ...person.ctx, ...identity }, { name: "First" });
    expect((await identify(person.ctx, credential)).business).toEqual({ id: business.id, role: "owner" });
  });
});
