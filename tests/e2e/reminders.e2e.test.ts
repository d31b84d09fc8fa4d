import type { Browser, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, shown, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const ZONE = "America/New_York";
const EMAIL = "kim@customer.example";

const app = sharedApp();
let browser: Browser;
let page: Page;
let unsubscribe: string;

/** The Monday after this one: the business is open, and every hour of it is still to come. */
const openDay = (): string => {
  const today = Temporal.Now.plainDateISO(ZONE);
  return today.add({ days: 8 - today.dayOfWeek }).toString();
};
const dialog = () => page.getByRole("dialog");

async function book(customer: string, time: string, email?: string): Promise<void> {
  await openPage(page, `${app.url}/calendar?date=${openDay()}&book=1`);
  await dialog().waitFor();
  await settledFocus(page);
  await dialog().getByRole("combobox", { name: "Time" }).fill(time);
  await page.getByRole("option", { name: time, exact: true }).click();
  await dialog().getByLabel("Customer's name").fill(customer);
  if (email) await dialog().getByLabel("E-mail").fill(email);
  await dialog().getByRole("button", { name: "Book", exact: true }).click();
  await page.getByText(new RegExp(`Booked: ${customer}`)).waitFor();
}

async function openReminder(customer: string): Promise<void> {
  await openPage(page, `${app.url}/calendar?date=${openDay()}`);
  await page
    .getByRole("button", { name: new RegExp(`^${customer}`) })
    .first()
    .click();
  await dialog().getByRole("button", { name: "Send a reminder" }).click();
  await dialog().getByRole("radio", { name: "E-mail" }).waitFor();
}

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({
    timezoneId: ZONE,
    viewport: { width: 1280, height: 900 },
    // Half-faded text has no contrast worth measuring.
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  await signUp(page, app.url, "Fern Salon", "fern@reminders.example");
});

afterAll(async () => {
  await browser?.close();
});

describe("a reminder from the calendar", () => {
  it("goes by e-mail in words that can be changed, where no text can reach the customer", async () => {
    await book("Kim Lee", "9:30 AM", EMAIL);
    await openReminder("Kim Lee");
    expect(await dialog().getByRole("radio", { name: "Text message" }).isDisabled()).toBe(true);
    await dialog().getByText("There is no phone number to write to.").waitFor();
    const message = dialog().getByRole("textbox", { name: "Message" });
    expect(await message.inputValue()).toMatch(/^Hello Kim Lee,\n\nthis is a reminder .* at Fern Salon\./);
    expect(await faultsOf(page, { within: ['[role="dialog"]'] })).toEqual([]);
    await message.fill("See you on Monday, Kim!");
    await dialog().getByRole("button", { name: "Send reminder" }).click();
    await page.getByText(`Reminder on its way to ${EMAIL}`).waitFor();
    await dialog().waitFor({ state: "detached" });
    await openPage(page, `${app.url}/mail`);
    await page.getByText("Reminder: your appointment at Fern Salon").click();
    await page.getByText("See you on Monday, Kim!").waitFor();
    await shown(page, "appointment.ics").waitFor();
    const link = page.getByRole("link", { name: /\/unsubscribe\// });
    unsubscribe = new URL((await link.getAttribute("href")) ?? "", app.url).href;
  });

  it("says where a customer cannot be reminded at all", async () => {
    await book("Bo Park", "11:00 AM");
    await openReminder("Bo Park");
    await dialog().getByText("This customer cannot be reminded").waitFor();
    expect(await dialog().getByRole("button", { name: "Send reminder" }).count()).toBe(0);
    await dialog().getByRole("button", { name: "Back" }).click();
    await dialog().getByRole("button", { name: "Move" }).waitFor();
  });
});

describe("unsubscribing", () => {
  it("works without scripts and without an account, asks first, and can be taken back", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const reader = await context.newPage();
    await reader.goto(unsubscribe);
    await reader.getByRole("heading", { name: "No more e-mails from Fern Salon?" }).waitFor();
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await reader.getByRole("heading", { name: "You are unsubscribed" }).waitFor();
    await reader.getByRole("button", { name: "Receive e-mails again" }).click();
    await reader.getByRole("heading", { name: "No more e-mails from Fern Salon?" }).waitFor();
    await reader.goto(`${unsubscribe.slice(0, -3)}abc`);
    await reader.getByRole("heading", { name: "This link does not work" }).waitFor();
    await context.close();
  });

  it("takes one click of a mail program, and the calendar says so", async () => {
    const door = unsubscribe.replace("/unsubscribe/", "/api/unsubscribe/");
    const asked = await fetch(door, { redirect: "manual" });
    expect([asked.status, asked.headers.get("location")]).toEqual([303, unsubscribe]);
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    const done = await fetch(door, { method: "POST", body, redirect: "manual" });
    expect([done.status, await done.json()]).toEqual([200, { status: "unsubscribed" }]);
    expect((await fetch(`${door}x`, { method: "POST", body })).status).toBe(404);
    await openReminder("Kim Lee");
    await dialog()
      .getByText(/asked for no more e-mails/)
      .waitFor();
  });
});
