import { describe, expect, it } from "vitest";
import { getUser, signIn, signUp, startSession } from "@/lib/domain/access";
import { asSystem } from "@/lib/domain/context";
import { anonymousContext } from "../../support/context";
import { freshEmail, mailsTo, newPerson, PASSWORD, signedInPerson } from "./people";

describe("signing up", () => {
  it("makes a person, their business with hours and a receptionist, and mails a code", async () => {
    const person = await newPerson();
    expect(person.user).toMatchObject({ email: person.email, emailVerifiedAt: null });
    expect(person.role).toBe("owner");
    expect(person.business).toMatchObject({ name: "Harbor Dental", timeZone: "UTC", plan: "free" });
    expect(person.business.hours.map((day) => day.dayOfWeek)).toEqual([1, 2, 3, 4, 5]);
    const agents = await asSystem(person.ctx, "test", ({ trx }) =>
      trx.selectFrom("agents").select("status").where("business_id", "=", person.businessId).execute(),
    );
    expect(agents).toEqual([{ status: "active" }]);
    const [mail, ...more] = await mailsTo(person.ctx, person.email);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: "email_verification", business_id: null });
  });

  it("mails no code where the address is proven already", async () => {
    const person = await newPerson({}, { isEmailProven: true });
    expect(person.user.emailVerifiedAt).toEqual(person.clock.now());
    expect(await mailsTo(person.ctx, person.email)).toEqual([]);
  });

  it("makes a user name from the e-mail, and another when it is taken", async () => {
    const ctx = await anonymousContext();
    const local = `zoe${Date.now()}`;
    const join = (host: string) =>
      signUp(ctx, { email: `${local}+x@${host}.example.com`, password: PASSWORD, businessName: "B" });
    expect((await join("one")).user.username).toBe(local);
    expect((await join("two")).user.username).toMatch(new RegExp(`^${local}\\d{4}$`));
  });

  it("refuses an address or user name that is taken, in any case, and writes nothing", async () => {
    const username = `u${Date.now()}`;
    const person = await newPerson({ username: username.toUpperCase() });
    expect(person.user.username).toBe(username);
    const again = { email: person.email.toUpperCase(), password: PASSWORD, businessName: "Again" };
    await expect(signUp(person.ctx, again)).rejects.toMatchObject({
      code: "already_exists",
      detail: { fields: { email: expect.any(Array) } },
    });
    await expect(signUp(person.ctx, { ...again, email: freshEmail(), username })).rejects.toMatchObject({
      code: "already_exists",
      detail: { fields: { username: expect.any(Array) } },
    });
    const businesses = await asSystem(person.ctx, "test", ({ trx }) =>
      trx.selectFrom("members").select("business_id").where("user_id", "=", person.userId).execute(),
    );
    expect(businesses).toHaveLength(1);
  });

  it("lets one of five at once have an address", async () => {
    const ctx = await anonymousContext();
    const email = freshEmail();
    const tries = Array.from({ length: 5 }, () =>
      signUp(ctx, { email, password: PASSWORD, businessName: "B" }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of settled) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "already_exists" });
    }
  });

  it.each([
    [{ password: "seven77" }, "password"],
    [{ password: "x".repeat(201) }, "password"],
    [{ email: "nobody" }, "email"],
    [{ businessName: "  " }, "businessName"],
    [{ username: "has space" }, "username"],
    [{ username: "someone@example.com" }, "username"],
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
  ])("refuses %j", async (wrong, field) => {
    const ctx = await anonymousContext();
    const input = { email: freshEmail(), password: PASSWORD, businessName: "B", ...wrong };
    await expect(signUp(ctx, input)).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { [field]: expect.any(Array) } },
    });
  });
});

