import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { once, replay } from "@/lib/domain/inbox";
import { anonymousContext, makeTenant } from "../../support/context";

const delivery = () => ({
  vendor: "telnyx" as const,
  eventId: randomUUID(),
  type: "call.initiated",
  body: "{}",
});

describe("once", () => {
  it("handles twenty parallel deliveries of one event once", async () => {
    const tenant = await makeTenant();
    const ctx = await anonymousContext();
    const event = delivery();
    let effects = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        once(ctx, event, async () => {
          effects += 1;
          return { status: "handled", businessId: tenant.businessId };
        }),
      ),
    );
    expect(effects).toBe(1);
    expect(answers.filter(({ status }) => status === "handled")).toHaveLength(1);
    expect(answers.filter(({ status }) => status === "duplicate")).toHaveLength(19);
    const rows = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("inbox_events").selectAll().execute(),
    );
    expect(rows).toMatchObject([{ event_id: event.eventId, status: "handled", body: "{}" }]);
  });

  it("leaves nothing when the handler fails, so that the vendor's retry works", async () => {
    const ctx = await anonymousContext();
    const event = delivery();
    await expect(
      once(ctx, event, async () => {
        throw new Error("down");
      }),
    ).rejects.toThrow("down");
    expect(await once(ctx, event, async () => ({ status: "ignored" }))).toEqual({ status: "ignored" });
  });

  it("replays a kept delivery to the business it turns out to be for", async () => {
    const tenant = await makeTenant();
    const ctx = await anonymousContext();
    const event = delivery();
    await once(ctx, event, async () => ({ status: "unmatched" }));
    const { trx: _none, ...rest } = ctx;
    const id = await (await import("@/lib/domain/context")).asSystem(
      { ...rest, trx: null },
      "test",
      async ({ trx }) =>
        (
          await trx
            .selectFrom("inbox_events")
            .select("id")
            .where("event_id", "=", event.eventId)
            .executeTakeFirstOrThrow()
        ).id,
    );
    const handled = await replay(ctx, id, async (_system, kept) => {
      expect(kept).toEqual(event);
      return { status: "handled", businessId: tenant.businessId };
    });
    expect(handled).toEqual({ status: "handled", businessId: tenant.businessId });
  });
});
