import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { once } from "@/lib/domain/inbox";
import { addNumber } from "@/lib/domain/numbers";
import { removeBusiness } from "@/lib/domain/removal";
import { replayDelivery } from "@/lib/wiring";
import { anonymousContext, makeTenant, testDatabase } from "../../support/context";
import { nextNumber } from "../../support/numbers";

/** What the voice vendor tells of a call that is over, and what is kept of it. */
async function told(metadata: Record<string, string>, to_number?: string) {
  const call = { call_id: `call_${randomUUID()}`, metadata, to_number, transcript: "User: I am at home." };
  const body = JSON.stringify({ event: "call_ended", call });
  const delivery = { vendor: "retell" as const, eventId: randomUUID(), type: "call_ended", body };
  await once(await anonymousContext(), delivery, (system) => replayDelivery(system, delivery));
  const { kysely } = await testDatabase();
  const kept = await asService(kysely, (trx) =>
    trx
      .selectFrom("inbox_events")
      .select(["status", "business_id", "body"])
      .where("event_id", "=", delivery.eventId)
      .executeTakeFirstOrThrow(),
  );
  return { kept, body };
}

it("of a late report to a removed business nothing is kept that was said", async () => {
  const { ctx, businessId } = await makeTenant();
  const metadata = { business_id: businessId };
  const early = await told(metadata);
  expect(early.kept).toEqual({ status: "handled", business_id: businessId, body: early.body });
  await removeBusiness(ctx);
  expect((await told(metadata)).kept).toEqual({ status: "unmatched", business_id: null, body: "" });
});

it("whoever has the number of a removed business hears nothing that was said to it", async () => {
  const [gone, next] = [await makeTenant(), await makeTenant()];
  const number = nextNumber();
  await addNumber(gone.ctx, { e164: number });
  await removeBusiness(gone.ctx);
  await addNumber(next.ctx, { e164: number });
  const { kept } = await told({ business_id: gone.businessId }, number);
  expect(kept).toEqual({ status: "unmatched", business_id: null, body: "" });
  expect((await told({ business_id: next.businessId }, number)).kept.status).toBe("handled");
});

it("of a report that names nobody everything is kept, for its replay", async () => {
  const { kept, body } = await told({});
  expect(kept).toEqual({ status: "unmatched", business_id: null, body });
});
