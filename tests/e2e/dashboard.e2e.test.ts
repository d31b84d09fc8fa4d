import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledPage } from "../support/page";
import { freePort } from "../support/postgres";

const LOGIN = { email: "demo@frontdesk.example", password: "frontdesk-demo" };
const SIGNED_OUT = ["/", "/sign-in", "/sign-up", "/forgot-password"];
const SIGNED_IN = [
  "/home",
  "/live",
  "/calls",
  "/calendar",
  "/calendar?calendars=1",
  "/leads",
  "/leads/board",
  "/contacts",
  "/receptionist",
  "/receptionist/hours",
  "/receptionist/services",
  "/receptionist/knowledge",
  "/receptionist/hand-off",
  "/receptionist/tests",
  "/receptionist/versions",
  "/phone",
  "/team",
  "/integrations",
  "/integrations/deliveries",
  "/billing",
  "/mail",
  "/notifications",
  "/account",
];
const CHECKED_ON_A_PHONE = ["/home", "/leads", "/notifications"];

let dataDir: string;
let url: string;
let callPath: string;
let demo: ChildProcess;
let browser: Browser;
let member: BrowserContext;

/** The demo's business, with its week of history and the call that the demo places. */
async function startDemo(): Promise<void> {
  const port = await freePort();
  url = `http://localhost:${port}`;
  demo = spawn(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      RATE_LIMITS: "off",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [demo.stdout, demo.stderr])
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes("stays up until")) resolve();
      });
    demo.once("exit", () => reject(new Error(output)));
  });
  callPath = /\/calls\/[0-9a-f-]{36}/.exec(output)?.[0] ?? "";
}

async function signIn(page: Page, password = LOGIN.password): Promise<void> {
  await openPage(page, `${url}/sign-in`);
  await page.getByLabel("E-mail").fill(LOGIN.email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.keyboard.press("Enter");
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-dashboard-"));
  [browser] = await Promise.all([launchBrowser(), startDemo()]);
  member = await browser.newContext();
  const page = await member.newPage();
  await signIn(page);
  await page.waitForURL("**/home");
  await page.close();
});

