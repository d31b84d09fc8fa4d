import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { removeBusiness } from "@/lib/domain/removal";
import { toWireError } from "@/lib/http/wire-error";
import { at, booking, openBusiness } from "../domain/appointments/open-business";
import { callStory, makeCallTenant, systemOf, tell } from "../domain/calls/call-story";
import { dumpOf } from "../domain/removal/dump";
import { onPostgres } from "../support/on-postgres";

onPostgres({ connections: 20 });

const ROUNDS = 6;

/** What each came to: done, or the code of a refusal that says what to do. */
const outcomes = async (work: Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(work)).map((result) =>
    result.status === "fulfilled" ? "done" : toWireError(result.reason).code,
  );
const rowsOf = async (businessId: string) => Object.values(await dumpOf(businessId)).flat().length;
const again = async (work: () => Promise<unknown>) => {
  const [outcome = ""] = await outcomes([work()]);
  return outcome === "unavailable" ? outcomes([work()]) : [outcome];
};

describe("a business that is deleted while it is written to", () => {
  it("takes the bookings of that moment with it, whichever came first", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const open = await openBusiness();
      const others = Array.from({ length: 8 }, (_, index) =>
        bookAppointment(open.ctx, booking(at(`${9 + (index % 5)}:00`.padStart(5, "0")))),
      );
      // A little later each round, so that all kinds of halves are met.
      const removing = Promise.allSettled(others.slice(0, round % 4)).then(() => removeBusiness(open.ctx));
      const [removal, ...bookings] = await outcomes([removing, ...others]);
      expect(["done", "unavailable"]).toContain(removal);
      for (const outcome of bookings)
        expect(["done", "slot_taken", "not_found", "unavailable"]).toContain(outcome);
      if (removal === "unavailable") expect(await again(() => removeBusiness(open.ctx))).toEqual(["done"]);
      expect(await rowsOf(open.businessId)).toBe(0);
    }
  });

  it("goes with the call that begins at that moment, or stays for it", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const tenant = await makeCallTenant();
      const { initiated, answered } = callStory(tenant.number, `+1202556${String(1_000 + round)}`);
      const work = [
        tell(systemOf(tenant), initiated),
        removeBusiness(tenant.ctx),
        tell(systemOf(tenant), answered),
      ];
      const [, removal] = await outcomes(work);
      const rows = await rowsOf(tenant.businessId);
      expect([removal === "done", rows === 0], removal).toEqual([rows === 0, rows === 0]);
      expect(["done", "conflict", "unavailable"]).toContain(removal);
    }
  });

  it("is deleted once by two at once", async () => {
    const { ctx, businessId } = await openBusiness();
    expect((await outcomes([removeBusiness(ctx), removeBusiness(ctx)])).toSorted()).toEqual([
      "done",
      "not_found",
    ]);
    expect(await rowsOf(businessId)).toBe(0);
  });
});
