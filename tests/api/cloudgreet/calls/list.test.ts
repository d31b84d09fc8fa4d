import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/cloudgreet/calls/route";
import { asService } from "@/lib/db/tenant";
import { recordTelephonyFact, recordVoiceFact } from "@/lib/domain/calls";
import { captureLead } from "@/lib/domain/leads";
import { ids } from "@/lib/editions/cloudgreet/ids";
import { testDatabase } from "../../../support/context";
import {
  type Account,
  type Answer,
  contextAs,
  dataOf,
  failure,
  get,
  idOf,
  invalidFields,
  post,
  signUp,
  success,
  twoAccounts,
  unknownId,
} from "../../support";
import { giveNumber } from "../../vendors";

const accounts = twoAccounts();
const NOON = Date.parse("2026-03-02T12:00:00Z");
let number: string;

/** A call of an account, `hour` hours after noon, as the carrier reports it; `seconds` null is still going on. */
async function ring(hour: number, from: string, seconds: number | null | "unanswered"): Promise<string> {
  const ctx = await contextAs(null);
  const at = (offset: number) => new Date(NOON + hour * 3_600_000 + offset * 1000);
  const leg = {
    provider: "telnyx" as const,
    callControlId: `v3:${randomUUID()}`,
    legId: randomUUID(),
    sessionId: randomUUID(),
    direction: "incoming" as const,
    from,
    to: number,
  };
  const first = await recordTelephonyFact(ctx, { ...leg, type: "initiated", occurredAt: at(0) });
  if (seconds !== "unanswered")
    await recordTelephonyFact(ctx, { ...leg, type: "answered", occurredAt: at(1) });
  const length = seconds === "unanswered" ? 20 : seconds;
  if (length !== null) await recordTelephonyFact(ctx, { ...leg, type: "hangup", occurredAt: at(length + 1) });
  if (!first.matched) throw new Error("Nobody has the number");
  return first.callId;
}

async function speak(callId: string): Promise<void> {
  const { kysely } = await testDatabase();
  const recordingFileId = randomUUID();
  await recordVoiceFact(await contextAs(null), {
    type: "analyzed",
    voiceCallId: `call_${randomUUID()}`,
    callId,
    transcriptText: "Agent: Harbor Dental.\nUser: Hello, this is John...",
  });
  await asService(kysely, async (trx) => {
    await trx
      .insertInto("files")
      .values({
        id: recordingFileId,
        business_id: accounts.owner.raw.businessId,
        kind: "recording",
        path: `recordings/${recordingFileId}.wav`,
        content_type: "audio/wav",
        size_bytes: 4,
        created_at: new Date(),
      })
      .execute();
    await trx
      .updateTable("calls")
      .set({ recording_file_id: recordingFileId })
      .where("id", "=", callId)
      .execute();
  });
}

let leadId: string;
beforeAll(async () => {
  number = await giveNumber(accounts.owner);
  const spoken = await ring(0, "+1234567890", 180);
  await speak(spoken);
  const { kysely } = await testDatabase();
  const { conversation_id: conversationId } = await asService(kysely, (trx) =>
    trx.selectFrom("calls").select("conversation_id").where("id", "=", spoken).executeTakeFirstOrThrow(),
  );
  const lead = await captureLead(await contextAs(accounts.owner), {
    name: "John Doe",
    phone: "+1234567890",
    source: "call",
    conversationId,
  });
  leadId = ids.write("lead", lead.id);
  await ring(1, "+12125550102", null);
  await ring(2, "+12125550103", "unanswered");
});

const list = (query: Record<string, string> = {}, as: Account = accounts.owner) =>
  get(GET, { as, query: { business_id: accounts.owner.businessId, ...query } });
const phonesOf = (answer: Answer) => (dataOf(answer).calls as { phone: string }[]).map(({ phone }) => phone);

describe("200", () => {
  it("lists newest first, in the document's words", async () => {
    const answer = await list();
    const call = (phone: string, created_at: string, rest: object) => ({
      id: idOf("call"),
      business_id: accounts.owner.businessId,
      lead_id: null,
      phone,
      duration: 0,
      recording_url: null,
      transcript: null,
      created_at,
      ...rest,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        calls: [
          call("+12125550103", "2026-03-02T14:00:00.000Z", { status: "failed" }),
          call("+12125550102", "2026-03-02T13:00:00.000Z", { status: "in_progress" }),
          call("+1234567890", "2026-03-02T12:00:00.000Z", {
            status: "completed",
            lead_id: leadId,
            duration: 180,
            transcript: "Agent: Harbor Dental.\nCaller: Hello, this is John...",
            recording_url: expect.stringMatching(/^https?:\/\/.+\.wav\?/),
          }),
        ],
        pagination: { page: 1, limit: 20, total: 3, pages: 1 },
      }),
    );
  });

  it("filters and pages", async () => {
    expect(phonesOf(await list({ status: "completed" }))).toEqual(["+1234567890"]);
    expect(phonesOf(await list({ status: "in_progress" }))).toEqual(["+12125550102"]);
    expect(phonesOf(await list({ status: "failed" }))).toEqual(["+12125550103"]);
    expect(phonesOf(await list({ lead_id: leadId }))).toEqual(["+1234567890"]);
    expect(phonesOf(await list({ lead_id: unknownId("lead") }))).toEqual([]);
    expect(phonesOf(await list({ lead_id: "lead_789" }))).toEqual([]);
    const second = await list({ page: "2", limit: "2" });
    expect(phonesOf(second)).toEqual(["+1234567890"]);
    expect(dataOf(second).pagination).toEqual({ page: 2, limit: 2, total: 3, pages: 2 });
  });

  it("is empty for a business that nobody called", async () => {
    const account = await signUp();
    const answer = await get(GET, { as: account, query: { business_id: account.businessId } });
    expect(dataOf(answer)).toEqual({ calls: [], pagination: { page: 1, limit: 20, total: 0, pages: 0 } });
  });
});

describe("404", () => {
  it("hides the business from strangers", async () => {
    const answer = await list({}, accounts.stranger);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
  });
});

describe("405", () => {
  it("knows GET only", async () => {
    const answer = await post(POST, { as: accounts.owner, body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, OPTIONS");
  });
});

describe("422", () => {
  it.each([
    [{}, "business_id"],
    [{ business_id: "business_1", status: "missed" }, "status"],
    [{ business_id: "business_1", page: "-1" }, "page"],
    [{ business_id: "business_1", limit: "" }, "limit"],
  ])("refuses %j", async (query, field) => {
    const answer = await get(GET, { as: accounts.owner, query: query as Record<string, string> });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});
