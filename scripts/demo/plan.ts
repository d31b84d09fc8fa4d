import { planOverview, startCheckout } from "@/lib/domain/billing";
import type { Context } from "@/lib/domain/context";
import { stripeMode } from "@/lib/wiring/vendors";

const CARD = { number: "4242 4242 4242 4242", expiry: "12/80", cvc: "123" };
const PAID_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 100;

/**
 * Buys the demo business the plan that fits what it shows, on the emulated payment page; never where payments are real.
 * The webhook goes to the running app. @returns whether the plan is there.
 */
export async function buyDemoPlan(ctx: Context): Promise<boolean> {
  if (stripeMode() !== "emulated") return false;
  const back = { successUrl: "/billing?checkout=done", cancelUrl: "/billing" };
  const { url } = await startCheckout(ctx, { plan: "premium", ...back });
  await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(CARD) });
  const deadline = Date.now() + PAID_MILLISECONDS;
  while (Date.now() < deadline) {
    if ((await planOverview(ctx)).isRunning) return true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  return false;
}
