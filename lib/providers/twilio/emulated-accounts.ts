import { offeredNumbers } from "../emulation/offered-numbers";
import type { Reply } from "../emulation/server";
import { newSid } from "./emulated-leg";
import { type Form, fieldOf } from "./form";

/** A number of an account, and whom Twilio asks and tells of its calls and texts. */
export interface EmulatedNumber {
  sid: string;
  phoneNumber: string;
  voiceUrl: string;
  voiceFallbackUrl: string;
  statusCallback: string;
  smsUrl: string;
}

export interface EmulatedAccount {
  sid: string;
  authToken: string;
  status: "active" | "suspended";
  numbers: EmulatedNumber[];
}

const ERRORS = {
  unauthenticated: { status: 401, code: 20003, message: "Authenticate" },
  notFound: { status: 404, code: 20404, message: "The requested resource was not found" },
  notInProgress: { status: 400, code: 21220, message: "Call is not in-progress. Cannot redirect." },
  badNumber: { status: 400, code: 21211, message: "Invalid 'To' Phone Number" },
  stopped: { status: 400, code: 21610, message: "Attempt to send to unsubscribed recipient" },
  notOwned: { status: 400, code: 21606, message: "The 'From' phone number provided is not valid" },
  badTwiml: { status: 400, code: 12100, message: "Document parse failure" },
  missing: { status: 400, code: 21604, message: "A required parameter is missing" },
} as const;

/** An error as Twilio's API words it. */
export const refuse = (error: keyof typeof ERRORS): Reply => {
  const { status, code, message } = ERRORS[error];
  const json = { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return { status, json };
};

/** A number that asks and tells one address of everything; an empty one is nobody's. */
export const numberTelling = (url: string, phoneNumber: string): EmulatedNumber => ({
  sid: newSid("PN"),
  phoneNumber,
  voiceUrl: url,
  voiceFallbackUrl: url,
  statusCallback: url,
  smsUrl: url,
});

const numberJson = (account: EmulatedAccount, number: EmulatedNumber) => ({
  sid: number.sid,
  account_sid: account.sid,
  friendly_name: number.phoneNumber,
  phone_number: number.phoneNumber,
  voice_url: number.voiceUrl,
  voice_fallback_url: number.voiceFallbackUrl,
  status_callback: number.statusCallback,
  sms_url: number.smsUrl,
  capabilities: { voice: true, sms: true, mms: true, fax: false },
  api_version: "2010-04-01",
});

const accountJson = (account: EmulatedAccount): Reply => ({
  status: 200,
  json: { sid: account.sid, friendly_name: "Emulated", status: account.status, type: "Full" },
});

function listNumbers(account: EmulatedAccount, wanted: string | null): Reply {
  const found = account.numbers.filter(({ phoneNumber }) => !wanted || phoneNumber.includes(wanted));
  const path = `/2010-04-01/Accounts/${account.sid}/IncomingPhoneNumbers.json`;
  return {
    status: 200,
    json: {
      incoming_phone_numbers: found.map((number) => numberJson(account, number)),
      page: 0,
      page_size: 50,
      start: 0,
      end: Math.max(0, found.length - 1),
      uri: path,
      first_page_uri: path,
      next_page_uri: null,
      previous_page_uri: null,
    },
  };
}

function offer(account: EmulatedAccount, country: string, most: number): Reply {
  const offered = offeredNumbers(country, most);
  if (offered.length === 0) return refuse("notFound");
  const uri = `/2010-04-01/Accounts/${account.sid}/AvailablePhoneNumbers/${country}/Local.json`;
  const numbers = offered.map((phone_number) => ({
    friendly_name: phone_number,
    phone_number,
    iso_country: country,
    beta: false,
    capabilities: { voice: true, SMS: true, MMS: true },
  }));
  return { status: 200, json: { available_phone_numbers: numbers, uri } };
}

function updateNumber(account: EmulatedAccount, sid: string, form: Form): Reply {
  const number = account.numbers.find((one) => one.sid === sid);
  if (!number) return refuse("notFound");
  const given = (name: string, before: string) => (form.has(name) ? (fieldOf(form, name) ?? "") : before);
  number.voiceUrl = given("VoiceUrl", number.voiceUrl);
  number.voiceFallbackUrl = given("VoiceFallbackUrl", number.voiceFallbackUrl);
  number.statusCallback = given("StatusCallback", number.statusCallback);
  number.smsUrl = given("SmsUrl", number.smsUrl);
  return { status: 200, json: numberJson(account, number) };
}

/** The part of the API that is about the account and its numbers; null for other paths. `rest`: behind the account. */
export function answerAccount(
  account: EmulatedAccount,
  request: { method: string; rest: string; query: URLSearchParams; form: Form },
): Reply | null {
  const { method, rest, query, form } = request;
  if (method === "GET" && rest === ".json") return accountJson(account);
  if (method === "GET" && rest === "/IncomingPhoneNumbers.json")
    return listNumbers(account, query.get("PhoneNumber"));
  const country = /^\/AvailablePhoneNumbers\/([A-Z]{2})\/Local\.json$/.exec(rest)?.[1];
  if (method === "GET" && country) return offer(account, country, Number(query.get("PageSize") ?? 50));
  const sid = /^\/IncomingPhoneNumbers\/(PN\w+)\.json$/.exec(rest)?.[1];
  return method === "POST" && sid ? updateNumber(account, sid, form) : null;
}
