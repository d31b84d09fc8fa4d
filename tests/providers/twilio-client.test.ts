import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VendorError } from "@/lib/domain/ports";
import { createTwilio } from "@/lib/providers/twilio/client";
import { startTwilioEmulator, type TwilioEmulator } from "@/lib/providers/twilio/emulator";

const HOOK = "https://desk.example/api/webhooks/twilio";
const OWN = "+12025550142";
const command = { commandId: "11111111-1111-4111-8111-111111111111" };

let emulator: TwilioEmulator;
let account: { accountSid: string; authToken: string };
const connect = (baseUrl = emulator.baseUrl) =>
  createTwilio({
    baseUrl,
    isEmulated: true,
    webhookUrl: () => HOOK,
    timeoutMilliseconds: 30_000,
  });

beforeAll(async () => {
  emulator = await startTwilioEmulator();
  const { sid, authToken } = emulator.openAccount([OWN]);
  account = { accountSid: sid, authToken };
});
afterAll(() => emulator.close());

const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw new Error(`no VendorError: ${String(error)}`);
  return error;
};

describe("an account", () => {
  it("is known with its token, and with no other", async () => {
    await expect(connect()(account).verify()).resolves.toBeUndefined();
    for (const wrong of [
      { ...account, authToken: "0".repeat(32) },
      { ...account, accountSid: `AC${"0".repeat(32)}` },
    ]) {
      expect(await failure(connect()(wrong).verify())).toMatchObject({
        message: "Twilio does not accept this Account SID and Auth Token.",
        isRetryable: false,
      });
    }
  });

  it("whose name is none is refused before anybody is asked", async () => {
    const error = await failure(connect()({ accountSid: "US1", authToken: "x" }).verify());
    expect(error.isRetryable).toBe(false);
  });

  it("that cannot be asked is asked again", async () => {
    const nobody = connect("http://127.0.0.1:1")(account);
    expect(await failure(nobody.verify())).toMatchObject({
      message: "Twilio could not be reached.",
      isRetryable: true,
    });
    emulator.faults.set({ on: "request", match: "", mode: "fail", status: 503, times: 1 });
    expect((await failure(connect()(account).verify())).isRetryable).toBe(true);
  });

  it("is told whether it owns a number, and has it directed to us", async () => {
    const twilio = connect()(account);
    expect(await twilio.ownedNumber("+12025550999")).toBe(null);
    const id = await twilio.ownedNumber(OWN);
    expect(id).toMatch(/^PN/);
    await twilio.directNumber(id ?? "");
    expect(emulator.number(OWN)).toMatchObject({
      voiceUrl: `${HOOK}#rc=2&rp=ct`,
      voiceFallbackUrl: `${HOOK}?step=again#rc=2&rp=ct`,
      statusCallback: `${HOOK}#rc=4&rp=5xx,ct,rt`,
      smsUrl: `${HOOK}#rc=4&rp=5xx,ct,rt`,
    });
  });
});

describe("orders that Twilio may have taken", () => {
  const spoil = (status: number) =>
    emulator.faults.set({ on: "request", match: "Calls", mode: "fail", status, times: 1 });
  const dial = () =>
    connect()(account).dial("CA1", {
      to: "+12025550177",
      from: OWN,
      connectionId: account.accountSid,
      timeoutSeconds: 25,
      ...command,
    });

  it("are not given again where that would ring somebody twice", async () => {
    spoil(500);
    expect((await failure(dial())).isRetryable).toBe(false);
    spoil(500);
    const transfer = connect()(account).transfer("CA1", { to: "+12025550177", ...command });
    expect((await failure(transfer)).isRetryable).toBe(false);
  });

  it("are given again where Twilio took nothing", async () => {
    spoil(429);
    expect((await failure(dial())).isRetryable).toBe(true);
    const nobody = connect("http://127.0.0.1:1")(account);
    expect((await failure(nobody.transfer("CA1", { to: "+12025550177", ...command }))).isRetryable).toBe(
      true,
    );
  });

  it("to hang up are given again, and are done where the call is over", async () => {
    spoil(500);
    expect((await failure(connect()(account).hangUp("CA1", command))).isRetryable).toBe(true);
    await expect(connect()(account).hangUp("CA1", command)).resolves.toBeUndefined();
  });

  it("to a call that is over are refused", async () => {
    const error = await failure(connect()(account).speak("CA1", { text: "Hello", ...command }));
    expect(error.isRetryable).toBe(false);
  });
});

