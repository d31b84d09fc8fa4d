import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const app = sharedApp();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({ reducedMotion: "reduce" });
  page = await context.newPage();
  await signUp(page, app.url, "Elm Salon", "elm@owner.example");
  for (const lead of [
    { name: "Kim Lee", phone: "+12025550133" },
    { name: "Ana Ruiz", phone: "+12025550134", notes: "It is an emergency, please call me today." },
  ]) {
    const status = await page.evaluate(async (lead) => {
      const body = JSON.stringify({ ...lead, source: "web" });
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/leads", { method: "POST", headers, body })).status;
    }, lead);
    expect(status).toBe(201);
  }
});

afterAll(async () => {
  await browser?.close();
});

describe("the board of leads", () => {
  it("is moved on by the keyboard, and taken back", async () => {
    await openPage(page, `${app.url}/leads/board`);
    const column = (name: string) =>
      page.getByRole("region", { name, exact: true }).getByRole("link", { name: "Kim Lee" });
    await column("New").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Move Kim Lee" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Qualified" }).waitFor();
    await settledFocus(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await column("Qualified").waitFor();
    await page.getByText("Kim Lee: Qualified").waitFor();
    await page.getByRole("button", { name: "Undo" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Kim Lee is back in New").waitFor();
    await column("New").waitFor();
  });
});

describe("the board under the mouse", () => {
  it("takes a card from one column to another by dragging", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openPage(page, `${app.url}/leads/board`);
    const column = (name: string) => page.getByRole("region", { name, exact: true });
    const card = (name: string) => column(name).getByRole("listitem").filter({ hasText: "Kim Lee" });
    await card("New").dragTo(column("Contacted"));
    await card("Contacted").waitFor();
    await page.getByText("Kim Lee: Contacted").waitFor();
    await openPage(page, page.url());
    await card("Contacted").waitFor();
    expect(await card("New").count()).toBe(0);
  });

  it("shows every column without scrolling sideways", async () => {
    for (const width of [1920, 1440, 1024, 800, 360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const board = page.getByRole("region", { name: "Leads by status" });
      await board.waitFor();
      const hidden = await board.evaluate((element) => element.scrollWidth - element.clientWidth);
      const columns = await board.getByRole("region").all();
      const boxes = await Promise.all(columns.map((column) => column.boundingBox()));
      expect(hidden, String(width)).toBe(0);
      expect(boxes.every((box) => box !== null && box.x >= 0 && box.x + box.width <= width)).toBe(true);
    }
  });
});

describe("what waits on Home", () => {
  it("is taken on from the keyboard, says by whom, and can still be done", async () => {
    await openPage(page, `${app.url}/home`);
    const task = page.getByRole("listitem").filter({ hasText: "Follow up with Ana Ruiz" });
    const takeOn = task.getByRole("button", { name: /^I'll do it/ });
    await takeOn.focus();
    await page.keyboard.press("Enter");
    await task.getByText(/ takes care of it$/).waitFor();
    await takeOn.waitFor({ state: "detached" });
    await openPage(page, page.url());
    await task.getByText(/ takes care of it$/).waitFor();
    expect(await takeOn.count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await task.getByRole("button", { name: /^Done/ }).press("Enter");
    await task.waitFor({ state: "detached" });
  });
});

describe("the account menu", () => {
  it("is accessible when it is open on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await openPage(page, `${app.url}/home`);
    await page.getByRole("button", { name: /account of .*elm@owner\.example/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    await settledFocus(page);
    expect(await faultsOf(page)).toEqual([]);
  });
});
