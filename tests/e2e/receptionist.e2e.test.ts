import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const app = sharedApp();
let browser: Browser;
let page: Page;

const notice = (text: RegExp) => page.getByRole("alert").filter({ hasText: text }).first();

async function open(address: string): Promise<void> {
  await openPage(page, app.url + address);
  await page.getByRole("heading", { level: 1, name: "Receptionist" }).waitFor();
}

/** Sets the focused time field, part by part, as a keyboard does. */
async function typeTime(label: string, time: string): Promise<void> {
  await page.getByLabel(label).last().focus();
  await page.keyboard.type(time);
}

beforeAll(async () => {
  browser = await launchBrowser();
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  await signUp(page, app.url, "Fern Salon", "fern@receptionist.example");
});

afterAll(async () => {
  await browser?.close();
});

describe("the receptionist's page", () => {
  it("takes a second stretch of a day from the keyboard, and leads to the time that is missing", async () => {
    await open("/receptionist/hours");
    await page.getByRole("button", { name: "Add hours on Monday" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save hours" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Enter a time.").waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(focused).toBe("Monday opens");
    await typeTime("Monday opens", "0630PM");
    await typeTime("Monday closes", "0830PM");
    await page.keyboard.press("Enter");
    await notice(/opening hours are saved/).waitFor();
    await page.getByText(/Monday 9 AM to 5 PM and 6:30 PM to 8:30 PM/).waitFor();
  });

  it("asks before changes are left behind", async () => {
    await open("/receptionist/hours");
    await page.getByRole("switch", { name: "Tuesday" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("link", { name: "Services" }).click();
    await page.getByRole("button", { name: "Keep editing" }).click();
    expect(new URL(page.url()).pathname).toBe("/receptionist/hours");
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await page.getByRole("link", { name: "Services" }).click();
    await page.waitForURL("**/receptionist/services");
  });

  it("keeps a greeting as a draft, publishes it, and brings the old one back", async () => {
    await open("/receptionist");
    await page.getByLabel("Greeting").fill("Hello, {{business_name}} here.");
    await page.getByText("Hello, Fern Salon here.").waitFor();
    await page.getByRole("button", { name: "Save draft" }).click();
    const draft = page.getByRole("region", { name: "Draft" });
    await draft.getByText("Greeting").waitFor();
    await draft.getByRole("button", { name: "Publish" }).click();
    await notice(/Published/).waitFor();
    await draft.waitFor({ state: "detached" });
    await open("/receptionist/versions");
    await page.getByRole("button", { name: "Bring back version 1" }).click();
    await notice(/Version 1 is live again/).waitFor();
    await open("/receptionist");
    expect(await page.getByLabel("Greeting").inputValue()).toContain("Thank you for calling Fern Salon");
  });

  it("says that it does not know, is told, and then answers from there", async () => {
    await open("/receptionist/knowledge");
    await page.getByLabel("A caller's question").fill("Is there parking?");
    await page.keyboard.press("Enter");
    await page.getByText("It does not know.").waitFor();
    await page.getByRole("button", { name: "Write the answer" }).click();
    await page.getByLabel("Answer", { exact: true }).fill("There is a garage next door.");
    await page.getByRole("button", { name: "Add", exact: true }).last().click();
    await notice(/Added: Is there parking/).waitFor();
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await page.getByText("From “Is there parking?”").waitFor();
    await page.getByText(/% match/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
