import { expect, it } from "vitest";
import { asSystem, createContext, inTenant } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { longestWait } from "@/lib/domain/jobs";
import { jobsCheck } from "@/lib/wiring/health/checks";
import { makeTenant } from "../../support/context";

it("tells how long the oldest job waits that nobody has taken up, and health says so after five minutes", async () => {
  const tenant = await makeTenant();
  const { clock } = tenant;
  // Long before any other test's job falls due.
  clock.set("2001-03-02T14:00:00.000Z");
  const nobody = createContext({ ...tenant.ctx, actor: { kind: "anonymous" }, business: null });
  const look = () => jobsCheck.ask(nobody, new AbortController().signal);
  const change = (set: { leased_until?: Date | null; finished_at?: Date; dead_at?: Date | null }) =>
    asSystem(nobody, "test", ({ trx }) =>
      trx.updateTable("jobs").set(set).where("business_id", "=", tenant.businessId).execute(),
    );
  expect(await longestWait(nobody)).toBe(0);
  await inTenant(tenant.ctx, (ctx) => enqueue(ctx, { kind: "mail.send", payload: {} }));

  clock.set("2001-03-02T14:04:59.999Z");
  expect(await longestWait(nobody)).toBe(299_999);
  expect(await look()).toEqual({ status: "healthy", message: "Jobs are taken up as they fall due." });

  clock.set("2001-03-02T14:07:30.000Z");
  expect(await look()).toEqual({
    status: "unhealthy",
    message:
      "A job has waited for 7 minutes: check that the server or the cron of /api/cron/jobs runs. Mails, texts and calls back wait with it.",
  });

  // Somebody is at it, given up, done: nothing waits.
  await change({ leased_until: new Date("2001-03-02T14:08:00.000Z") });
  expect(await longestWait(nobody)).toBe(0);
  clock.set("2001-03-02T14:09:00.000Z");
  expect(await longestWait(nobody)).toBe(540_000);
  await change({ dead_at: clock.now() });
  expect(await longestWait(nobody)).toBe(0);
  await change({ dead_at: null, finished_at: clock.now() });
  expect(await longestWait(nobody)).toBe(0);
});
