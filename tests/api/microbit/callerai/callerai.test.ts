import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApiKey } from "@/lib/domain/access";
import { CARRIERS } from "@/lib/domain/carriers";
import type { Context } from "@/lib/domain/context";
import { carrierFields, missingFields } from "@/lib/domain/integrations";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { anonymousContext } from "../../../support/context";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import { create, openDesk, portsAt } from "../assistants/desk";
import { type Office, openOffice, refusal } from "../office";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => {
  vendors.emulators.telnyx.faults.clear();
  vendors.emulators.twilio.faults.clear();
  vendors.emulators.retell.faults.clear();
});

const NUMBERS = "GET /callerai/phone-numbers";
const VOICES = "GET /callerai/voices/:language";
const PROVIDERS = "GET /callerai/provider-configs";
const ownerOf = async ({ businessId, owner: { userId }, clock }: Office): Promise<Context> => ({
  ...(await anonymousContext(clock)),
  actor: { kind: "user", userId, sessionId: userId, isPlatformAdmin: false },
  business: { id: businessId, role: "owner" },
});
const numbersIn = (body: unknown) =>
  (body as { phone_numbers: { number: string; friendly_name: string; capabilities: string[] }[] })
    .phone_numbers;

describe(NUMBERS, () => {
  it("200: twenty of the installation's carrier, of the United States unless said otherwise", async () => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const { status, body } = await office.ask(NUMBERS);
    expect(status).toBe(200);
    expect(numbersIn(body)).toHaveLength(20);
    expect(numbersIn(body)[0]).toEqual({
      number: "+13128675000",
      friendly_name: "+1 (312) 867-5000",
      capabilities: ["voice", "sms"],
    });
    expect((await office.ask(NUMBERS, { query: { country_code: "us" } })).body).toEqual(body);
    const british = await office.ask(NUMBERS, { query: { country_code: "GB" } });
    expect(numbersIn(british.body)[0]).toMatchObject({
      number: "+442079405000",
      friendly_name: expect.stringMatching(/^\+44 /),
    });
    expect((await office.ask(NUMBERS, { query: { country_code: "FR" } })).body).toEqual({
      phone_numbers: [],
    });
  });

  it("200: those of the workspace's own Twilio account, where one is connected", async () => {
    const office = await openDesk(portsAt(vendors));
    const { sid, authToken } = vendors.emulators.twilio.openAccount([]);
    const config = { account_sid: sid, auth_token: authToken };
    await create(office, { name: "Ava", provider: "twilio", provider_config: config });
    vendors.emulators.telnyx.faults.set({ match: "available_phone_numbers", mode: "fail" });
    const { status, body } = await office.ask(NUMBERS);
    expect(status).toBe(200);
    expect(numbersIn(body)).toHaveLength(20);
    expect(numbersIn(body)[0]?.capabilities).toEqual(["voice", "sms"]);
    expect((await office.ask(NUMBERS, { query: { country_code: "FR" } })).body).toEqual({
      phone_numbers: [],
    });
  });

  it("200 for guests, 401 for nobody, and for somebody in no business the installation's", async () => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const { headers } = await office.join("guest");
    expect((await office.ask(NUMBERS, { headers })).status).toBe(200);
    expect((await office.ask(NUMBERS, { headers: {} })).status).toBe(401);
    const alone = await office.stranger();
    expect(numbersIn((await office.ask(NUMBERS, { headers: alone.headers })).body)).toHaveLength(20);
  });

  it("429 for a person's 31st look within the hour at the installation's carrier; a program's are its owner's", async () => {
    const office = await openDesk(portsAt(vendors));
    const { key } = await createApiKey(await ownerOf(office), {
      name: "Program",
      permissions: ["number:read"],
    });
    for (let asked = 0; asked < 29; asked += 1) await office.make(NUMBERS);
    await office.make(NUMBERS, { headers: { "x-api-key": key } });
    const answer = await office.ask(NUMBERS);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "3600"]);
    const { headers } = await office.join("guest");
    expect((await office.ask(NUMBERS, { headers })).status).toBe(200);
    const { sid, authToken } = vendors.emulators.twilio.openAccount([]);
    const config = { account_sid: sid, auth_token: authToken };
    await create(office, { name: "Ava", provider: "twilio", provider_config: config });
    expect((await office.ask(NUMBERS)).status).toBe(200);
  });

  it.each(["USA", "ZZ", "1", ""])("400 for %j, which is no country", async (country_code) => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const answer = await office.ask(NUMBERS, { query: { country_code } });
    expect([answer.status, answer.body]).toEqual([
      400,
      refusal(expect.stringMatching(/^country_code: /), { fields: { country_code: [expect.any(String)] } }),
    ]);
  });

  it("502 where the carrier fails, 503 where there is none", async () => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    vendors.emulators.telnyx.faults.set({ match: "available_phone_numbers", mode: "fail" });
    const failed = await office.ask(NUMBERS);
    expect([failed.status, failed.headers.get("retry-after")]).toEqual([502, "30"]);
    const telephony = createTelnyxTelephony({ apiKey: null, baseUrl: null, isEmulated: false });
    const without = await openOffice(undefined, { vendors: { telephony } });
    const none = await without.ask(NUMBERS);
    expect([none.status, none.body]).toEqual([503, refusal(expect.stringContaining("No phone carrier"))]);
  });
});