afterAll(async () => {
  await browser?.close();
  demo?.removeAllListeners("exit");
  demo?.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

/** Waits until the page itself is there and not its skeleton. */
async function open(page: Page, address: string): Promise<void> {
  await openPage(page, url + address);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await settledPage(page);
}

describe("every page", () => {
  let page: Page;
  beforeAll(async () => {
    page = await member.newPage();
  });
  afterAll(() => page.close());

  const isAccessible = async (page: Page, address: string) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, address);
    expect(await faultsOf(page)).toEqual([]);
    // The other scheme has the same parts in other colours.
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
    await settledPage(page);
    expect(await faultsOf(page, { rules: ["color-contrast"] })).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    await settledPage(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    if (CHECKED_ON_A_PHONE.includes(address)) expect(await faultsOf(page)).toEqual([]);
  };

  it.each(SIGNED_IN)("is accessible, light and dark, and fits a phone: %s", (address) =>
    isAccessible(page, address),
  );
  it("is accessible, light and dark, and fits a phone: a call", () => isAccessible(page, callPath));
  it.each(SIGNED_OUT)("is accessible to a visitor, light and dark, and fits a phone: %s", async (address) => {
    const outside = await browser.newContext();
    await isAccessible(await outside.newPage(), address);
    await outside.close();
  });
});

describe("the finished call", () => {
  it("shows what was said, its outcome and its recording", async () => {
    const page = await member.newPage();
    await open(page, callPath);
    await page.getByText("Hi, do you take new patients?").first().waitFor();
    await page
      .getByText(/booked/i)
      .first()
      .waitFor();
    const lines = await page
      .getByRole("list", { name: "Transcript" })
      .getByRole("listitem")
      .allTextContents();
    expect(lines.slice(0, 4)).toEqual([
      expect.stringContaining("Thanks for calling Harbor Dental"),
      expect.stringContaining("do you take new patients?"),
      expect.stringContaining("Looked up an answer"),
      expect.stringContaining("happy to see new patients"),
    ]);
    const source = await page.locator("audio").getAttribute("src");
    expect((await page.request.get(new URL(source ?? "", url).href)).status()).toBe(200);
    await page.close();
  });
});

describe("the mail", () => {
  it("is kept where no mail server is connected, and can be read with its attachment's name", async () => {
    const page = await member.newPage();
    await open(page, "/home");
    await page.getByRole("link", { name: "Mail", exact: true }).click();
    await page.getByText("No mail server is connected, so mail is kept here").waitFor();
    const confirmation = page.locator("details").filter({ hasText: "To owen.clarke@example.com" }).first();
    await confirmation.locator("summary").click();
    await confirmation.getByText(/\.ics$/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  it("leads from a notice to the call that it is about", async () => {
    const page = await member.newPage();
    await open(page, "/mail");
    const notice = page.locator("details").filter({ has: page.locator(`a[href="${callPath}"]`) });
    await notice.locator("summary").first().click();
    await page.locator(`a[href="${callPath}"]`).first().click();
    await page.waitForURL(`**${callPath}`);
    await page.close();
  });
});

describe("the phone", () => {
  it("rings the receptionist; the call appears in another tab without a reload", async () => {
    const list = await member.newPage();
    await open(list, "/calls");
    const live = list.getByText("The receptionist is on the phone.");
    const before = await live.count();
    const page = await member.newPage();
    await open(page, "/phone");
    await page.getByRole("button", { name: "Ring", exact: true }).click();
    await page
      .getByText(/Thanks for calling Harbor Dental/)
      .first()
      .waitFor();
    await expect.poll(() => live.count(), { timeout: 60_000 }).toBeGreaterThan(before);
    await page.getByLabel("What you say").fill("Where can I park?");
    await page.keyboard.press("Enter");
    await page
      .getByText(/garage at 60 Pier Street/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Hang up" }).click();
    await expect.poll(() => live.count(), { timeout: 60_000 }).toBe(before);
    await page.close();
    await list.close();
  });
});

describe("a call that is watched", () => {
  it("shows what is said as it is said, then why; a wrong answer is put right and asked again", async () => {
    const [live, page] = [await member.newPage(), await member.newPage()];
    await open(live, "/live");
    await open(page, "/phone");
    await page.getByRole("button", { name: "Ring", exact: true }).click();
    await page.getByLabel("What you say").fill("Where can I park?");
    await page.keyboard.press("Enter");
    const log = live.getByRole("log");
    await log.getByText("Looked up an answer").waitFor();
    await log.getByText(/garage at 60 Pier Street/).waitFor();
    expect(await faultsOf(live)).toEqual([]);
    await live.getByRole("link", { name: "Open the call" }).click();
    await page.getByRole("button", { name: "Hang up" }).click();
    await live.getByText(/Why: From an answer you wrote: “.*park/i).waitFor();
    await live.getByRole("button", { name: /^Fix this in “There is a garage/ }).click();
    expect(await live.getByLabel("What the caller asked").inputValue()).toBe("Where can I park?");
    await live.getByLabel("What it should say").fill("On the street, free after six.");
    await live.getByRole("button", { name: "Save the answer" }).click();
    await live
      .getByRole("region", { name: "What it found before" })
      .getByText(/60 Pier Street/)
      .waitFor();
    const now = live.getByRole("region", { name: "What it finds now" });
    await now.getByText("On the street, free after six.").waitFor();
    await live.getByRole("button", { name: "Run again" }).click();
    await now.getByText(/From an answer you verified/).waitFor();
    expect(await faultsOf(live)).toEqual([]);
    await live.getByRole("button", { name: "Undo" }).click();
    await live.getByText("Taken back").waitFor();
    await page.close();
    await live.close();
  });
});

describe("access", () => {
  it("refuses a wrong password in plain words and keeps the address", async () => {
    const page = await browser.newPage();
    await signIn(page, "not the password");
    await page
      .getByText(/not right|wrong|do(es)? not (match|fit)|incorrect|not correct|invalid/i)
      .first()
      .waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(LOGIN.email);
    await page.close();
  });

  it("makes an account and lands on its Home", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await openPage(page, `${url}/sign-up`);
    for (const field of await page.locator("form input:visible:not([type=checkbox])").all()) {
      const [type, name] = [await field.getAttribute("type"), (await field.getAttribute("name")) ?? ""];
      const isEmail = type === "email" || /email/i.test(name);
      await field.fill(
        isEmail ? "new@owner.example" : type === "password" ? "a-good-password" : "Fern Salon",
      );
    }
    await page.keyboard.press("Enter");
    await page.waitForURL("**/home");
    await context.close();
  });

  it("ends the session at sign-out: the old cookie opens nothing", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await signIn(page);
    await page.waitForURL("**/home");
    const cookies = await context.cookies();
    await page
      .getByRole("button", { name: /account/i })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL((address) => !address.pathname.startsWith("/home"));
    await context.addCookies(cookies);
    await page.goto(`${url}/home`);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    await context.close();
  });
});
