import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { idempotencyStore } from "@/lib/domain/inbox";
import { removeBusiness } from "@/lib/domain/removal";
import { anonymousContext, makeTenant } from "../../support/context";

it("no answer is kept that is about a business which was removed meanwhile", async () => {
  const { ctx: owner, businessId } = await makeTenant();
  const claim = { scope: randomUUID(), key: "k", requestHash: "h" };
  const nobody = await anonymousContext();
  expect(await idempotencyStore.begin(nobody, claim)).toEqual({ kind: "new" });
  await inTenant({ ...nobody, business: { id: businessId, role: "guest" } }, async () => undefined);
  await removeBusiness(owner);
  await expect(idempotencyStore.finish(nobody, claim, { status: 201, body: "{}" })).rejects.toMatchObject({
    code: "not_found",
  });
  await idempotencyStore.abandon(nobody, claim);
  expect(await idempotencyStore.begin(nobody, claim)).toEqual({ kind: "new" });
});
