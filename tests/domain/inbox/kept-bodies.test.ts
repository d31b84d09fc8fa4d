import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { DomainError } from "@/lib/domain/errors";
import { actOnce, once, replay } from "@/lib/domain/inbox";
import { cleanUp } from "@/lib/domain/jobs";
import { anonymousContext, makeTenant, testDatabase } from "../../support/context";

const LARGE = JSON.stringify({ text: "x".repeat(4_000) });

const rowOf = async (eventId: string) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx.selectFrom("inbox_events").selectAll().where("event_id", "=", eventId).executeTakeFirstOrThrow(),
  );
};

const delivery = (vendor: "twilio" | "telnyx", body: string) => ({
  vendor,
  eventId: randomUUID(),
  type: "t",
  body,
});

describe("the body of a delivery", () => {
  it.each([
    ["twilio", "unmatched", LARGE, ""],
    ["twilio", "ignored", LARGE, ""],
    ["twilio", "unmatched", "{}", "{}"],
    ["telnyx", "unmatched", LARGE, LARGE],
  ] as const)("of %s that was %s is kept or not", async (vendor, status, body, kept) => {
    const told = delivery(vendor, body);
    await once(await anonymousContext(), told, async () => ({ status }));
    expect(await rowOf(told.eventId)).toMatchObject({ status, body: kept });
  });

  it("is kept where it had an effect, however large; not where a wish was refused", async () => {
    const { ctx, businessId } = await makeTenant();
    const told = delivery("twilio", LARGE);
    await once(ctx, told, async () => ({ status: "handled", businessId }));
    expect((await rowOf(told.eventId)).body).toBe(LARGE);
    const wish = {
      ...delivery("twilio", LARGE),
      vendor: "n8n" as const,
      businessId,
      fingerprint: "f",
      actor: "a",
    };
    await actOnce(ctx, wish, async () => {
      throw new DomainError("conflict", "no");
    });
    expect(await rowOf(wish.eventId)).toMatchObject({ status: "refused", body: "" });
  });

  it("goes after a month; the claim stays, and a replay says so", async () => {
    const ctx = await anonymousContext();
    const [old, young] = [delivery("telnyx", "{}"), delivery("telnyx", "{}")];
    await once(ctx, old, async () => ({ status: "unmatched" }));
    const { kysely } = await testDatabase();
    const receivedAt = new Date(ctx.clock.now().getTime() - 31 * 86_400_000);
    await asService(kysely, (trx) =>
      trx
        .updateTable("inbox_events")
        .set({ received_at: receivedAt })
        .where("event_id", "=", old.eventId)
        .execute(),
    );
    await once(ctx, young, async () => ({ status: "unmatched" }));
    await cleanUp(ctx);
    const { id, body } = await rowOf(old.eventId);
    expect([body, (await rowOf(young.eventId)).body]).toEqual(["", "{}"]);
    expect(await once(ctx, old, async () => ({ status: "ignored" }))).toEqual({ status: "duplicate" });
    await expect(replay(ctx, id, async () => ({ status: "ignored" }))).rejects.toMatchObject({
      code: "conflict",
      message: "The body of this delivery is not kept any more.",
    });
  });
});
