import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, shown, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";
import { CARDS } from "../support/stripe";

const app = sharedApp();
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

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
  "a plan is chosen and paid in %s at %i px: refused, asked, paid; then changed, ended and kept",
  async (colorScheme, width) => {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 800 },
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const dialog = page.getByRole("dialog");
    const heading = (name: string) => page.getByRole("heading", { name, exact: true });
    const expectAccessible = async () => {
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    };
    const choose = async (button: string, said: RegExp, confirm: string) => {
      await page.getByRole("button", { name: button, exact: true }).click();
      await dialog.getByText(said).waitFor();
      await settledFocus(page);
      await dialog.getByRole("button", { name: confirm, exact: true }).click();
    };
    const goToPayment = () => choose("Choose Premium", /Premium costs \$79 a month/, "Go on to payment");

    await signUp(page, app.url, `Plans ${width}`, `owner-${width}@plans.example`);
    await openPage(page, `${app.url}/billing`);
    await heading("Free plan").waitFor();
    await page.getByText("0 of 60", { exact: true }).waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Choose Premium" }).click();
    await dialog.waitFor();
    await settledFocus(page);
    await expectAccessible();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await goToPayment();
    await heading("Subscribe to Frontdesk Premium").waitFor();
    await expectAccessible();
    await page.getByRole("link", { name: /back/i }).click();
    await shown(page, "Nothing was paid and nothing has changed.").waitFor();
    await openPage(page, `${app.url}/billing`);
    await goToPayment();
    await payByKeyboard(page, CARDS.declines);
    await page.getByRole("alert").getByText("Your card was declined.").waitFor();
    await expectAccessible();
    await payByKeyboard(page, CARDS.asks);
    await heading("Confirm the payment").waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Yes, complete" }).click();
    await shown(page, "Premium is paid and active. Thank you.").waitFor();
    await heading("Premium plan").waitFor();
    await shown(page, /^Renews on /).waitFor();
    await shown(page, /^0 of 2,000$/).waitFor();
    await expectAccessible();

    await openPage(page, `${app.url}/billing`);
    await choose("Choose Basic", /What is left of Premium becomes credit/, "Choose Basic");
    await page.getByText("Your plan is changed").waitFor();
    await heading("Basic plan").waitFor();
    await page.getByText("0 of 500", { exact: true }).waitFor();

    await page.getByRole("button", { name: "Manage payment and invoices" }).click();
    await page.getByRole("button", { name: "Switch to Frontdesk Enterprise, $299.00 a month" }).click();
    await page.getByText("$299.00 a month. Renews on").waitFor();
    await expectAccessible();
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await page.getByText("Ends on").waitFor();
    await page.getByRole("button", { name: "Do not cancel" }).click();
    await page.getByText("$299.00 a month. Renews on").waitFor();
    await page.getByRole("button", { name: "Cancel subscription" }).click();
    await page.getByText("Ends on").waitFor();
    await page.getByRole("link", { name: "Return" }).click();
    await heading("Enterprise plan").waitFor();
    await shown(page, /^Ends on /).waitFor();
    await expectAccessible();
    await openPage(page, `${app.url}/billing`);
    await choose("Keep Enterprise", /Enterprise does not end/, "Keep Enterprise");
    await page.getByText(/^Renews on /).waitFor();
    await choose("Go back to Free", /Nothing more is charged/, "End Enterprise");
    await page.getByText(/^Ends on /).waitFor();
    await context.close();
  },
);
