import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { VendorError } from "@/lib/domain/ports";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { NOBODY_THERE } from "../support/nobody";
import { startTestVendors, type TestVendors } from "../support/vendors";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
  // The SDK is loaded at the first request, which would count as the vendor's time.
  await vendors.telephony.hangUp("v3:nobody", { commandId: "warm-up" }).catch(() => undefined);
});
afterEach(() => {
  vendors.emulators.telnyx.faults.clear();
  vendors.emulators.telnyx.stopped.clear();
});
afterAll(() => vendors.close());

const TO = "+12025550133";
const send = (text = "Hello", to = TO, telephony = vendors.telephony) =>
  telephony.sendText({ from: "+12025550131", to, text, webhookUrl: `${vendors.app.url}/hook` });
const refused = (message: string, isOptedOut = false) => ({
  name: "VendorError",
  message,
  isRetryable: false,
  isOptedOut,
});
const UNCLEAR = refused("The carrier did not answer clearly. It may have arrived, so it was not sent again.");
const LATER = { name: "VendorError", isRetryable: true, message: "The carrier could not be reached." };

describe("a text that Telnyx refuses", () => {
  it.each([
    ["to what is no number", "Hi", "nobody", "This is not a number that takes texts. (40310)"],
    [
      "of more than ten parts",
      "🦷".repeat(400),
      TO,
      "It is too long: the carrier takes ten parts at most. (40302)",
    ],
  ])("%s fails with words for the owner", async (_what, text, to, message) => {
    await expect(send(text, to)).rejects.toMatchObject(refused(message));
  });

  it("to whom has opted out there says so", async () => {
    vendors.emulators.telnyx.stopped.add(TO);
    await expect(send()).rejects.toMatchObject(
      refused("Whoever has this number told the carrier that they want no more texts. (40300)", true),
    );
  });

  it("with a wrong key, or with a status alone, is told as far as it is known", async () => {
    const { baseUrl } = vendors.emulators.telnyx;
    const stranger = createTelnyxTelephony({ apiKey: "KEYwrong", baseUrl, isEmulated: true });
    await expect(send("Hi", TO, stranger)).rejects.toMatchObject(
      refused("The carrier does not accept our key. Ask whoever runs Frontdesk for you to check it. (10009)"),
    );
    vendors.emulators.telnyx.faults.set({ match: "/v2/messages", mode: "fail", status: 403 });
    await expect(send()).rejects.toMatchObject({ message: "Unexpected error (10007)" });
  });
});

describe("trouble on the way", () => {
  it.each([503, 429])("can be tried again where nothing was taken (%d)", async (status) => {
    vendors.emulators.telnyx.faults.set({ match: "/v2/messages", mode: "fail", status });
    await expect(send()).rejects.toMatchObject({ name: "VendorError", isRetryable: true });
  });

  it("can be tried again where nobody listens", async () => {
    const baseUrl = `${NOBODY_THERE}/v2`;
    const unreachable = createTelnyxTelephony({ apiKey: "KEY", baseUrl, isEmulated: true });
    await expect(send("Hi", TO, unreachable)).rejects.toMatchObject(LATER);
  });

  it("is final where it may have been taken: an error, a cut connection, an answer that does not come", async () => {
    const { apiKey, baseUrl, faults } = vendors.emulators.telnyx;
    faults.set({ match: "/v2/messages", mode: "fail", status: 500, times: 1 });
    await expect(send()).rejects.toMatchObject(UNCLEAR);
    faults.set({ match: "/v2/messages", mode: "drop", times: 1 });
    await expect(send()).rejects.toMatchObject(UNCLEAR);
    const quick = createTelnyxTelephony({ apiKey, baseUrl, isEmulated: true, timeoutMilliseconds: 50 });
    faults.set({ match: "/v2/messages", mode: "delay", milliseconds: 5_000, times: 1 });
    await expect(send("Hi", TO, quick)).rejects.toMatchObject(UNCLEAR);
  });

  it("never makes the SDK send twice", async () => {
    const { faults } = vendors.emulators.telnyx;
    faults.set({ match: "/v2/messages", mode: "fail", status: 500, times: 1 });
    await expect(send()).rejects.toBeInstanceOf(VendorError);
    // A repeat of the SDK's own would have used the fault up and gone through.
    await expect(send()).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });
});
