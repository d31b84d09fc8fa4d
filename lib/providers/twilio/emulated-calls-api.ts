import type { Reply } from "../emulation/server";
import { type EmulatedAccount, refuse } from "./emulated-accounts";
import type { EmulatedCall } from "./emulated-call";
import type { Interpreter } from "./emulated-interpreter";
import { isTwiml } from "./emulated-twiml";
import { type Form, fieldOf } from "./form";

const callJson = ({ leg }: Interpreter): Reply => ({
  status: 200,
  json: {
    sid: leg.sid,
    account_sid: leg.parts.accountSid,
    to: leg.parts.to,
    from: leg.parts.from,
    status: leg.status,
    direction: leg.parts.direction,
    parent_call_sid: leg.parts.parentSid ?? null,
    api_version: "2010-04-01",
  },
});

/** `POST /Calls/{sid}.json`: a new document for a call in progress, or its end. */
export function updateCall(interpreter: Interpreter | undefined, form: Form): Reply {
  if (!interpreter) return refuse("notFound");
  const { leg } = interpreter;
  if (leg.isOver) return refuse("notInProgress");
  if (fieldOf(form, "Status") === "completed") {
    leg.end("canceled");
    return callJson(interpreter);
  }
  const document = fieldOf(form, "Twiml");
  if (!document) return refuse("missing");
  if (leg.status !== "in-progress") return refuse("notInProgress");
  if (!isTwiml(document)) return refuse("badTwiml");
  void interpreter.perform(document);
  return callJson(interpreter);
}

/**
 * `POST /Calls.json`: rings somebody. Only for a call of ours that is told by the address: the emulator's world is its.
 */
export function dialPerson(
  account: EmulatedAccount,
  calls: ReadonlyMap<string, { call: EmulatedCall }>,
  form: Form,
): Reply {
  const [to, from, url] = ["To", "From", "Url"].map((name) => fieldOf(form, name));
  if (!to || !/^\+\d{3,15}$/.test(to)) return refuse("badNumber");
  if (!url) return refuse("missing");
  if (!from || !account.numbers.some(({ phoneNumber }) => phoneNumber === from)) return refuse("notOwned");
  const callerId = new URL(url).searchParams.get("for") ?? "";
  const found = calls.get(callerId);
  if (!found) return refuse("notFound");
  const interpreter = found.call.dial({
    to,
    from,
    url,
    statusCallback: fieldOf(form, "StatusCallback") ?? undefined,
    statusEvents: form.get("StatusCallbackEvent") ?? ["completed"],
    hasDetection: fieldOf(form, "MachineDetection") === "Enable",
  });
  return { ...callJson(interpreter), status: 201 };
}
