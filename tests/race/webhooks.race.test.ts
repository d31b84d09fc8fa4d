import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { POST as door } from "@/app/api/webhooks/n8n/route";
import { listAppointments } from "@/lib/domain/appointments";
import { inTenant } from "@/lib/domain/context";
import { removeIntegration } from "@/lib/domain/integrations";
import { sendDeliveryAgain } from "@/lib/domain/webhooks";
import { fromN8n, vendorKeys } from "../api/vendors";
import { connected, n8nHere, work } from "../domain/webhooks/workflow";
import { onPostgres } from "../support/on-postgres";
import { atNow, automated, booking } from "../webhooks/automation-office";

const on = onPostgres({ connections: 20 });
vendorKeys();
const here = n8nHere();

/** Resolves once a statement of somebody waits for a lock that another holds. */
async function isWaited(): Promise<void> {
  const waiting = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`;
  for (;;) {
    const { rows } = await waiting.execute(on.database.kysely);
    if ((rows[0]?.n ?? 0) > 0) return;
  }
}

const many = <R>(count: number, act: (index: number) => Promise<R>) =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

describe("events to a workflow", () => {
  it("four workers at once post each event once", async () => {
    const business = await connected(here.n8n);
    await many(20, (index) => business.capture(`Lead ${index}`));
    await many(4, () => work(business));
    const ids = business.workflow.received.map(({ id }) => id);
    expect(ids).toHaveLength(20);
    expect(new Set(ids).size).toBe(20);
    expect((await business.deliveries()).map(({ attemptCount }) => attemptCount)).toEqual(Array(20).fill(1));
  });

  it("an event that is recorded while n8n is being disconnected waits for that, and is told to nobody", async () => {
    const business = await connected(here.n8n);
    let capturing: Promise<unknown> = Promise.resolve();
    await inTenant(business.ctx, async (ctx) => {
      await removeIntegration(ctx, business.integration.id);
      capturing = business.capture();
      await isWaited();
    });
    await capturing;
    expect(await business.deliveries()).toEqual([]);
  });

  it("ten clicks on “send again” send once", async () => {
    const business = await connected(here.n8n);
    await business.capture();
    await business.work();
    const [delivery] = await business.deliveries();
    const clicks = await Promise.allSettled(
      Array.from({ length: 10 }, () => sendDeliveryAgain(business.ctx, { id: delivery?.id ?? "" })),
    );
    expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await work(business);
    expect(business.workflow.received).toHaveLength(2);
  });
});

describe("actions of a workflow", () => {
  it("one request sent ten times at once books once, and all are told the same", async () => {
    const office = await automated();
    const answers = await many(10, () => office.send({ id: "1", ...booking() }));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const bodies = answers.map(({ body }) => body as { status: string; result: { id: number } });
    expect(new Set(bodies.map(({ result }) => result.id)).size).toBe(1);
    expect(bodies.filter(({ status }) => status === "handled")).toHaveLength(1);
  });

  it("ten requests for one time book it once, and nine are offered others", async () => {
    const office = await automated();
    const answers = await many(10, (index) =>
      fromN8n(
        door,
        {
          businessId: office.number,
          id: index,
          ...booking({ customer: `Guest ${index}`, phone: null, email: null }),
        },
        { under: atNow(door) },
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    const booked = await listAppointments(office.ctx, { page: 1, limit: 10 });
    expect(booked.items).toHaveLength(1);
  });
});
