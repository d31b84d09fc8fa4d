import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, settledFocus, signUp } from "../support/page";
import { sharedApp } from "../support/shared-app";

const EMAIL = "kim@guest.example";

const app = sharedApp();
let browser: Browser;
let owner: Page;
let guest: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  owner = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  guest = await (
    await browser.newContext({ reducedMotion: "reduce", viewport: { width: 360, height: 740 } })
  ).newPage();
  await signUp(owner, app.url, "Fern Salon", "fern@team.example");
});

afterAll(async () => {
  await browser?.close();
});

/** Invites from the keyboard. @returns the link that is shown for handing over. */
async function invite(): Promise<string> {
  await openPage(owner, `${app.url}/team`);
  await owner.getByRole("button", { name: "Invite somebody" }).press("Enter");
  const dialog = owner.getByRole("dialog", { name: "Invite somebody" });
  await dialog.waitFor();
  await settledFocus(owner);
  expect(await faultsOf(owner, { within: ['[role="dialog"]'] })).toEqual([]);
  await owner.keyboard.type(EMAIL);
  await dialog.getByRole("radio", { name: /^Manager/ }).check();
  await owner.keyboard.press("Enter");
  const sent = owner.getByRole("dialog", { name: "The invitation is on its way" });
  const link = await sent.getByLabel("Link").inputValue();
  await sent.getByRole("button", { name: "Done" }).press("Enter");
  await sent.waitFor({ state: "detached" });
  return link;
}

describe("somebody who is invited", () => {
  it("joins by the link, from a phone, and is on the team at once", async () => {
    const link = await invite();
    await owner.getByText(`Manager · until`).waitFor();
    await openPage(guest, link);
    await guest.getByRole("heading", { name: "Join Fern Salon" }).waitFor();
    expect(await faultsOf(guest)).toEqual([]);
    expect(await guest.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await guest.getByLabel("First name").fill("Kim");
    await guest.getByRole("textbox", { name: "Password" }).fill("short");
    await guest.keyboard.press("Enter");
    await guest.getByText("Use at least 8 characters.").waitFor();
    await guest.getByRole("textbox", { name: "Password" }).fill("a-good-password");
    await guest.keyboard.press("Enter");
    await guest.waitForURL("**/home");
    await openPage(owner, `${app.url}/team`);
    await owner.getByText("Nobody is invited").waitFor();
    await openPage(guest, link);
    await guest.getByRole("heading", { name: "This invitation is no longer good" }).waitFor();
  });

  it("is given another role, and that is taken back; removed, they are signed out", async () => {
    const role = owner.getByRole("combobox", { name: "What Kim may do" });
    await role.click();
    await owner.getByRole("option", { name: "Guest" }).click();
    await owner.getByText("Kim is now Guest").waitFor();
    await owner.getByRole("button", { name: "Undo" }).click();
    await owner.getByText("Kim is now Manager").waitFor();
    await owner.getByRole("button", { name: "Remove Kim" }).press("Enter");
    await owner.getByRole("dialog", { name: "Remove Kim?" }).waitFor();
    await settledFocus(owner);
    await owner.getByRole("button", { name: "Remove", exact: true }).press("Enter");
    await owner.getByText("Kim is removed").waitFor();
    // Who a cookie names is remembered for five seconds.
    await expect
      .poll(
        async () => {
          await guest.goto(`${app.url}/home`);
          return new URL(guest.url()).pathname;
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBe("/sign-in");
  });
});

describe("an owner who deletes the business", () => {
  it("types its name, and can make another one then", async () => {
    await openPage(owner, `${app.url}/team`);
    await owner.getByRole("button", { name: "Delete this business" }).press("Enter");
    const dialog = owner.getByRole("dialog", { name: "Delete Fern Salon?" });
    await dialog.waitFor();
    await settledFocus(owner);
    expect(await faultsOf(owner, { within: ['[role="dialog"]'] })).toEqual([]);
    await owner.keyboard.type("Fern");
    await owner.keyboard.press("Enter");
    await dialog.getByText("Type the name as it stands here: Fern Salon").waitFor();
    await dialog.getByLabel("Type Fern Salon to delete it").fill("Fern Salon");
    await dialog.getByRole("button", { name: "Delete for good" }).press("Enter");
    await owner.waitForURL("**/new-business");
    await owner.getByRole("heading", { name: "Your business" }).waitFor();
    expect(await faultsOf(owner)).toEqual([]);
    await owner.getByLabel("Business name").fill("Fern Studio");
    await owner.keyboard.press("Enter");
    await owner.waitForURL("**/home");
    await openPage(owner, `${app.url}/team`);
    await owner.getByText("front desk of Fern Studio").waitFor();
  });
});
