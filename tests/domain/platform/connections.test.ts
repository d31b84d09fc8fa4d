import { afterEach, describe, expect, it, vi } from "vitest";
import { registerPerson } from "@/lib/domain/access";
import { asSystem, type Context } from "@/lib/domain/context";
import { sendQueuedMail } from "@/lib/domain/notifications";
import { testMail, testVoice } from "@/lib/domain/platform";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { anonymousContext } from "../../support/context";
import { recordingPorts } from "../../support/ports";
import { freshEmail, mailsTo, PASSWORD, signedInPerson } from "../access/people";

afterEach(() => vi.useRealTimers());

/** Somebody with a verified address who works nowhere. */
async function loner() {
  const nobody = await anonymousContext();
  const email = freshEmail();
  const given = { email, password: PASSWORD };
  const userId = await registerPerson(nobody, given, { isEmailProven: true }, async (_, { id }) => id);
  const actor = { kind: "user", userId, sessionId: userId, isPlatformAdmin: false } as const;
  return { email, ctx: { ...nobody, actor } satisfies Context };
}

/** Of a vendor that never answers: lets the time go by, once the caller has begun to wait. */
const silent = (milliseconds: number) => (): Promise<never> => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  queueMicrotask(() => vi.advanceTimersByTime(milliseconds));
  return new Promise(() => undefined);
};

describe("a test of the mail settings", () => {
  it("without a server is printed for somebody who works nowhere, once its job runs", async () => {
    const printed: string[] = [];
    const { ctx, email } = await loner();
    const ports = { ...recordingPorts(), mail: createMailbox((text) => printed.push(text)) };
    expect(await testMail({ ...ctx, ports }, {})).toEqual({
      isWorking: true,
      note: "No mail server is set up (SMTP_URL and SMTP_FROM). The message is printed in the server's terminal.",
    });
    const [mail] = await mailsTo(ctx, email);
    await sendQueuedMail({ ...ctx, ports }, { mailId: mail?.id ?? "" });
    expect(printed.join()).toContain("A test of the mail settings");
  });

  it("waits ten seconds for a server, and no longer", async () => {
    const { ctx } = await loner();
    const server = { transport: "smtp" as const, accountMail: "sent" as const };
    const ports = { ...recordingPorts(), mail: { ...server, send: silent(10_000) } };
    expect(await testMail({ ...ctx, ports }, {})).toEqual({
      isWorking: false,
      note: "The mail server did not answer within 10000 ms",
    });
  });

  it("tells in the audit log who wrote to whom, and is nothing for a key", async () => {
    const { ctx, email } = await loner();
    const server = { transport: "smtp" as const, accountMail: "sent" as const };
    const ports = { ...recordingPorts(), mail: { ...server, send: async () => undefined } };
    expect(await testMail({ ...ctx, ports }, {})).toEqual({ isWorking: true, note: null });
    const audited = await asSystem(ctx, "test", ({ trx }) =>
      trx
        .selectFrom("audit_log")
        .select(["business_id", "changes"])
        .where("action", "=", "platform.test_mail")
        .where("subject_id", "=", ctx.actor.userId)
        .execute(),
    );
    expect(audited).toEqual([{ business_id: null, changes: { to: email } }]);
    const key = { kind: "api_key", keyId: ctx.actor.userId, permissions: [] } as const;
    await expect(testMail({ ...ctx, actor: key }, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(testVoice({ ...ctx, actor: key })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a test of the voice vendor", () => {
  it("waits five seconds for it, and no longer", async () => {
    const { own } = await signedInPerson();
    const recording = recordingPorts();
    const voice = { ...recording.voice, isConfigured: true, ping: silent(5_000) };
    expect(await testVoice({ ...own, ports: { ...recording, voice } })).toEqual({
      isWorking: false,
      note: "The voice vendor does not answer right now. Try again shortly.",
    });
  });
});
