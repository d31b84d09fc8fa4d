import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { ids } from "@/lib/editions/microbit/ids";
import { testDatabase } from "../../../support/context";
import { nextNumber } from "../../../support/numbers";
import { recordingPorts } from "../../../support/ports";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import { type Office, refusal } from "../office";
import { assistantIn, create, LIST, listed, ONE, openDesk, portsAt } from "./desk";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => vendors.emulators.twilio.faults.clear());

const SECRET = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
const DOCUMENTED = {
  name: "Support Bot",
  phone_number: "+1-555-0300",
  instructions: "You are a helpful customer support assistant for Acme Corp...",
  voice: "en-US-Neural2-J",
  provider: "twilio",
  provider_config: { account_sid: "AC...", auth_token: "..." },
};
const configOf = ({ sid, authToken }: { sid: string; authToken: string }) => ({
  account_sid: sid,
  auth_token: authToken,
});
const put = async (office: Office, id: string, body: object) => office.ask(`PUT ${ONE}`, { id, body });
/** What stands anywhere in the rows of a workspace, but for what is sealed. */
const written = async (office: Office): Promise<string> => {
  const { kysely } = await testDatabase();
  return asService(kysely, async (trx) =>
    JSON.stringify([
      await trx.selectFrom("audit_log").selectAll().where("business_id", "=", office.businessId).execute(),
      await trx.selectFrom("jobs").selectAll().where("business_id", "=", office.businessId).execute(),
      await trx.selectFrom("integrations").selectAll().where("business_id", "=", office.businessId).execute(),
    ]),
  );
};

describe("the documented example", () => {
  it("works as sent, in any workspace, and is honest about the number", async () => {
    for (const office of [await openDesk(portsAt(vendors)), await openDesk(portsAt(vendors))]) {
      const answer = await office.ask(`POST ${LIST}`, { body: DOCUMENTED });
      expect(answer.status).toBe(201);
      expect(assistantIn(answer.body)).toMatchObject({
        name: "Support Bot",
        phone_number: "+15550300",
        voice: "en-US-Neural2-J",
        provider: "twilio",
        callerai_id: expect.stringMatching(/^agent_/),
        phone_number_status: "pending",
        phone_number_problem: "The Account SID is none: it begins with AC.",
      });
      expect(JSON.stringify(answer.body)).not.toContain("auth_token");
    }
  });
});

describe("a number of the workspace's own Twilio account", () => {
  it("is answered by the assistant once Twilio says that the account owns it", async () => {
    const [first, second] = [nextNumber(), nextNumber()];
    const account = vendors.emulators.twilio.openAccount([first, second]);
    const office = await openDesk(portsAt(vendors));
    const body = { name: "Ava", provider: "twilio", phone_number: first };
    const config = { account_sid: account.sid, auth_token: account.authToken };
    const made = await create(office, { ...body, provider_config: config });
    const live = { phone_number_status: "active", phone_number_problem: "", provider: "twilio" };
    expect(made).toMatchObject({ ...live, phone_number: first });
    expect(vendors.emulators.twilio.number(first)?.voiceUrl).toContain("/api/webhooks/twilio");
    const other = await create(office, { ...body, name: "Bo", phone_number: second });
    expect(other).toMatchObject({ ...live, phone_number: second });
    expect(await listed(office)).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ id: made.id, ...live })]),
    );
    expect(await written(office)).not.toContain(account.authToken);
  });

  it("waits while Twilio is out of reach, or does not know it as the account's", async () => {
    const number = nextNumber();
    const account = vendors.emulators.twilio.openAccount([]);
    const office = await openDesk(portsAt(vendors));
    const config = { account_sid: account.sid, auth_token: account.authToken };
    vendors.emulators.twilio.faults.set({ match: "Accounts", mode: "fail" });
    const body = { name: "Ava", provider: "twilio", phone_number: number, provider_config: config };
    const made = await create(office, body);
    const problem = "Twilio has not said yet that your account owns this number.";
    expect(made).toMatchObject({ phone_number_status: "pending", phone_number_problem: problem });
    vendors.emulators.twilio.faults.clear();
    const again = await put(office, made.id, { provider_config: config });
    expect(assistantIn(again.body)).toMatchObject({ phone_number_status: "pending" });
    const wrong = await put(office, made.id, { provider_config: { ...config, auth_token: SECRET } });
    expect(assistantIn(wrong.body)).toMatchObject({
      phone_number_problem: "Twilio does not accept this Account SID and Auth Token.",
    });
    expect(JSON.stringify(wrong.body) + (await written(office))).not.toContain(SECRET);
  });

  it("asks for the token again where another account is named without one", async () => {
    const account = vendors.emulators.twilio.openAccount([]);
    const office = await openDesk(portsAt(vendors));
    const config = { account_sid: account.sid, auth_token: account.authToken };
    const { id } = await create(office, { name: "Ava", provider: "twilio", provider_config: config });
    const body = { name: "Changed", provider: "twilio", provider_config: { account_sid: "AC0123456789" } };
    const answer = await put(office, id, body);
    expect([answer.status, answer.body]).toEqual([
      400,
      refusal(expect.stringContaining("Enter the auth token again"), { fields: expect.any(Object) }),
    ]);
    expect(await listed(office)).toMatchObject([{ name: "Ava" }]);
  });
});

