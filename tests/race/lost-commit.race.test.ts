import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openPostgres } from "@/lib/db/client";
import { createBrain, receptionistFacts, type ToolOutcome } from "@/lib/domain/receptionist";
import { toWireError } from "@/lib/http/wire-error";
import { type Office, openOffice, TUESDAY_THREE } from "../domain/receptionist/tool-office";
import { type CommitCutter, type Cut, startCommitCutter } from "../support/commit-cutter";
import { onPostgres } from "../support/on-postgres";

const postgres = onPostgres({ connections: 2 });
const BOOKING = { starts_at: TUESDAY_THREE, service: "Cleaning", name: "Maya Torres" };
const CUTS: Cut[] = ["before the commit arrives", "after the commit is made"];

let cutter: CommitCutter;
let database: Database;
let direct: typeof globalThis.frontdeskDatabase;
beforeAll(async () => {
  cutter = await startCommitCutter(postgres.server.appUrl);
  database = await openPostgres(cutter.url, { max: 4 });
  direct = globalThis.frontdeskDatabase;
  globalThis.frontdeskDatabase = Promise.resolve(database);
});
afterAll(async () => {
  globalThis.frontdeskDatabase = direct;
  await database.close();
  await cutter.close();
});

const booked = async (office: Office) =>
  (await office.rows("appointments")).map(({ id, status, starts_at }) => ({ id, status, starts_at }));

/** Asks for a tool as the voice vendor does: again, where it was told to come back. */
async function insisting(use: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
  try {
    return await use();
  } catch (error) {
    expect(toWireError(error)).toMatchObject({ code: "unavailable" });
    return use();
  }
}

describe("the connection dies in the commit of a booking", () => {
  it.each(CUTS)("%s: the same request again has the receipt of the one booking", async (cut) => {
    const office = await openOffice();
    const line = await office.call("+12125550123");
    const before = cutter.cuts;
    cutter.arm(cut);
    const lost = await line.use("book_appointment", BOOKING).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Error);
    expect(toWireError(lost)).toMatchObject({ code: "unavailable" });
    expect(cutter.cuts).toBe(before + 1);
    expect(await booked(office)).toHaveLength(cut === "after the commit is made" ? 1 : 0);
    const again = await line.use("book_appointment", BOOKING);
    const [row, ...others] = await booked(office);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ status: "confirmed", starts_at: new Date(TUESDAY_THREE) });
    expect(again.receipt).toEqual({ kind: "appointment", id: row?.id });
    expect(await line.use("book_appointment", BOOKING)).toEqual(again);
    expect(await booked(office)).toHaveLength(1);
  });

  it.each(CUTS)("%s: the caller hears that it is booked, once", async (cut) => {
    const office = await openOffice();
    const line = await office.call("+12125550123");
    const brain = createBrain({
      facts: await receptionistFacts(office.ctx, { ...line, callerNumber: "+12125550123" }),
      now: () => office.clock.now(),
      callTool: async (tool, args) => {
        if (tool === "book_appointment") cutter.arm(cut);
        return { ok: true, ...(await insisting(() => line.use(tool, args))) };
      },
    });
    await brain.open();
    const before = cutter.cuts;
    const replies: string[] = [];
    for (const said of [
      "I'd like to book a cleaning tomorrow at three in the afternoon",
      "Maya Torres",
      "yes",
      "no thanks",
      "yes please",
    ]) {
      replies.push((await brain.hear(said)).text);
    }
    expect(cutter.cuts).toBe(before + 1);
    expect(replies.filter((text) => text.includes("You're booked"))).toHaveLength(1);
    const rows = await booked(office);
    expect(rows.filter(({ status }) => status === "confirmed")).toEqual([
      { id: brain.state.booked[0]?.id, status: "confirmed", starts_at: new Date(TUESDAY_THREE) },
    ]);
  });
});
