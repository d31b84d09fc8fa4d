import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const app = sharedApp();
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({ reducedMotion: "reduce" });
  page = await context.newPage();
  await signUp(page, app.url, "Oak Salon", "oak@owner.example");
  for (const lead of [
    { name: "Kim Lee", phone: "+12025550133" },
    { name: "Kim Li", phone: "+12025550134", email: "kim@guest.example" },
  ]) {
    const answer = await page.request.post(`${app.url}/api/leads`, { data: { ...lead, source: "web" } });
    expect(answer.status()).toBe(201);
  }
});

afterAll(async () => {
  await browser?.close();
});

describe("a contact", () => {
  it("is edited; a number that another one has leads to merging the two, after a question", async () => {
    await openPage(page, `${app.url}/contacts`);
    await page.getByRole("link", { name: /Kim Lee/ }).click();
    await page.getByRole("heading", { level: 1, name: "Kim Lee" }).waitFor();
    await openPage(page, page.url());
    await page.getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit the contact" });
    await dialog.getByLabel("Name").fill("Kim Lee-Park");
    await dialog.getByLabel("Phone").fill("(202) 555-0134");
    await dialog.getByLabel("Notes").fill("Prefers mornings.");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Is Kim Li the same person?").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Merge them into this one" }).click();
    const question = page.getByRole("dialog", { name: "Make the two one?" });
    await question.getByText(/1 lead.* of Kim Li will belong to Kim Lee\./).waitFor();
    await question.getByText(/Kim Lee also gets kim@guest\.example\./).waitFor();
    await question.getByText(/This cannot be taken back\./).waitFor();
    await question.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Kim Lee-Park" }).waitFor();
    await dialog.waitFor({ state: "detached" });
    await openPage(page, page.url());
    await page.getByText("Prefers mornings.").waitFor();
    await page.getByRole("link", { name: "(202) 555-0134" }).first().waitFor();
  });
});
