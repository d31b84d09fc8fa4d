import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { once } from "@/lib/domain/inbox";
import { removeBusiness } from "@/lib/domain/removal";
import { replayDelivery } from "@/lib/wiring";
import { anonymousContext, makeTenant, testDatabase } from "../../support/context";

/** What the voice vendor tells of a call that is over, and what is kept of it. */
async function told(metadata: Record<string, string>) {
  const call = { call_id: `call_${randomUUID()}`, metadata, transcript: "User: my number is 0100." };
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

it("of a report that names nobody everything is kept, for its replay", async () => {
  const { kept, body } = await told({});
  expect(kept).toEqual({ status: "unmatched", business_id: null, body });
});
