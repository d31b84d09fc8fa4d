import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Trx } from "@/lib/db/tenant";
import { asSystem, type Context, inTenant } from "@/lib/domain/context";
import { removeBusiness } from "@/lib/domain/removal";
import { makeTenant } from "../support/context";

/** Writes what names something of the business that is not there. */
const writeMedia = (trx: Trx, businessId: string) =>
  trx
    .insertInto("message_media")
    .values({
      id: randomUUID(),
      business_id: businessId,
      message_id: randomUUID(),
      position: 0,
      content_type: "image/png",
      source_url: "https://example.com/a",
      created_at: new Date(),
    })
    .execute();
const WAYS: [string, (ctx: Context, businessId: string) => Promise<unknown>][] = [
  ["as the business", (ctx, businessId) => inTenant(ctx, ({ trx }) => writeMedia(trx, businessId))],
  [
    "as the system",
    (ctx, businessId) =>
      asSystem({ ...ctx, business: null }, "test", ({ trx }) => writeMedia(trx, businessId)),
  ],
];

describe("a key that names something that is not there", () => {
  it.each(WAYS)("is a mistake of ours while the business is there: %s", async (_, write) => {
    const { ctx, businessId } = await makeTenant();
    await expect(write(ctx, businessId)).rejects.toMatchObject({ code: "23503" });
  });

  it.each(WAYS)("is what becomes of a business that is removed: %s", async (_, write) => {
    const { ctx, businessId } = await makeTenant();
    await removeBusiness(ctx);
    await expect(write(ctx, businessId)).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "business" },
    });
  });
});
