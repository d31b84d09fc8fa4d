import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { appUrl } from "@/lib/env";
import type { FrontOffice } from "./front-office";

export const PATH = "/api/webhooks/twilio";
export const REJECTED = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject/></Response>';

let lastSid = 0;
export const newSid = (kind: string) => `${kind}${String(++lastSid).padStart(32, "0")}`;

export interface Sent {
  search?: string;
  signedBy?: string;
  signature?: string | null;
}

/** Delivers a form as Twilio does for an account. */
export async function deliver(
  office: FrontOffice,
  account: { sid: string; authToken: string },
  form: Record<string, string>,
  sent: Sent = {},
) {
  const { search = "", signedBy = account.authToken } = sent;
  const body = { AccountSid: account.sid, ...form };
  const signed = getExpectedTwilioSignature(signedBy, `${appUrl()}${PATH}${search}`, body);
  const signature = sent.signature === undefined ? signed : sent.signature;
  const answer = await fetch(`${office.app.origin}${PATH}${search}`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(signature === null ? {} : { "x-twilio-signature": signature }),
    },
    body: new URLSearchParams(body),
  });
  const isXml = answer.headers.get("content-type")?.startsWith("text/xml");
  return { status: answer.status, body: isXml ? await answer.text() : await answer.json() };
}

export const ringing = (to: string, more: object = {}) => ({
  CallSid: newSid("CA"),
  From: "+12025550133",
  To: to,
  CallStatus: "ringing",
  Direction: "inbound",
  ApiVersion: "2010-04-01",
  ...more,
});
