import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_LOGIN, PRACTICE } from "../../scripts/demo/practice";
import { runNode } from "../bench/processes";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage } from "../support/page";
import { type RunningApp, startApp } from "../support/server";

const SMALL = { width: 360, height: 740 };
const HOME = "America/New_York";

let app: RunningApp;
let browser: Browser;
let owner: Page;
let dataDir: string;
const bookPath = "/book/harbor-dental";

const newPage = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    viewport: SMALL,
    timezoneId: HOME,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
};

/** Nothing that axe finds, and nothing wider than the phone. */
async function expectSound(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(SMALL.width);
}

const times = (page: Page) =>
  page.getByRole("region", { name: /^(Morning|Afternoon|Evening)$/ }).getByRole("link");

/** Another week's times of the check-up, so that no notice and no hour of the day matters. */
async function chooseTime(page: Page, index = 0): Promise<void> {
  await openPage(page, `${app.url}${bookPath}`);
  await page.getByRole("link", { name: /^Check-up/ }).press("Enter");
  await page.getByRole("link", { name: "Later" }).press("Enter");
  await page.waitForURL(/from=/);
  await times(page).nth(index).press("Enter");
  await page.getByRole("heading", { name: "Your details" }).waitFor();
}

async function book(page: Page, email: string): Promise<void> {
  await page.getByLabel("Name").fill("Ana Diaz");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Book this time" }).press("Enter");
}

const booked = (page: Page) => page.getByRole("heading", { name: "We have your booking" }).waitFor();

