import { describe, expect, it } from "vitest";
import { identify, issueRefreshToken, refreshSession, signOut } from "@/lib/domain/access";
import { asSystem } from "@/lib/domain/context";
import { signedInPerson } from "./people";

const DAY = 86_400_000;

const withRefreshToken = async () => {
  const person = await signedInPerson();
  return { ...person, refreshToken: await issueRefreshToken(person.ctx, person.sessionId) };
};

describe("refreshing a session", () => {
  it("rotates: the new token works, and names the same session", async () => {
    const { ctx, refreshToken, sessionId, businessId, user } = await withRefreshToken();
    const next = await refreshSession(ctx, { refreshToken, rotate: true });
    expect(next).toMatchObject({
      user,
      session: { id: sessionId },
      business: { id: businessId, role: "owner" },
    });
    expect(next.refreshToken).not.toBe(refreshToken);
    const third = await refreshSession(ctx, { refreshToken: next.refreshToken, rotate: true });
    expect(third.session.id).toBe(sessionId);
  });

  it("without rotation keeps the token until it expires", async () => {
    const { ctx, clock, refreshToken } = await withRefreshToken();
    for (let time = 0; time < 3; time += 1) {
      const next = await refreshSession(ctx, { refreshToken, rotate: false });
      expect(next.refreshToken).toBe(refreshToken);
    }
    clock.set(new Date(clock.now().getTime() + 7 * DAY));
    await expect(refreshSession(ctx, { refreshToken, rotate: false })).rejects.toMatchObject({
      code: "token_expired",
    });
  });

  it("goes on for thirty days and no longer", async () => {
    const person = await withRefreshToken();
    let { refreshToken } = person;
    for (let step = 0; step < 5; step += 1) {
      person.clock.set(new Date(person.clock.now().getTime() + 6 * DAY - 1000));
      ({ refreshToken } = await refreshSession(person.ctx, { refreshToken, rotate: true }));
    }
    person.clock.set(new Date(person.clock.now().getTime() + 6000));
    await expect(refreshSession(person.ctx, { refreshToken, rotate: true })).rejects.toMatchObject({
      code: "token_expired",
    });
  });
});

describe("a used refresh token that comes again", () => {
  it("ends the session with its newest token and its access", async () => {
    const { ctx, refreshToken, sessionId } = await withRefreshToken();
    const second = await refreshSession(ctx, { refreshToken, rotate: true });
    const third = await refreshSession(ctx, { refreshToken: second.refreshToken, rotate: true });
    await identify(ctx, { kind: "session", sessionId });
    await expect(refreshSession(ctx, { refreshToken, rotate: true })).rejects.toMatchObject({
      code: "token_invalid",
    });
    await expect(
      refreshSession(ctx, { refreshToken: third.refreshToken, rotate: true }),
    ).rejects.toMatchObject({
      code: "token_invalid",
    });
    await expect(identify(ctx, { kind: "session", sessionId })).rejects.toMatchObject({
      code: "token_invalid",
    });
    const row = await asSystem(ctx, "test", ({ trx }) =>
      trx.selectFrom("sessions").select("end_reason").where("id", "=", sessionId).executeTakeFirst(),
    );
    expect(row).toEqual({ end_reason: "refresh_token_reuse" });
  });

  it("yields at most one new token of twenty refreshes at once", async () => {
    const { ctx, refreshToken } = await withRefreshToken();
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, () => refreshSession(ctx, { refreshToken, rotate: true })),
    );
    expect(settled.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of settled) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "token_invalid" });
    }
  });

  it("leaves the person's other sessions alone", async () => {
    const one = await withRefreshToken();
    const other = await withRefreshToken();
    await refreshSession(one.ctx, { refreshToken: one.refreshToken, rotate: true });
    await refreshSession(one.ctx, { refreshToken: one.refreshToken, rotate: true }).catch(() => {});
    await expect(
      refreshSession(other.ctx, { refreshToken: other.refreshToken, rotate: true }),
    ).resolves.toBeTruthy();
  });
});

describe("a refresh token of an ended session, or of nobody", () => {
  it("is refused", async () => {
    const { ctx, own, refreshToken } = await withRefreshToken();
    for (const unknown of ["", "x", "a".repeat(5000), refreshToken.slice(1)]) {
      await expect(refreshSession(ctx, { refreshToken: unknown, rotate: true })).rejects.toMatchObject({
        code: "token_invalid",
      });
    }
    await signOut(own);
    for (const rotate of [true, false]) {
      await expect(refreshSession(ctx, { refreshToken, rotate })).rejects.toMatchObject({
        code: "token_invalid",
      });
    }
  });

  it("is stored as a hash alone", async () => {
    const { ctx, refreshToken } = await withRefreshToken();
    const rows = await asSystem(ctx, "test", ({ trx }) =>
      trx.selectFrom("refresh_tokens").selectAll().execute(),
    );
    expect(JSON.stringify(rows.map((row) => [row, row.token_hash.toString("latin1")]))).not.toContain(
      refreshToken,
    );
  });
});
