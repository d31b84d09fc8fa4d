import { randomUUID } from "node:crypto";
import { Telnyx } from "telnyx";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VendorError } from "@/lib/domain/ports";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { parseTelnyxEvent } from "@/lib/providers/telnyx/events";
import { startTestVendors, type TestVendors } from "../support/vendors";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
beforeEach(() => {
  vendors.emulators.telnyx.faults.clear();
});

const ring = () => vendors.emulators.telnyx.placeCall({ from: "+12025550133", to: "+12025550131" });
const command = () => ({ commandId: randomUUID() });
const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
};
const eventsOf = (callControlId: string) =>
  vendors.app.requests
    .map(({ body }) => parseTelnyxEvent(body))
    .filter((event) => "leg" in event && event.leg.callControlId === callControlId)
    .map(({ type }) => type);

describe("commands", () => {
  it("answer, speak and hang up a call", async () => {
    const call = ring();
    await vendors.telephony.answer(call.callControlId, command());
    await vendors.telephony.speak(call.callControlId, { text: "Sorry, we are closed.", ...command() });
    await vendors.telephony.hangUp(call.callControlId, command());
    expect(await call.ended).toEqual({ reason: "app_hangup" });
    await call.settled();
    expect(call.transcript).toMatchObject([{ role: "agent", text: "Sorry, we are closed." }]);
    expect(eventsOf(call.callControlId)).toEqual([
      "call.initiated",
      "call.answered",
      "call.speak.started",
      "call.speak.ended",
      "call.hangup",
    ]);
  });
  it("with the id of one already carried out do nothing more", async () => {
    const call = ring();
    await vendors.telephony.answer(call.callControlId, command());
    const once = command();
    await vendors.telephony.speak(call.callControlId, { text: "Hello", ...once });
    await vendors.telephony.speak(call.callControlId, { text: "Hello", ...once });
    expect(call.transcript).toHaveLength(1);
    await vendors.telephony.speak(call.callControlId, { text: "Hello", ...command() });
    expect(call.transcript).toHaveLength(2);
    await call.hangUp();
  });
  it("hang up a call that is over without complaint", async () => {
    const call = ring();
    await call.hangUp();
    await vendors.telephony.hangUp(call.callControlId, command());
  });
});

describe("refusals", () => {
  it("of a call that is over or unknown are final", async () => {
    const call = ring();
    await call.hangUp();
    const over = await failure(vendors.telephony.answer(call.callControlId, command()));
    expect(over).toMatchObject({ vendor: "telnyx", isRetryable: false });
    expect(over.message).toContain("90018");
    const unknown = await failure(vendors.telephony.hangUp("v3:nobody", command()));
    expect(unknown).toMatchObject({ isRetryable: false });
    expect(unknown.message).toContain("90015");
  });
  it("of a call that is not answered yet can be tried again", async () => {
    const call = ring();
    const early = await failure(vendors.telephony.speak(call.callControlId, { text: "Hi", ...command() }));
    expect(early.isRetryable).toBe(true);
    await call.hangUp();
  });
  it("of a number that is none, and of a wrong key, are final", async () => {
    const call = ring();
    const bad = vendors.telephony.transfer(call.callControlId, { to: "555", ...command() });
    expect((await failure(bad)).isRetryable).toBe(false);
    const { baseUrl } = vendors.emulators.telnyx;
    const stranger = createTelnyxTelephony({ apiKey: "KEYwrong", baseUrl, isEmulated: true });
    expect((await failure(stranger.answer(call.callControlId, command()))).message).toContain("10009");
    await call.hangUp();
  });
  it("say what to do where nothing is set up", async () => {
    const none = createTelnyxTelephony({ apiKey: null, baseUrl: null, isEmulated: false });
    expect(none.isConfigured).toBe(false);
    expect(await failure(none.answer("x", command()))).toMatchObject({
      message: "Connect Telnyx to receive calls.",
      isRetryable: false,
    });
  });
});

