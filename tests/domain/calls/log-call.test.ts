import { describe, expect, it } from "vitest";
import { overview } from "@/lib/domain/analytics";
import {
  countLive,
  endCall,
  endLoggedCall,
  getCall,
  listCallRecords,
  listCalls,
  logCall,
  recordTelephonyFact,
} from "@/lib/domain/calls";
import { findContactByPhone, findOrCreateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { makeTenant, NOW, type Tenant } from "../../support/context";
import { mailsOf, runNotices } from "../notifications/mailbox";
import { at, callStory, jobsOf, makeCallTenant, systemOf } from "./call-story";

const PAGE = { page: 1, limit: 10 };
const PHONE = "+16175550123";
const CALL = { status: "completed", durationSeconds: 245, callerName: "Ana", phone: PHONE } as const;

const eventsOf = ({ ctx }: Tenant, callId: string) =>
  inTenant(ctx, async ({ trx }) =>
    (
      await trx.selectFrom("events").select("type").where("subject_id", "=", callId).orderBy("type").execute()
    ).map(({ type }) => type),
  );
const jobsAbout = ({ ctx }: Tenant, callId: string) =>
  inTenant(ctx, ({ trx }) =>
    trx
      .selectFrom("jobs")
      .select(["kind", "run_at"])
      .where("dedupe_key", "=", `call.end_logged:${callId}`)
      .execute(),
  );

describe("a logged call", () => {
  it("is a call like any other: listed, found, counted, with its caller", async () => {
    const tenant = await makeTenant();
    const id = await logCall(tenant.ctx, { ...CALL, transcript: "Agent: Hi\nCaller: Hello" });
    const contact = await findContactByPhone(tenant.ctx, PHONE);
    expect(await getCall(tenant.ctx, id)).toMatchObject({
      direction: "inbound",
      fromNumber: PHONE,
      toNumber: null,
      status: "completed",
      durationSeconds: 245,
      endedAt: new Date(NOW),
      contactId: contact?.id,
      callerName: "Ana",
      outcome: "answered",
      isLogged: true,
      agentId: null,
      turns: [
        { sender: "agent", content: "Hi" },
        { sender: "customer", content: "Hello" },
      ],
    });
    expect(contact?.name).toBe("Ana");
    for (const search of ["ana", "5550123"]) {
      expect((await listCalls(tenant.ctx, { ...PAGE, search })).items.map((call) => call.id)).toEqual([id]);
    }
    expect((await overview(tenant.ctx, {})).calls).toMatchObject({ total: 1, averageSeconds: 245 });
  });

  it.each([
    ["completed", ["call.completed", "call.started"]],
    ["transferred", ["call.completed", "call.started", "call.transferred"]],
    ["missed", ["call.completed"]],
    ["in_progress", ["call.started"]],
  ] as const)("%s records what any such call records, and mails nobody", async (status, events) => {
    const tenant = await makeTenant();
    const id = await logCall(tenant.ctx, { ...CALL, status });
    expect(await eventsOf(tenant, id)).toEqual(events);
    await runNotices(tenant);
    tenant.clock.set(at(3_600));
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toEqual([]);
  });

  it("does not rename whom it finds, and needs no number", async () => {
    const tenant = await makeTenant();
    await findOrCreateContact(tenant.ctx, { name: "Marta Ruiz", phone: PHONE });
    const known = await logCall(tenant.ctx, CALL);
    const hidden = await logCall(tenant.ctx, { ...CALL, phone: null, callerName: "Somebody" });
    expect((await findContactByPhone(tenant.ctx, PHONE))?.name).toBe("Marta Ruiz");
    expect((await getCall(tenant.ctx, known)).callerName).toBe("Ana");
    expect(await getCall(tenant.ctx, hidden)).toMatchObject({ callerName: "Somebody", contactId: null });
    expect((await listCalls(tenant.ctx, { ...PAGE, search: "somebody" })).total).toBe(1);
  });

  it("of an unknown length does not count for the average, nor does a missed one", async () => {
    const tenant = await makeTenant();
    await logCall(tenant.ctx, { status: "completed" });
    await logCall(tenant.ctx, { status: "missed", durationSeconds: 30 });
    expect((await overview(tenant.ctx, {})).calls).toMatchObject({ total: 2, averageSeconds: null });
  });

  it("shows the recording that was given, and keeps what nobody in particular said", async () => {
    const tenant = await makeTenant();
    const recordingLink = "https://recordings.example.com/1.mp3";
    await logCall(tenant.ctx, { ...CALL, recordingLink, transcript: "Wants a price.\nCalls again." });
    const { items } = await listCallRecords(tenant.ctx, PAGE);
    expect(items).toMatchObject([
      { recordingUrl: recordingLink, hasRecording: false, transcript: "Wants a price.\nCalls again." },
    ]);
  });

  it("is refused to a guest, with a script for a recording, and with a transcript of thousands of turns", async () => {
    const tenant = await makeTenant();
    await expect(logCall(await tenant.as("guest"), CALL)).rejects.toMatchObject({ code: "forbidden" });
    for (const wrong of [
      { recordingLink: "javascript:alert(1)" },
      { transcript: "Agent: a\n".repeat(2_001) },
    ])
      await expect(logCall(tenant.ctx, { ...CALL, ...wrong })).rejects.toMatchObject({
        code: "validation_failed",
      });
    expect((await listCalls(tenant.ctx, PAGE)).total).toBe(0);
  });

  it("is made with a key that may do nothing else, its caller included", async () => {
    const tenant = await makeTenant();
    const key = {
      ...tenant.ctx,
      actor: { kind: "api_key", keyId: newId(new Date()), permissions: ["call:write"] },
    } as const;
    await logCall(key, CALL);
    expect((await findContactByPhone(tenant.ctx, PHONE))?.name).toBe("Ana");
  });
});

describe("a logged call that goes on", () => {
  const ongoing = { ...CALL, status: "in_progress" } as const;

  it("is nowhere live and cannot be steered", async () => {
    const tenant = await makeTenant();
    const callId = await logCall(tenant.ctx, ongoing);
    expect(await countLive(tenant.ctx)).toBe(0);
    await expect(endCall(tenant.ctx, { callId })).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is over after four hours, with the length that it had", async () => {
    const tenant = await makeTenant();
    const callId = await logCall(tenant.ctx, ongoing);
    expect(await jobsAbout(tenant, callId)).toEqual([{ kind: "call.end_logged", run_at: at(4 * 3_600) }]);
    tenant.clock.set(at(4 * 3_600));
    await endLoggedCall(jobsOf(tenant), { callId });
    await endLoggedCall(jobsOf(tenant), { callId });
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      status: "completed",
      endedAt: new Date(NOW),
      durationSeconds: 245,
    });
    expect(await eventsOf(tenant, callId)).toEqual(["call.completed", "call.started"]);
  });

  it("is not taken for a call that a vendor reports", async () => {
    const tenant = await makeCallTenant();
    const logged = await logCall(tenant.ctx, {
      ...ongoing,
      durationSeconds: 60,
      direction: "outbound",
      phone: tenant.number,
    });
    const told = await recordTelephonyFact(systemOf(tenant), callStory(tenant.number, "anonymous").initiated);
    expect(told).toMatchObject({ matched: true });
    expect(told).not.toMatchObject({ callId: logged });
    await endLoggedCall(jobsOf(tenant), { callId: told.matched ? told.callId : "" });
    expect((await listCalls(tenant.ctx, { ...PAGE, status: ["completed"] })).total).toBe(0);
  });
});
