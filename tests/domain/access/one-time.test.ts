import { describe, expect, it } from "vitest";
import {
  identify,
  requestPasswordReset,
  resetPassword,
  sendEmailVerification,
  signIn,
  verifyEmail,
} from "@/lib/domain/access";
import {
  freshEmail,
  mailedCode,
  mailedResetToken,
  mailsTo,
  newPerson,
  PASSWORD,
  signedInPerson,
} from "./people";

const MINUTE = 60_000;
const NEW_PASSWORD = "another password";

const later = (person: { clock: { now(): Date; set(at: Date): void } }, milliseconds: number) =>
  person.clock.set(new Date(person.clock.now().getTime() + milliseconds));

describe("a forgotten password", () => {
  it("is answered alike for known and unknown addresses; only the known one gets mail", async () => {
    const { ctx, email } = await newPerson();
    const unknown = freshEmail();
    const timed = async (address: string) => {
      const started = performance.now();
      const answer = await requestPasswordReset(ctx, { email: address });
      return { answer, milliseconds: performance.now() - started };
    };
    const [known, nobody] = [await timed(email.toUpperCase()), await timed(unknown)];
    expect(nobody.answer).toEqual(known.answer);
    expect(Math.min(known.milliseconds, nobody.milliseconds)).toBeGreaterThan(140);
    expect((await mailsTo(ctx, email)).filter((mail) => mail.kind === "password_reset")).toHaveLength(1);
    expect(await mailsTo(ctx, unknown)).toEqual([]);
  });

  it("mails a link to this installation that no member of a business can read", async () => {
    const { ctx, email } = await newPerson();
    await requestPasswordReset(ctx, { email });
    const mail = (await mailsTo(ctx, email)).find((one) => one.kind === "password_reset");
    expect(mail?.business_id).toBeNull();
    expect(mail?.text_body).toMatch(/http:\/\/localhost:\d+\/reset-password\?token=[\w-]{43}\b/);
  });

  it("sets a new password once, ends every session and proves the address", async () => {
    const person = await signedInPerson();
    await requestPasswordReset(person.ctx, { email: person.email });
    const token = await mailedResetToken(person.ctx, person.email);
    await resetPassword(person.ctx, { token, password: NEW_PASSWORD });
    await expect(
      identify(person.ctx, { kind: "session", sessionId: person.sessionId }),
    ).rejects.toMatchObject({
      code: "token_invalid",
    });
    const enter = (password: string) => signIn(person.ctx, { login: person.email, password, kind: "token" });
    await expect(enter(PASSWORD)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect((await enter(NEW_PASSWORD)).user.emailVerifiedAt).not.toBeNull();
    await expect(resetPassword(person.ctx, { token, password: "a third password" })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { token: expect.any(Array) } },
    });
  });

  it("works once of five resets at once", async () => {
    const { ctx, email } = await newPerson();
    await requestPasswordReset(ctx, { email });
    const token = await mailedResetToken(ctx, email);
    const settled = await Promise.allSettled(
      Array.from({ length: 5 }, (_, index) =>
        resetPassword(ctx, { token, password: `${NEW_PASSWORD} ${index}` }),
      ),
    );
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("is good for an hour, and an older link dies with the newer one's use", async () => {
    const person = await newPerson();
    await requestPasswordReset(person.ctx, { email: person.email });
    const first = await mailedResetToken(person.ctx, person.email);
    later(person, MINUTE);
    await requestPasswordReset(person.ctx, { email: person.email });
    const second = await mailedResetToken(person.ctx, person.email);
    await resetPassword(person.ctx, { token: second, password: NEW_PASSWORD });
    await expect(resetPassword(person.ctx, { token: first, password: PASSWORD })).rejects.toMatchObject({
      code: "validation_failed",
    });
    later(person, 2 * 60 * MINUTE);
    await requestPasswordReset(person.ctx, { email: person.email });
    const third = await mailedResetToken(person.ctx, person.email);
    later(person, 60 * MINUTE);
    await expect(resetPassword(person.ctx, { token: third, password: PASSWORD })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it("refuses a weak password without using the link up, and tokens of nobody", async () => {
    const { ctx, email } = await newPerson();
    await requestPasswordReset(ctx, { email });
    const token = await mailedResetToken(ctx, email);
    await expect(resetPassword(ctx, { token, password: "short" })).rejects.toMatchObject({
      detail: { fields: { password: expect.any(Array) } },
    });
    for (const wrong of ["", "reset_token_123", "x".repeat(10_000)]) {
      await expect(resetPassword(ctx, { token: wrong, password: NEW_PASSWORD })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
    await resetPassword(ctx, { token, password: NEW_PASSWORD });
  });

  it("mails five an hour at most, and says nothing of it", async () => {
    const { ctx, email } = await newPerson();
    for (let time = 0; time < 7; time += 1) await requestPasswordReset(ctx, { email });
    expect((await mailsTo(ctx, email)).filter((mail) => mail.kind === "password_reset")).toHaveLength(5);
  });
});

describe("verifying an e-mail address", () => {
  it("takes the mailed code, and a verified address stays verified", async () => {
    const { own, ctx, email } = await signedInPerson();
    const code = await mailedCode(ctx, email);
    const user = await verifyEmail(own, { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(user.emailVerifiedAt).toEqual(ctx.clock.now());
    expect((await verifyEmail(own, { code: "000000" })).emailVerifiedAt).toEqual(user.emailVerifiedAt);
    await sendEmailVerification(own);
    const mails = await mailsTo(ctx, email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text_body).toMatch(/Enter it here:\n\nhttp:\/\/localhost:\d+\/verify-email\n/);
  });

  it("gives five tries, also to twenty at once", async () => {
    const person = await signedInPerson();
    const { own, ctx, email } = person;
    const code = await mailedCode(ctx, email);
    const wrong = code === "123456" ? "654321" : "123456";
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, () => verifyEmail(own, { code: wrong })),
    );
    expect(settled.every((result) => result.status === "rejected")).toBe(true);
    await expect(verifyEmail(own, { code })).rejects.toMatchObject({ code: "validation_failed" });
    later(person, MINUTE);
    await sendEmailVerification(own);
    const fresh = await mailedCode(ctx, email);
    expect((await verifyEmail(own, { code: fresh })).emailVerifiedAt).not.toBeNull();
  });

  it("forgets a code after ten minutes, and when a newer one is sent", async () => {
    const person = await signedInPerson();
    const first = await mailedCode(person.ctx, person.email);
    later(person, MINUTE);
    await sendEmailVerification(person.own);
    const second = await mailedCode(person.ctx, person.email);
    if (first !== second) {
      await expect(verifyEmail(person.own, { code: first })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
    later(person, 10 * MINUTE);
    await expect(verifyEmail(person.own, { code: second })).rejects.toMatchObject({
      code: "validation_failed",
    });
  });

  it("does not take another person's code, and sends five an hour at most", async () => {
    const [one, two] = [await signedInPerson(), await signedInPerson()];
    const [mine, theirs] = [await mailedCode(one.ctx, one.email), await mailedCode(two.ctx, two.email)];
    if (mine !== theirs) {
      await expect(verifyEmail(one.own, { code: theirs })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
    for (let time = 0; time < 4; time += 1) await sendEmailVerification(one.own);
    later(one, 20 * MINUTE);
    await expect(sendEmailVerification(one.own)).rejects.toMatchObject({
      code: "rate_limited",
      message: "5 codes were sent within the hour. Try again in 40 minutes.",
      detail: { retryAfterSeconds: 40 * 60 },
    });
    later(one, 40 * MINUTE);
    await sendEmailVerification(one.own);
    await expect(verifyEmail(one.ctx, { code: mine })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