describe(VOICES, () => {
  it("200: the voices of the vendor, for guests and people of no business, too", async () => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const guest = await office.join("guest");
    const alone = await office.stranger();
    for (const headers of [guest.headers, alone.headers]) {
      const { status, body } = await office.ask(VOICES, { headers, params: { language: "en-US" } });
      expect([status, body]).toEqual([
        200,
        {
          voices: [
            { id: "11labs-Adrian", name: "Adrian (American)", gender: "male" },
            { id: "11labs-Myra", name: "Myra (American)", gender: "female" },
            { id: "openai-Alloy", name: "Alloy (American)", gender: "female" },
            { id: "cartesia-Brian", name: "Brian (British)", gender: "male" },
          ],
        },
      ]);
    }
    for (const language of ["de-DE", "de", "EN_gb"])
      expect((await office.ask(VOICES, { params: { language } })).status).toBe(200);
  });

  it.each(["xx-YY", "klingon", "-", "1"])("400 for %j", async (language) => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const answer = await office.ask(VOICES, { params: { language } });
    expect([answer.status, answer.body]).toEqual([
      400,
      refusal(expect.stringMatching(/^language: /), { fields: { language: [expect.any(String)] } }),
    ]);
  });

  it("401 for nobody, 503 where the vendor is out of reach or not connected", async () => {
    const office = await openOffice(undefined, { vendors: portsAt(vendors) });
    const params = { language: "en-US" };
    expect((await office.ask(VOICES, { params, headers: {} })).status).toBe(401);
    vendors.emulators.retell.faults.set({ match: "list-voices", mode: "fail" });
    const fresh = await openOffice(undefined, { vendors: portsAt(vendors) });
    expect((await fresh.ask(VOICES, { params })).status).toBe(503);
    const voice = createRetellVoice({ apiKey: null, baseUrl: null, isEmulated: false });
    const without = await openOffice(undefined, { vendors: { voice } });
    expect((await without.ask(VOICES, { params })).status).toBe(503);
  });
});

describe(PROVIDERS, () => {
  it("200: every provider with what it takes, as documented", async () => {
    const office = await openOffice();
    const { headers } = await office.join("guest");
    const { status, body } = await office.ask(PROVIDERS, { headers });
    expect([status, body]).toEqual([
      200,
      {
        providers: [
          {
            id: "twilio",
            name: "Twilio",
            fields: [
              { name: "account_sid", type: "string", required: true },
              { name: "auth_token", type: "password", required: true },
            ],
          },
          { id: "telnyx", name: "Telnyx", fields: [] },
        ],
      },
    ]);
    expect((await office.ask(PROVIDERS, { headers: {} })).status).toBe(401);
  });

  it("says what a config is read by", async () => {
    expect(CARRIERS.flatMap((carrier) => carrierFields(carrier)).map(({ name }) => name)).toEqual([
      "accountSid",
      "authToken",
    ]);
    expect(missingFields("twilio", { account_sid: "AC1", AUTH_TOKEN: "x" })).toEqual([]);
    expect(missingFields("twilio", { accountSid: "AC1", authToken: "" })).toEqual(["authToken"]);
  });
});