describe("a number that the workspace's account does not own any more", () => {
  it("waits, and is free for the account that owns it, once the account is another", async () => {
    const number = nextNumber();
    const one = vendors.emulators.twilio.openAccount([number]);
    const two = vendors.emulators.twilio.openAccount([]);
    const office = await openDesk(portsAt(vendors));
    const body = { provider: "twilio", phone_number: number, provider_config: configOf(one) };
    const made = await create(office, { name: "Ava", ...body });
    expect(made.phone_number_status).toBe("active");
    vendors.emulators.twilio.faults.set({ match: "Accounts", mode: "fail" });
    const after = await put(office, made.id, { provider: "twilio", provider_config: configOf(two) });
    vendors.emulators.twilio.faults.clear();
    expect(assistantIn(after.body).phone_number_status).toBe("pending");
    const three = vendors.emulators.twilio.openAccount([number]);
    const buyer = await openDesk(portsAt(vendors));
    const bought = { ...body, name: "Bo", provider_config: configOf(three) };
    expect((await create(buyer, bought)).phone_number_status).toBe("active");
  });
});

describe("a number of the installation's carrier", () => {
  it("is in use at once where calls are simulated, else once it is set up there", async () => {
    const simulated = await openDesk(portsAt(vendors));
    expect(await create(simulated, { name: "Ava", phone_number: nextNumber() })).toMatchObject({
      provider: "telnyx",
      phone_number_status: "active",
    });
    expect(await create(simulated, { name: "Bo", phone_number: "+1-555-0301" })).toMatchObject({
      phone_number: "+15550301",
      phone_number_status: "pending",
    });
    const { telephony } = recordingPorts();
    const real = await openDesk({ telephony: { ...telephony, isConfigured: true } });
    const waiting = await create(real, { name: "Ava", phone_number: nextNumber() });
    expect(waiting.phone_number_status).toBe("pending");
    expect(waiting.phone_number_problem).toMatch(/^Whoever runs this installation/);
  });

  it("is replaced, taken away, and given to another", async () => {
    const office = await openDesk(portsAt(vendors));
    const [first, second] = [nextNumber(), nextNumber()];
    const ava = await create(office, { name: "Ava", phone_number: first });
    const bo = await create(office, { name: "Bo" });
    const replaced = await put(office, ava.id, { phone_number: second });
    expect(assistantIn(replaced.body).phone_number).toBe(second);
    expect(assistantIn((await put(office, bo.id, { phone_number: first })).body).phone_number).toBe(first);
    for (const none of [null, ""]) {
      await office.make(`PUT ${ONE}`, { id: ava.id, body: { phone_number: second } });
      const taken = await put(office, ava.id, { phone_number: none });
      expect(assistantIn(taken.body)).toMatchObject({ phone_number: "", provider: "" });
    }
    const { headers } = await office.join("manager");
    const same = await office.ask(`PUT ${ONE}`, { id: bo.id, headers, body: { phone_number: first } });
    expect(same.status).toBe(200);
  });

  it("is left to others when its assistant is deleted", async () => {
    const office = await openDesk(portsAt(vendors));
    const number = nextNumber();
    const ava = await create(office, { name: "Ava", phone_number: number });
    const bo = await create(office, { name: "Bo" });
    await office.make(`DELETE ${ONE}`, { id: ava.id });
    expect(assistantIn((await put(office, bo.id, { phone_number: number })).body)).toMatchObject({
      phone_number: number,
      phone_number_status: "active",
    });
  });
});

