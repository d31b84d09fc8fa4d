import type { Browser, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const ZONE = "America/New_York";
const MOST_TABS = 80;

const app = sharedApp();
let browser: Browser;
let page: Page;

/** The Monday after this one: the business is open, and every hour of it is still to come. */
const openDay = (): string => {
  const today = Temporal.Now.plainDateISO(ZONE);
  return today.add({ days: 8 - today.dayOfWeek }).toString();
};

/** Walks with the tab key until the focus is on what has this name. */
async function tabTo(name: RegExp): Promise<void> {
  await settledFocus(page);
  const names: string[] = [];
  for (let step = 0; step < MOST_TABS; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return "";
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const label = labels.map((node) => node.textContent).join(" ");
      return element.getAttribute("aria-label") || label || (element.textContent ?? "");
    });
    names.push(focused);
    if (name.test(focused)) return;
  }
  throw new Error(`Nothing named ${name} within ${MOST_TABS} tabs: ${names.join(" | ")}`);
}

async function press(name: RegExp): Promise<void> {
  await tabTo(name);
  await page.keyboard.press("Enter");
}

/** Chooses a time in the focused dialog by typing it. */
async function chooseTime(time: string): Promise<void> {
  await tabTo(/^Time$/);
  await page.keyboard.type(time);
  await page.getByRole("option", { name: time, exact: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

const appointment = () => page.getByRole("button", { name: /^Kim Lee/ });
const notice = (text: RegExp) => page.getByRole("alert").filter({ hasText: text }).first();

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({
    timezoneId: ZONE,
    viewport: { width: 1280, height: 900 },
    // Half-faded text has no contrast worth measuring.
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  await signUp(page, app.url, "Fern Salon", "fern@calendar.example");
});

afterAll(async () => {
  await browser?.close();
});

describe("the calendar, with the keyboard alone", () => {
  it("books a free time", async () => {
    await openPage(page, `${app.url}/calendar?date=${openDay()}`);
    await page
      .getByRole("button", { name: /9:00 AM.*book/ })
      .first()
      .waitFor();
    await press(/^Book$/);
    await page.getByRole("dialog").waitFor();
    await chooseTime("9:30 AM");
    await tabTo(/Customer's name/);
    await page.keyboard.type("Kim Lee");
    await page.keyboard.press("Enter");
    await notice(/Booked: Kim Lee, Monday, .* at 9:30 AM/).waitFor();
    expect(await appointment().textContent()).toContain("9:30 AM");
  });

  it("moves it, and takes the move back", async () => {
    await press(/^Kim Lee/);
    await press(/^Move$/);
    await chooseTime("11:00 AM");
    await press(/^Move$/);
    await notice(/Moved\. Kim Lee: .* at 11:00 AM/).waitFor();
    expect(await appointment().textContent()).toContain("11:00 AM");
    await press(/^Undo$/);
    await notice(/Moved back/).waitFor();
    expect(await appointment().textContent()).toContain("9:30 AM");
  });

  it("cancels it after asking, and books it again", async () => {
    await press(/^Kim Lee/);
    await press(/^Cancel appointment$/);
    await page.getByText(/Cancel the appointment of Kim Lee on Monday/).waitFor();
    await press(/^Cancel appointment$/);
    await notice(/Cancelled: Kim Lee/).waitFor();
    await expect.poll(() => appointment().count()).toBe(0);
    await press(/^Book again$/);
    await notice(/Booked again: Kim Lee/).waitFor();
    await appointment().waitFor();
  });
});

describe("the calendar's dialogs", () => {
  it("are accessible, and say which field is wrong", async () => {
    await openPage(page, `${app.url}/calendar?date=${openDay()}&book=1`);
    await page.getByRole("dialog").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Book", exact: true }).click();
    await page.getByText("Choose a time.").waitFor();
    const time = page.getByRole("combobox", { name: "Time" });
    await expect.poll(() => time.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await faultsOf(page, { within: ['[role="dialog"]'] })).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await appointment().click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsOf(page, { within: ['[role="dialog"]'] })).toEqual([]);
    await page.keyboard.press("Escape");
  });
});

describe("a business without a number", () => {
  it("gets one to practise with, and the call that it makes appears in Calls", async () => {
    await openPage(page, `${app.url}/phone`);
    await page.getByRole("button", { name: "Get a practice number" }).click();
    await page.getByRole("button", { name: "Ring", exact: true }).click();
    await page.getByText("On the line", { exact: true }).waitFor();
    await page.getByRole("button", { name: "When are you open?" }).click();
    await page
      .getByText(/Looked up an answer|9 AM/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Hang up" }).click();
    await page.getByRole("link", { name: "Open the call" }).click();
    await page.waitForURL("**/calls/*");
    await page.getByText("When are you open?").first().waitFor();
  });
});