describe("a text that is refused", () => {
  const send = (to: string, from = OWN) =>
    connect()(account).sendText({ from, to, text: "Hello", webhookUrl: HOOK });

  it("says why to the owner", async () => {
    expect((await failure(send("555"))).message).toBe("This is not a number that takes texts. (21211)");
    expect((await failure(send("+12025550155", "+12025550100"))).message).toBe(
      "Your number cannot send texts, or is not one of your Twilio account. (21606)",
    );
  });

  it("says so where its receiver has opted out", async () => {
    emulator.stopped.add("+12025550156");
    expect(await failure(send("+12025550156"))).toMatchObject({ isOptedOut: true, isRetryable: false });
  });
});

describe("an answer that Twilio waits for", () => {
  const open = (isRinging = true) => connect()(account).answering("CA1", { isRinging });
  const body = (document: string) => document.replace(/^.*<Response>(.*)<\/Response>$/, "$1");

  it("puts the caller through, and asks what comes of it", async () => {
    const answer = open();
    await answer.telephony.answer("CA1", command);
    expect(answer.hasOrders()).toBe(false);
    await answer.telephony.transfer("CA1", {
      to: "sip:call_1@sip.retellai.com",
      timeoutSeconds: 25,
      from: OWN,
      ...command,
    });
    expect(answer.hasOrders()).toBe(true);
    expect(body(answer.document())).toBe(
      `<Dial answerOnBridge="true" timeLimit="14400" timeout="25" action="${HOOK}?step=dialled&amp;to=sip%3Acall_1%40sip.retellai.com&amp;key=${command.commandId}#rc=2&amp;rp=ct" method="POST"><Sip statusCallback="${HOOK}#rc=4&amp;rp=5xx,ct,rt" statusCallbackMethod="POST" statusCallbackEvent="initiated answered completed">sip:call_1@sip.retellai.com</Sip></Dial>`,
    );
  });

  it("rings a person with our number, as the caller may have none", async () => {
    const answer = open();
    await answer.telephony.transfer("CA1", { to: "+12025550177", from: OWN, ...command });
    expect(answer.document()).toContain(`callerId="${OWN}"`);
  });

  it("says something, and lets what it says be no markup", async () => {
    const answer = open();
    await answer.telephony.speak("CA1", { text: "Smith & Sons <Dial>911</Dial>", ...command });
    expect(body(answer.document())).toBe(
      `<Say voice="Polly.Joanna-Neural">Smith &amp; Sons &lt;Dial&gt;911&lt;/Dial&gt;</Say><Redirect method="POST">${HOOK}?step=spoken#rc=2&amp;rp=ct</Redirect>`,
    );
  });

  it("turns away who still hears it ring, and hangs up on who does not", async () => {
    for (const [isRinging, expected] of [
      [true, "<Reject/>"],
      [false, "<Hangup/>"],
    ] as const) {
      const answer = open(isRinging);
      await answer.telephony.hangUp("CA1", command);
      expect(body(answer.document())).toBe(expected);
    }
    expect(body(open().document())).toBe("<Hangup/>");
  });

  it("leaves orders to other legs to the API", async () => {
    const answer = open();
    await expect(answer.telephony.speak("CA2", { text: "Hi", ...command })).rejects.toThrow(VendorError);
    expect(answer.hasOrders()).toBe(false);
  });
});
