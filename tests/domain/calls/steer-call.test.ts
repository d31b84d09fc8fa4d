import { describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { callCommandInput, endCall, runCallCommand, takeOverCall } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { listTasks } from "@/lib/domain/tasks";
import { makeTenant, type Tenant } from "../../support/context";
import { jobsOf, spokenCall, systemOf, tell } from "./call-story";
import { connectVendors } from "./fake-vendors";

const PERSON = "(212) 555-0188";
const PERSON_E164 = "+12125550188";

/** Does the orders of the call that wait. */
async function obey(tenant: Tenant): Promise<void> {
  const jobs = await inTenant(tenant.ctx, ({ trx }) =>
    trx.selectFrom("jobs").select("payload").where("kind", "=", "call.command").execute(),
  );
  for (const { payload } of jobs) await runCallCommand(jobsOf(tenant), callCommandInput.parse(payload));
}

const audited = (tenant: Tenant) =>
  inTenant(tenant.ctx, async ({ trx }) =>
    (await trx.selectFrom("audit_log").select(["action", "subject_id", "changes"]).execute()).filter(
      ({ action }) => action.startsWith("call."),
    ),
  );

describe("a person of the business", () => {
  it("ends a call: the carrier is told once, however often the button is pressed", async () => {
    const { tenant, callId } = await spokenCall();
    const { commands } = connectVendors(tenant);
    await endCall(tenant.ctx, { callId });
    await endCall(await tenant.as("member"), { callId });
    await obey(tenant);
    expect(commands).toEqual([{ command: "hangUp", commandId: expect.any(String), detail: undefined }]);
    expect(await audited(tenant)).toMatchObject([
      { action: "call.end", subject_id: callId },
      { action: "call.end", subject_id: callId },
    ]);
  });

  it("takes a call over to a telephone, once", async () => {
    const { tenant, callId } = await spokenCall();
    const { commands } = connectVendors(tenant);
    await takeOverCall(tenant.ctx, { callId, to: PERSON });
    await takeOverCall(tenant.ctx, { callId, to: PERSON });
    await obey(tenant);
    expect(commands).toEqual([{ command: "transfer", commandId: expect.any(String), detail: PERSON_E164 }]);
    await expect(takeOverCall(tenant.ctx, { callId, to: PERSON })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await audited(tenant))[0]).toMatchObject({
      action: "call.take_over",
      changes: { to: PERSON_E164 },
    });
  });

  it("cannot take it over to what is no telephone of a person, or the receptionist's own", async () => {
    const { tenant, callId } = await spokenCall();
    connectVendors(tenant);
    for (const to of ["nobody", "", "911 555 0100", "+1 900 555 1234", "+881 612 345 678", tenant.number]) {
      await expect(takeOverCall(tenant.ctx, { callId, to })).rejects.toMatchObject({
        code: "validation_failed",
        detail: { fields: { to: [expect.any(String)] } },
      });
    }
  });

  it("takes it over as a member only to a number that is set up for callers", async () => {
    const { tenant, callId } = await spokenCall();
    const { commands } = connectVendors(tenant);
    const member = await tenant.as("member");
    const takeOver = () => takeOverCall(member, { callId, to: PERSON });
    const refused = {
      code: "validation_failed",
      detail: { fields: { to: [expect.stringContaining("hand-off rules")] } },
    };
    await expect(takeOver()).rejects.toMatchObject(refused);
    await createAgent(tenant.ctx, { name: "Ana", fallbackNumbers: ["+12125550199"] });
    await expect(takeOver()).rejects.toMatchObject(refused);
    await createAgent(tenant.ctx, { name: "Bo", fallbackNumbers: [PERSON_E164] });
    await takeOver();
    await obey(tenant);
    expect(commands).toEqual([{ command: "transfer", commandId: expect.any(String), detail: PERSON_E164 }]);
  });

  it("who takes a call over and does not answer gets a task that says so", async () => {
    const { tenant, story, callId } = await spokenCall();
    connectVendors(tenant);
    await takeOverCall(tenant.ctx, { callId, to: PERSON });
    await obey(tenant);
    await tell(systemOf(tenant), story.hangup);
    await obey(tenant);
    expect(await listTasks(tenant.ctx)).toMatchObject([
      {
        kind: "callback",
        body: `Your team took the call over, and the caller hung up before anybody answered.\n\nRung:\n${PERSON_E164}: the caller hung up first`,
      },
    ]);
  });

  it("cannot steer a call that is over, or that no carrier takes orders for", async () => {
    const { tenant, story, callId } = await spokenCall();
    await expect(endCall(tenant.ctx, { callId })).rejects.toMatchObject({ code: "unavailable" });
    connectVendors(tenant);
    await tell(systemOf(tenant), story.hangup);
    await expect(endCall(tenant.ctx, { callId })).rejects.toMatchObject({ code: "conflict" });
    await expect(takeOverCall(tenant.ctx, { callId, to: PERSON })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("may not as a guest, nor from another business", async () => {
    const { tenant, callId } = await spokenCall();
    connectVendors(tenant);
    const guest = await tenant.as("guest");
    await expect(endCall(guest, { callId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(takeOverCall(guest, { callId, to: PERSON })).rejects.toMatchObject({ code: "forbidden" });
    const other = await makeTenant();
    connectVendors(other);
    await expect(endCall(other.ctx, { callId })).rejects.toMatchObject({ code: "not_found" });
    await expect(takeOverCall(other.ctx, { callId, to: PERSON })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
