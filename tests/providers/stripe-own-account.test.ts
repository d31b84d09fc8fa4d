import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStripeAccount } from "@/lib/providers/stripe/account";
import { type StripeEmulator, startStripeEmulator } from "@/lib/providers/stripe/emulator";

let emulator: StripeEmulator;
let open: ReturnType<typeof createStripeAccount>;
beforeAll(async () => {
  emulator = await startStripeEmulator({ webhookUrl: () => "http://127.0.0.1:9/" });
  open = createStripeAccount({ baseUrl: emulator.baseUrl, isEmulated: true });
});
afterAll(() => emulator.close());

const KEY = "sk_test_51HarborDental";

describe("a business's own account at Stripe", () => {
  it.each([KEY, "rk_live_restricted1"])(
    "is known by the key %s, and changed by nothing",
    async (secretKey) => {
      const before = emulator.requests.length;
      await open({ secretKey }).verify();
      expect(emulator.requests.slice(before)).toMatchObject([{ name: "GET /v1/balance" }]);
      expect(emulator.deliveries).toEqual([]);
    },
  );

  it.each(["sk_test_revoked_1234", "sk_test_x", "sk_test_line\r\nx: 1", "sk_test_ключ_ключ"])(
    "with the key %j is refused for good",
    async (secretKey) => {
      await expect(open({ secretKey }).verify()).rejects.toMatchObject({
        vendor: "stripe",
        isRetryable: false,
        message:
          "Stripe does not know this secret key. Copy it again from the API keys of your Stripe account.",
      });
    },
  );

  it("whose key may not look is told which permission it lacks", async () => {
    const remove = emulator.faults.set({ match: "/v1/balance", mode: "fail", status: 403 });
    await expect(open({ secretKey: KEY }).verify()).rejects.toMatchObject({
      isRetryable: false,
      message: expect.stringContaining("does not let this key read the balance"),
    });
    remove();
  });

  it.each([
    { mode: "fail" as const, status: 500 },
    { mode: "drop" as const },
    { mode: "delay" as const, milliseconds: 1_000 },
  ])("may be asked again after %j", async (fault) => {
    const remove = emulator.faults.set({ match: "/v1/balance", ...fault });
    const impatient = createStripeAccount({
      baseUrl: emulator.baseUrl,
      isEmulated: true,
      timeoutMilliseconds: "milliseconds" in fault ? 300 : 5_000,
    });
    await expect(impatient({ secretKey: KEY }).verify()).rejects.toMatchObject({
      isRetryable: true,
      message: "Stripe could not be reached. Try again in a few minutes.",
    });
    remove();
  });

  it("of somebody else does nothing in the emulated one", async () => {
    const answer = await fetch(`${emulator.baseUrl}/v1/customers`, {
      method: "POST",
      headers: { authorization: `Bearer ${KEY}` },
    });
    expect(answer.status).toBe(401);
  });
});
