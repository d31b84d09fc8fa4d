import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const app = sharedApp();
let browser: Browser;
let page: Page;

const focusedLabel = () =>
  page.evaluate(() => {
    const field = document.activeElement;
    return field instanceof HTMLInputElement ? field.labels?.[0]?.textContent : null;
  });
const save = async () => {
  await page.getByRole("button", { name: "Save", exact: true }).focus();
  await page.keyboard.press("Enter");
};

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce" });
  page = await context.newPage();
  await signUp(page, app.url, "Fern Salon", "fern@notifications.example");
});

afterAll(async () => {
  await browser?.close();
});

describe("the notifications", () => {
  it("are found under Mail, and in the menu of the account from the keyboard", async () => {
    await page.getByRole("link", { name: "Mail", exact: true }).click();
    await page.getByRole("link", { name: "Notifications", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Notifications" }).waitFor();
    await openPage(page, `${app.url}/home`);
    await page.getByRole("button", { name: /^Account/ }).focus();
    await page.keyboard.press("Enter");
    const item = page.getByRole("menuitem", { name: "Notifications" });
    await item.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/notifications");
  });

  it("mark what cannot be kept at its field, and keep what can", async () => {
    await openPage(page, `${app.url}/notifications`);
    const minutes = page.getByLabel("After how many minutes");
    await page.getByRole("switch", { name: "Hold news in quiet hours" }).focus();
    await page.keyboard.press("Space");
    await page.getByLabel("From", { exact: true }).fill("21:30");
    await page.getByLabel("Until", { exact: true }).fill("21:30");
    await minutes.fill("0");
    await save();
    await page.getByText("Must be another time than the start.").waitFor();
    await page.getByText("Must be a whole number of minutes from 1 to 1,440.").waitFor();
    await expect.poll(focusedLabel).toBe("Until");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel("Until", { exact: true }).fill("06:00");
    await page.getByText(/From 9:30 PM until 6:00 AM the next day\./).waitFor();
    await minutes.fill("30");
    await save();
    await page.getByRole("alert").filter({ hasText: "Your notifications are saved." }).waitFor();
    await openPage(page, page.url());
    expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("21:30");
    expect(await page.getByLabel("Until", { exact: true }).inputValue()).toBe("06:00");
    expect(await minutes.inputValue()).toBe("30");
  });
});
