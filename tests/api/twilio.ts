import { randomUUID } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { createIntegration } from "@/lib/domain/integrations";
import { appUrl } from "@/lib/env";
import type { RouteHandler } from "@/lib/http/route";
import { createTwilio } from "@/lib/providers/twilio/client";
import { makeTenant, type Tenant } from "../support/context";
import { nextNumber } from "../support/numbers";
import { recordingPorts } from "../support/ports";
import { rebuilt, runtimeUnder } from "./rebuilt";

export interface TwilioOwner {
  tenant: Tenant;
  account: { sid: string; authToken: string };
  number: string;
}

/** A business that has connected its account at Twilio, which says yes to everything. */
export async function ownerAtTwilio(): Promise<TwilioOwner> {
  const tenant = await makeTenant();
  const number = nextNumber();
  const account = {
    sid: `AC${randomUUID().replaceAll("-", "")}`,
    authToken: randomUUID().replaceAll("-", ""),
  };
  const { twilio } = tenant.ports.accounts;
  tenant.ports.accounts.twilio = (given) => ({
    ...twilio(given),
    verify: async () => undefined,
    ownedNumber: async () => "PN1",
    directNumber: async () => undefined,
  });
  await createIntegration(tenant.ctx, {
    type: "twilio",
    config: { accountSid: account.sid, authToken: account.authToken, phoneNumber: number },
  });
  return { tenant, account, number };
}

export interface TwilioAnswer {
  status: number;
  type: string | null;
  text: string;
}

/** A route whose jobs are written and not run, and which reaches nobody, but knows how Twilio is answered. */
function alone(handler: RouteHandler): RouteHandler {
  const runtime = runtimeUnder({});
  const twilio = createTwilio({
    baseUrl: "http://127.0.0.1:1",
    isEmulated: true,
    webhookUrl: () => `${appUrl()}/api/webhooks/twilio`,
  });
  const { voice, accounts, ...rest } = recordingPorts();
  const ports = {
    ...rest,
    accounts: { ...accounts, twilio },
    // On a slow machine, too, what is answered is what was decided, and not that there was no time for it.
    voice: { ...voice, deadlineMilliseconds: 120_000 },
  };
  const context: typeof runtime.context = async (parts) => ({ ...(await runtime.context(parts)), ports });
  return rebuilt(handler, { ...runtime, context }, handler.edition);
}

/** Delivers a form as Twilio does, signed for the address that a document or we ourselves told it. */
export async function fromTwilio(
  handler: RouteHandler,
  { account }: Pick<TwilioOwner, "account">,
  form: Record<string, string>,
  sent: { path?: string; search?: string; signedBy?: string } = {},
): Promise<TwilioAnswer> {
  const { path = "/api/webhooks/twilio", search = "", signedBy = account.authToken } = sent;
  const body = { AccountSid: account.sid, ...form };
  const request = new Request(`http://localhost:3000${path}${search}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": "203.0.113.9",
      "x-twilio-signature": getExpectedTwilioSignature(signedBy, `${appUrl()}${path}${search}`, body),
    },
    body: new URLSearchParams(body),
  });
  const answer = await alone(handler)(request, { params: Promise.resolve({}) });
  return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
}