describe("409", () => {
  it("is for a number that another assistant answers, and nothing is made of the rest", async () => {
    const office = await openDesk(portsAt(vendors));
    const number = nextNumber();
    await create(office, { name: "Ava", phone_number: number });
    const config = { account_sid: "AC0123456789", auth_token: SECRET };
    const body = { name: "Bo", phone_number: number, provider: "twilio", provider_config: config };
    const answer = await office.ask(`POST ${LIST}`, { body });
    expect([answer.status, answer.body]).toEqual([
      409,
      refusal(expect.stringContaining("Another receptionist answers this number")),
    ]);
    expect(await listed(office)).toMatchObject([{ name: "Ava" }]);
    const { kysely } = await testDatabase();
    const accounts = await asService(kysely, (trx) =>
      trx.selectFrom("integrations").select("id").where("business_id", "=", office.businessId).execute(),
    );
    expect(accounts).toEqual([]);
  });

  it("is for a number that another workspace has, and tells nothing of it", async () => {
    const [here, there] = [await openDesk(portsAt(vendors)), await openDesk(portsAt(vendors))];
    const number = nextNumber();
    await create(there, { name: "Ava", phone_number: number });
    const answer = await here.ask(`POST ${LIST}`, { body: { name: "Bo", phone_number: number } });
    expect([answer.status, answer.body]).toEqual([409, refusal("Another business has this number.")]);
    expect(await listed(here)).toEqual([]);
  });

  it("is none for a number that another one has only named", async () => {
    const { telephony } = recordingPorts();
    const real = { telephony: { ...telephony, isConfigured: true } };
    const number = nextNumber();
    for (const office of [await openDesk(real), await openDesk(real)])
      expect(await create(office, { name: "Ava", phone_number: number })).toMatchObject({
        phone_number_status: "pending",
      });
    const owner = await openDesk(portsAt(vendors));
    expect(await create(owner, { name: "Ava", phone_number: number })).toMatchObject({
      phone_number_status: "active",
    });
    expect(ids.read("workspace").parse(owner.workspaceId)).toBe(owner.businessId);
  });
});

describe("429", () => {
  it("is for one more at work, or one number more, than the plan has; one that is not started is made", async () => {
    const payments = { ...recordingPorts().payments, isConfigured: true };
    const office = await openDesk({ ...portsAt(vendors), payments });
    await create(office, { name: "Ava", phone_number: nextNumber() });
    await create(office, { name: "Cy" });
    const more = await office.ask(`POST ${LIST}`, { body: { name: "Bo" } });
    expect([more.status, more.body]).toEqual([429, refusal()]);
    expect(more.headers.get("retry-after")).toBeNull();
    const idle = { name: "Bo", status: "inactive" };
    const numbered = await office.ask(`POST ${LIST}`, { body: { ...idle, phone_number: nextNumber() } });
    expect(numbered.status).toBe(429);
    const { id } = await create(office, idle);
    expect((await put(office, id, { name: "Changed", status: "active" })).status).toBe(429);
    const names = (await listed(office)).map((one) => ("name" in one ? one.name : ""));
    expect(names.toSorted()).toEqual(["Ava", "Bo", "Cy"]);
  });
});