describe("signing in", () => {
  it("takes the e-mail or the user name, in any case", async () => {
    const { ctx, email, user, businessId } = await newPerson();
    for (const login of [email.toUpperCase(), ` ${user.username} `]) {
      const signedIn = await signIn(ctx, { login, password: PASSWORD, kind: "token" });
      expect(signedIn).toMatchObject({ user: { id: user.id }, business: { id: businessId, role: "owner" } });
    }
  });

  it.each(["😀😀😀😀😀😀😀😀", "  spaces kept  ", `${"a".repeat(72)}b`, "é".repeat(200)])(
    "takes the password %j exactly",
    async (password) => {
      const ctx = await anonymousContext();
      const email = freshEmail();
      await signUp(ctx, { email, password, businessName: "B" });
      const enter = (typed: string) => signIn(ctx, { login: email, password: typed, kind: "token" });
      expect((await enter(password)).user.email).toBe(email);
      await expect(enter(password.slice(0, -1))).rejects.toMatchObject({ code: "invalid_credentials" });
      await expect(enter(`${password} `)).rejects.toMatchObject({ code: "invalid_credentials" });
    },
  );

  it("answers alike for an unknown name and a wrong password, and works as long for both", async () => {
    const { ctx, email } = await newPerson();
    const attempt = async (login: string) => {
      const started = performance.now();
      const error: unknown = await signIn(ctx, { login, password: "wrong password", kind: "token" }).catch(
        (thrown: unknown) => thrown,
      );
      const { code, message } = error as { code: string; message: string };
      return { answer: { code, message }, milliseconds: performance.now() - started };
    };
    // The quickest of several: a busy machine makes some longer, and none shorter than its work.
    const quickestOf = async (login: () => string) => {
      const attempts = [await attempt(login()), await attempt(login()), await attempt(login())];
      for (const { answer } of attempts) expect(answer).toEqual(attempts[0]?.answer);
      return {
        answer: attempts[0]?.answer,
        milliseconds: Math.min(...attempts.map((one) => one.milliseconds)),
      };
    };
    const known = await quickestOf(() => email);
    const unknown = await quickestOf(freshEmail);
    expect(unknown.answer).toEqual(known.answer);
    expect(known.answer?.code).toBe("invalid_credentials");
    expect(unknown.milliseconds).toBeGreaterThan(known.milliseconds / 4);
  });

  it("refuses the suspended once they have proved who they are", async () => {
    const { ctx, email, userId } = await newPerson();
    await asSystem(ctx, "test", ({ trx }) =>
      trx.updateTable("users").set({ status: "suspended" }).where("id", "=", userId).execute(),
    );
    const enter = (password: string) => signIn(ctx, { login: email, password, kind: "token" });
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: "suspended" });
    await expect(enter("wrong password")).rejects.toMatchObject({ code: "invalid_credentials" });
  });

  it("goes on in the business used last, and in none without a membership", async () => {
    const { ctx, userId, businessId } = await newPerson();
    const other = await newPerson();
    const join = { id: crypto.randomUUID(), business_id: other.businessId, user_id: userId, role: "manager" };
    await asSystem(ctx, "test", ({ trx }) =>
      trx
        .insertInto("members")
        .values({ ...join, created_at: ctx.clock.now(), last_used_at: new Date("2026-03-01T00:00:00Z") })
        .execute(),
    );
    const start = () => startSession(ctx, { userId, kind: "browser" });
    expect((await start()).business).toEqual({ id: other.businessId, role: "manager" });
    await asSystem(ctx, "test", ({ trx }) =>
      trx.updateTable("businesses").set({ status: "suspended" }).where("id", "=", other.businessId).execute(),
    );
    expect((await start()).business).toEqual({ id: businessId, role: "owner" });
    await asSystem(ctx, "test", ({ trx }) =>
      trx.deleteFrom("members").where("user_id", "=", userId).execute(),
    );
    expect((await start()).business).toBeNull();
  });

  it("shows a person their own account only", async () => {
    const { own, user } = await signedInPerson();
    expect(await getUser(own)).toEqual(user);
    await expect(getUser(await anonymousContext())).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
