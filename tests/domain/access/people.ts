import { randomUUID } from "node:crypto";
import { signUp, startSession } from "@/lib/domain/access";
import { fixedClock } from "@/lib/domain/clock";
import { asSystem, type Context } from "@/lib/domain/context";
import { anonymousContext, NOW } from "../../support/context";

export const PASSWORD = "correct horse battery";

/** An address that nobody has yet. */
export const freshEmail = (): string => `${randomUUID()}@example.com`;

/** Someone who has just registered, and nobody's context on a clock of their own. */
export async function newPerson(
  options: { username?: string } = {},
  proof: { isEmailProven?: boolean } = {},
) {
  const clock = fixedClock(NOW);
  const ctx = await anonymousContext(clock);
  const email = freshEmail();
  const input = { email, password: PASSWORD, businessName: "Harbor Dental", ...options };
  const signedUp = await signUp(ctx, input, proof);
  return { ...signedUp, ctx, clock, email, userId: signedUp.user.id, businessId: signedUp.business.id };
}

/** The same with a session, and the context of its holder. */
export async function signedInPerson(kind: "browser" | "token" = "token") {
  const person = await newPerson();
  const signedIn = await startSession(person.ctx, { userId: person.userId, kind });
  const own: Context = {
    ...person.ctx,
    actor: { kind: "user", userId: person.userId, sessionId: signedIn.session.id, isPlatformAdmin: false },
    business: signedIn.business,
  };
  return { ...person, signedIn, sessionId: signedIn.session.id, own };
}

/** The mails queued for an address, oldest first. */
export const mailsTo = (ctx: Context, email: string) =>
  asSystem(ctx, "test", ({ trx }) =>
    trx
      .selectFrom("mails")
      .selectAll()
      .where("to_address", "=", email)
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
  );

/** The code of the newest verification mail. */
export async function mailedCode(ctx: Context, email: string): Promise<string> {
  const mails = (await mailsTo(ctx, email)).filter((mail) => mail.kind === "email_verification");
  return /\b\d{6}\b/.exec(mails.at(-1)?.text_body ?? "")?.[0] ?? "";
}

/** The token of the newest reset link. */
export async function mailedResetToken(ctx: Context, email: string): Promise<string> {
  const mails = (await mailsTo(ctx, email)).filter((mail) => mail.kind === "password_reset");
  return /reset-password\?token=([\w-]+)/.exec(mails.at(-1)?.text_body ?? "")?.[1] ?? "";
}
