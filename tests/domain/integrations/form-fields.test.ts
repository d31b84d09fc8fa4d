import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import {
  connectedAccount,
  createIntegration,
  formConfig,
  listIntegrations,
  shownFields,
  updateIntegration,
} from "@/lib/domain/integrations";
import { makeTenant, type Tenant } from "../../support/context";

const NAMES = { accountsid: "accountSid", authtoken: "authToken", phonenumber: "phoneNumber" };

describe("the fields of a form", () => {
  it("are shown by their common names, however they were spelled, with secrets masked by then", () => {
    const config = {
      account_sid: "AC1",
      Token: "••••••••",
      number: "+12175550188",
      nested: { x: 1 },
      empty: "",
    };
    expect(shownFields({ type: "twilio", config })).toEqual({
      accountsid: "AC1",
      authtoken: "••••••••",
      phonenumber: "+12175550188",
    });
    expect(
      shownFields({ type: "email", config: { auth: { user: "desk" }, smtp_port: 587, ssl: true } }),
    ).toEqual({
      username: "desk",
      port: "587",
      secure: "true",
    });
  });

  it.each([
    ["SSL", "true"],
    ["yes", "true"],
    [false, "false"],
    ["starttls", "false"],
  ])("say whether encryption begins at once where it is written %j", (secure, shown) => {
    expect(shownFields({ type: "email", config: { secure } })).toEqual({ secure: shown });
  });

  it("are written under every name that they have, or under the form's", () => {
    const stored = { account_sid: "AC1", number: "+1", phone_number: "+2", other: "x" };
    expect(formConfig("twilio", stored, { phonenumber: null, authtoken: "t" }, NAMES)).toEqual({
      number: null,
      phone_number: null,
      phoneNumber: null,
      authToken: "t",
    });
  });
});

const MAIL = {
  host: "smtp.harbor.example",
  username: "desk",
  password: "correct horse",
  from: "a@harbor.example",
};

async function mailOffice() {
  const tenant = await makeTenant();
  tenant.ports.accounts.smtp = (account) => ({
    ...account,
    transport: "smtp",
    accountMail: "sent",
    isEmulated: false,
    send: async () => undefined,
    verify: async () => undefined,
  });
  const { id } = await createIntegration(tenant.ctx, { type: "email", config: MAIL });
  return { tenant, id };
}
const accountOf = ({ ctx }: Tenant) => inTenant(ctx, (ctx) => connectedAccount(ctx, "email"));

describe("the password of a mail server", () => {
  const refused = {
    code: "validation_failed",
    detail: {
      fields: {
        "config.password": ["Enter the password again: it was entered for another mail server."],
      },
    },
  };
  it.each([
    [{ host: "smtp.evil.example" }],
    [{ smtp_host: "smtp.evil.example", host: null }],
    [{ port: 2525 }],
    [{ secure: true }],
    [{ host: "smtp.evil.example", password: "••••••••" }],
    [{ host: "smtp.evil.example", auth: { user: "desk" } }],
    [{ host: null }],
    [{ host: "smtp.evil.example", from: null }],
  ])("is not sent to another one: %j", async (config) => {
    const { tenant, id } = await mailOffice();
    await expect(updateIntegration(tenant.ctx, { id, config })).rejects.toMatchObject(refused);
    expect(await accountOf(tenant)).toMatchObject({ host: MAIL.host, password: MAIL.password });
  });

  it("stays with all other changes, and goes or is entered anew with the server", async () => {
    const { tenant, id } = await mailOffice();
    await updateIntegration(tenant.ctx, { id, config: { host: "SMTP.harbor.example", port: "587" } });
    expect(await accountOf(tenant)).toMatchObject({ port: 587, password: MAIL.password });
    await updateIntegration(tenant.ctx, { id, config: { host: "mx.harbor.example", password: "another" } });
    expect(await accountOf(tenant)).toMatchObject({ host: "mx.harbor.example", password: "another" });
    await updateIntegration(tenant.ctx, { id, config: { host: "open.harbor.example", password: null } });
    expect(await accountOf(tenant)).toMatchObject({ host: "open.harbor.example", password: null });
    expect(await listIntegrations(tenant.ctx)).toHaveLength(1);
  });
});