describe("trouble on the line", () => {
  it("of one moment is overcome, and the command takes effect once", async () => {
    const { faults } = vendors.emulators.telnyx;
    const call = ring();
    faults.set({ match: "/actions/answer", mode: "fail", times: 1 });
    await vendors.telephony.answer(call.callControlId, command());
    faults.set({ match: "/actions/speak", mode: "duplicate", times: 1 });
    await vendors.telephony.speak(call.callControlId, { text: "Hello", ...command() });
    expect(call.transcript).toHaveLength(1);
    await call.hangUp();
  });
  it.each(["fail", "drop"] as const)("that lasts (%s) is reported as worth trying again", async (mode) => {
    const call = ring();
    vendors.emulators.telnyx.faults.set({ match: "/actions/", mode });
    expect((await failure(vendors.telephony.answer(call.callControlId, command()))).isRetryable).toBe(true);
    await call.hangUp();
  });
  it("does not hold anyone longer than the deadline", async () => {
    const { apiKey, baseUrl, faults } = vendors.emulators.telnyx;
    const quick = createTelnyxTelephony({ apiKey, baseUrl, isEmulated: true, timeoutMilliseconds: 50 });
    const call = ring();
    faults.set({ match: "/actions/", mode: "delay", milliseconds: 5000 });
    // The late answer would be a success.
    expect((await failure(quick.answer(call.callControlId, command()))).isRetryable).toBe(true);
    await call.hangUp();
  });
});

describe("what else the SDK asks of Telnyx", () => {
  const sdk = () => {
    const { apiKey, baseUrl: baseURL } = vendors.emulators.telnyx;
    return new Telnyx({ apiKey, baseURL, maxRetries: 0, logLevel: "off" });
  };
  it("whether a call is alive", async () => {
    const call = ring();
    expect((await sdk().calls.retrieveStatus(call.callControlId)).data).toMatchObject({ is_alive: true });
    await call.hangUp();
    expect((await sdk().calls.retrieveStatus(call.callControlId)).data).toMatchObject({ is_alive: false });
  });
  it("to record a call, whose recording can then be fetched", async () => {
    const call = ring();
    await vendors.telephony.answer(call.callControlId, command());
    await sdk().calls.actions.startRecording(call.callControlId, { channels: "single", format: "wav" });
    await call.hangUp();
    await call.settled();
    const saved = vendors.app.requests
      .map(({ body }) => parseTelnyxEvent(body))
      .find((event) => event.type === "call.recording.saved");
    expect(saved).toMatchObject({ callControlId: call.callControlId });
    const response = await fetch(saved?.type === "call.recording.saved" ? (saved.url ?? "") : "");
    expect(response.headers.get("content-type")).toBe("audio/wav");
  });
  it("to reject a call", async () => {
    const call = ring();
    await sdk().calls.actions.reject(call.callControlId, { cause: "USER_BUSY" });
    expect(await call.ended).toEqual({ reason: "rejected" });
  });
  it("to send a text, and tells what became of it", async () => {
    const webhookUrl = `${vendors.app.url}/api/webhooks/telnyx`;
    const sent = await sdk().messages.send({
      to: "+12025550133",
      from: "+12025550131",
      text: "See you",
      webhook_url: webhookUrl,
    });
    expect(sent.data?.to?.[0]?.status).toBe("queued");
    const fates = () =>
      vendors.app.requests
        .map(({ body }) => parseTelnyxEvent(body))
        .filter((event) => "messageId" in event && event.messageId === sent.data?.id)
        .map(({ type }) => type);
    await expect.poll(fates).toEqual(["message.sent", "message.finalized"]);
    await expect(
      sdk().messages.send({ to: "nobody", from: "+12025550131", text: "x" }),
    ).rejects.toMatchObject({
      status: 422,
    });
  });
  it("delivers a text that someone sends", async () => {
    const webhookUrl = `${vendors.app.url}/api/webhooks/telnyx`;
    await vendors.emulators.telnyx.sendText({
      from: "+12025550133",
      to: "+12025550131",
      text: "Open?",
      webhookUrl,
    });
    const event = parseTelnyxEvent(vendors.app.requests.at(-1)?.body);
    expect(event).toMatchObject({ type: "message.received", text: "Open?", fromNumber: "+12025550133" });
  });
  it("and nothing that Telnyx does not have", async () => {
    await expect(sdk().get("/teleports")).rejects.toMatchObject({ status: 404 });
  });
});
