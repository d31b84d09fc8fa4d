import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { ids } from "@/lib/editions/microbit/ids";
import { testDatabase } from "../../support/context";
import type { Sending } from "../support";
import { type Office, openOffice } from "./office";
import { calendarIn, wishFor } from "./open-calendar";

/** The businesses whose answers are kept under a key. */
async function keptFor(key: string): Promise<(string | null)[]> {
  const { kysely } = await testDatabase();
  const rows = await asService(kysely, (trx) =>
    trx.selectFrom("idempotency_keys").select("business_id").where("key", "=", key).execute(),
  );
  return rows.map(({ business_id }) => business_id);
}

/** Another workspace of the office's owner than the one in which they are signed in. */
const second = async ({ make }: Office, headers: Record<string, string>): Promise<string> => {
  const { workspace } = await make("POST /workspaces", { headers, body: { name: "Second" } });
  return (workspace as { id: string }).id;
};

/** A request that names a workspace itself, with what it is about and who sends it. */
const WAYS: [string, (office: Office, key: string) => Promise<{ workspaceId: string }>][] = [
  [
    "that a workspace was made with",
    async (office, key) => ({
      workspaceId: await second(office, { ...office.owner.headers, "idempotency-key": key }),
    }),
  ],
  [
    "about a workspace in the path",
    async (office, key) => {
      const workspaceId = await second(office, office.owner.headers);
      const headers = { ...office.owner.headers, "idempotency-key": key };
      const sending: Sending = { params: { workspaceId }, headers, body: { name: "Secret" } };
      const answer = await office.make("POST /workspaces/:workspaceId/calendars", sending);
      expect((await office.ask("POST /workspaces/:workspaceId/calendars", sending)).body).toEqual(answer);
      return { workspaceId };
    },
  ],
  [
    "to a customer whom nobody knows",
    async (office, key) => {
      const { ask } = await calendarIn(office);
      const sending = { headers: { "idempotency-key": key }, body: wishFor("10:00") };
      const answer = await ask("POST /calendars/:calendarId/appointments", sending);
      expect(answer.status).toBe(201);
      expect((await ask("POST /calendars/:calendarId/appointments", sending)).body).toEqual(answer.body);
      return { workspaceId: office.workspaceId };
    },
  ],
];

describe("an answer that is kept for its repeats", () => {
  it.each(WAYS)("%s goes with the workspace", async (_, made) => {
    const office = await openOffice();
    const key = randomUUID();
    const { workspaceId } = await made(office, key);
    expect(await keptFor(key)).toEqual([ids.read("workspace").parse(workspaceId)]);
    await office.make("DELETE /workspaces/:workspaceId", { params: { workspaceId } });
    expect(await keptFor(key)).toEqual([]);
  });
});
