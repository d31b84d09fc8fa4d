import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listen } from "@/lib/providers/emulation/server";
import { launchBrowser } from "../support/browser";
import { faultsOf } from "../support/page";
import { CARDS, startTestStripe, type TestStripe } from "../support/stripe";

let stripe: TestStripe;
let browser: Browser;
let shop: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  stripe = await startTestStripe();
  browser = await launchBrowser();
  shop = await listen(async ({ path }) => ({
    status: 200,
    contentType: "text/html",
    bytes: Buffer.from(`<title>${path}</title><h1>Back at the shop</h1>`),
  }));
});
afterAll(async () => {
  await browser?.close();
  await stripe?.close();
  await shop?.close();
});

const PRICES = [
  { plan: "basic", name: "Frontdesk Basic", amountMinor: 2900, currency: "usd" },
  { plan: "premium", name: "Frontdesk Premium", amountMinor: 7900, currency: "usd" },
];

async function customer() {
  const businessId = randomUUID();
  const email = "owner@example.com";
  const input = { businessId, name: "<b>Ana</b>", email, intent: businessId };
  return { businessId, customerId: await stripe.payments.createCustomer(input) };
}
async function checkoutUrl(who: { businessId: string; customerId: string }): Promise<string> {
  const [, price] = PRICES;
  if (!price) throw new Error("There is no price");
  const urls = { successUrl: `${shop.origin}/done`, cancelUrl: `${shop.origin}/plans` };
  return (await stripe.payments.startCheckout({ ...who, price, ...urls, intent: randomUUID() })).url;
}
/** Types as people with a keyboard do: the number, then from field to field. */
async function payByKeyboard(page: Page, card: string): Promise<void> {
  await page.getByLabel("Card number").focus();
  await page.keyboard.type(card);
  for (const text of ["12/80", "123"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
}

it.each([
  ["light", 1280],
  ["dark", 360],
] as const)(
  "pays in %s at %i px: refused, asked, paid; then changes and ends it in the portal",
  async (colorScheme, width) => {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const expectAccessible = async () => {
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    };
    const who = await customer();
    await page.goto(await checkoutUrl(who));
    await page.getByRole("heading", { name: "Subscribe to Frontdesk Premium" }).waitFor();
    await expectAccessible();
    await payByKeyboard(page, CARDS.declines);
    await page.getByRole("alert").getByText("Your card was declined.").waitFor();
    await expectAccessible();
    await payByKeyboard(page, CARDS.asks);
    await page.getByRole("heading", { name: "Confirm the payment" }).waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Yes, complete" }).click();
    await page.getByRole("heading", { name: "Back at the shop" }).waitFor();
    expect(await page.title()).toBe("/done");

    const { customerId } = who;
    await page.goto(
      await stripe.payments.openPortal({ customerId, returnUrl: `${shop.origin}/back`, prices: PRICES }),
    );
    await page.getByRole("button", { name: "Switch to Frontdesk Basic, $29.00 a month" }).click();
    await page.getByText("$29.00 a month. Renews on").waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await page.getByText("Ends on").waitFor();
    await page.getByRole("button", { name: "Do not cancel" }).click();
    await page.getByText("Renews on").waitFor();
    await page.getByRole("link", { name: "Return" }).click();
    await page.getByRole("heading", { name: "Back at the shop" }).waitFor();
    expect(await page.title()).toBe("/back");
    await context.close();
  },
);