/** Where the mail to a customer leads, as the local mailbox keeps it. */
async function linkInMail(email: string): Promise<string> {
  const link = owner.locator("details").filter({ hasText: email }).locator('a[href^="/booking/"]').first();
  await expect
    .poll(
      async () => {
        await owner.goto(`${app.url}/mail`);
        return link.count();
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBeGreaterThan(0);
  return `${app.url}${await link.getAttribute("href")}`;
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-booking-"));
  await runNode(["--import", "tsx", "tests/support/seed-demo.ts"], { DATA_DIR: dataDir, LOG_LEVEL: "warn" });
  [app, browser] = await Promise.all([startApp({ dataDir }), launchBrowser()]);
  owner = await newPage({ viewport: { width: 1280, height: 900 } });
  await openPage(owner, `${app.url}/sign-in`);
  await owner.getByLabel("E-mail").fill(DEMO_LOGIN.email);
  await owner.getByRole("textbox", { name: "Password" }).fill(DEMO_LOGIN.password);
  await owner.keyboard.press("Enter");
  await owner.waitForURL("**/home");
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("a customer on a small phone, in the dark, with the keyboard", () => {
  it("chooses, is told what is missing at its field, and books", async () => {
    const page = await newPage({ colorScheme: "dark" });
    await openPage(page, `${app.url}${bookPath}`);
    await page.getByText(PRACTICE.address).waitFor();
    await expectSound(page);
    await page.getByRole("link", { name: /^Check-up 30 min · \$95/ }).press("Enter");
    await page.getByRole("heading", { name: "Choose a time" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Choose a time");
    const [heading, days] = [page.getByRole("heading", { name: "Choose a time" }), page.locator("ol")];
    const [above, below] = [await heading.boundingBox(), await days.boundingBox()];
    expect([below?.x, below?.width]).toEqual([above?.x, above?.width]);
    await expectSound(page);
    await page.getByRole("link", { name: "Later" }).press("Enter");
    await page.waitForURL(/from=/);
    await times(page).nth(3).press("Enter");
    await page.getByRole("heading", { name: "Your details" }).waitFor();
    await page.getByLabel("Name").fill("Ana Diaz");
    await page.getByLabel(/^Note/).fill("The blue door.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Leave a phone number or an e-mail address").waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("phone");
    expect(await page.getByLabel("Name").inputValue()).toBe("Ana Diaz");
    await expectSound(page);
    await book(page, "ana@customer.example");
    await booked(page);
    await expectSound(page);
    const ics = await page.request.get(
      `${app.url}${await page.getByRole("link", { name: "Add to my calendar" }).getAttribute("href")}`,
    );
    expect(ics.headers()["content-type"]).toContain("text/calendar");
    expect(await ics.text()).toContain("SUMMARY:Check-up: Harbor Dental");
  });

  it("moves and cancels by the link in the mail", async () => {
    const page = await newPage({ colorScheme: "light" });
    await openPage(page, await linkInMail("ana@customer.example"));
    await page.getByRole("link", { name: "Move it" }).press("Enter");
    await page.getByRole("heading", { name: "Choose a new time" }).waitFor();
    await expectSound(page);
    await times(page).first().press("Enter");
    await page.getByRole("heading", { name: "Move it to this time?" }).waitFor();
    await page.getByRole("button", { name: "Move it" }).press("Enter");
    await page.getByRole("heading", { name: "Your appointment is moved" }).waitFor();
    await page.getByRole("link", { name: "Cancel it" }).press("Enter");
    await page.getByRole("heading", { name: "Cancel this appointment?" }).waitFor();
    await expectSound(page);
    await page.getByRole("button", { name: "Cancel the appointment" }).press("Enter");
    await page.getByRole("heading", { name: "Your appointment is cancelled" }).waitFor();
    await page.getByRole("link", { name: "Book another time" }).waitFor();
    await openPage(page, `${app.url}/booking/${"A".repeat(46)}`);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  });
});

describe("a customer who is too slow", () => {
  it("is offered three other times, and keeps what was typed", async () => {
    const [fast, slow] = [await newPage(), await newPage()];
    await chooseTime(fast, 1);
    await chooseTime(slow, 1);
    await book(fast, "fast@customer.example");
    await booked(fast);
    await book(slow, "slow@customer.example");
    await slow.getByText("That time is taken.").waitFor();
    await expectSound(slow);
    expect(await slow.getByLabel("E-mail").inputValue()).toBe("slow@customer.example");
    const others = slow.getByRole("alert").getByRole("button");
    expect(await others.count()).toBe(3);
    await others.first().press("Enter");
    await booked(slow);
  });
});

describe("a customer with an old link", () => {
  it("is told before typing that the time cannot be booked, and chooses another", async () => {
    const page = await newPage();
    await chooseTime(page);
    const old = new URL(page.url());
    old.searchParams.set("at", "2020-01-06T15:00:00.000Z");
    await openPage(page, old.href);
    await page.getByText("That time cannot be booked any more.").waitFor();
    await expectSound(page);
    await times(page).first().press("Enter");
    await page.getByRole("heading", { name: "Your details" }).waitFor();
    await openPage(page, `${app.url}${bookPath}?service=${randomUUID()}`);
    await page.getByRole("heading", { name: "What is it about?" }).waitFor();
  });

  it("is told in a customer's words that nothing is there", async () => {
    const page = await newPage();
    await openPage(page, `${app.url}/book/nobody-here`);
    await page.getByText("Open it again from the e-mail or page").waitFor();
    await expectSound(page);
  });
});

describe("a customer elsewhere", () => {
  it("reads the business's time and their own", async () => {
    const page = await newPage({ timezoneId: "Europe/Berlin" });
    await openPage(page, `${app.url}${bookPath}`);
    await page.getByRole("link", { name: /^Check-up/ }).click();
    await page.getByText("Times are on the clock of Harbor Dental (New York).").waitFor();
    await page.getByText("Below each stands your time (Berlin).").waitFor();
    expect(await times(page).first().textContent()).toMatch(/^\d+:\d\d [AP]M\s*\d+:\d\d [AP]M your time$/);
    await expectSound(page);
  });
});

describe("a customer without scripts", () => {
  it("sees times and number, follows links, and books all the same", async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(`${app.url}${bookPath}`);
    await page.getByRole("link", { name: "(212) 555-0142" }).first().waitFor();
    await page.getByRole("link", { name: /^Cleaning/ }).click();
    await page.getByRole("link", { name: "Later" }).click();
    await times(page).first().click();
    await page.getByLabel("Name").fill("Ben Plain");
    await page.getByRole("button", { name: "Book this time" }).click();
    await page.getByText("Leave a phone number or an e-mail address").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Ben Plain");
    await page.getByLabel("Phone").fill("212 555 0188");
    const other = await newPage({ javaScriptEnabled: false });
    await other.goto(page.url());
    await page.getByRole("button", { name: "Book this time" }).click();
    await booked(page);
    await other.getByLabel("Name").fill("Cy Late");
    await other.getByLabel("Phone").fill("212 555 0189");
    await other.getByRole("button", { name: "Book this time" }).click();
    await other.getByText("That time is taken.").waitFor();
    expect(await other.getByLabel("Name").inputValue()).toBe("Cy Late");
  });
});

describe("the owner", () => {
  it("finds the page's address, and switches it off and on", async () => {
    const page = await newPage();
    await openPage(owner, `${app.url}/calendar?calendars=1`);
    const part = owner.getByRole("region", { name: "Booking page" });
    expect(await part.getByRole("link").getAttribute("href")).toBe(`${app.url}${bookPath}`);
    const isOn = part.getByRole("switch", { name: "Customers can book for themselves" });
    await isOn.press("Space");
    await owner.getByText("Bookings are by phone only now").waitFor();
    await openPage(page, `${app.url}${bookPath}`);
    await page.getByText("Harbor Dental takes bookings by phone.").waitFor();
    await expectSound(page);
    await isOn.press("Space");
    await owner.getByText("Customers can book for themselves").last().waitFor();
  });
});
