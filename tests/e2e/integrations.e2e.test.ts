import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { type MailServer, startMailServer } from "../support/mail-server";
import { faultsOf, openPage, settledFocus, signUp } from "../support/page";
import { type RunningApp, startApp } from "../support/server";

let app: RunningApp;
let mailServer: MailServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  mailServer = await startMailServer();
  [app, browser] = await Promise.all([
    startApp({ env: { OUTBOUND_PRIVATE_HOSTS: `127.0.0.1:${mailServer.port}` } }),
    launchBrowser(),
  ]);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    // Half-faded text has no contrast worth measuring.
    reducedMotion: "reduce",
  });
  page = await context.newPage();
  await signUp(page, app.url, "Quay Dental", "quay@connections.example");
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  mailServer?.stop();
});

const open = (place = "/integrations") => openPage(page, `${app.url}${place}`);
const card = (title: string) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
const dialog = () => page.getByRole("dialog");
const press = async (name: string) => {
  await page.getByRole("button", { name, exact: true }).click();
  await dialog().waitFor();
  await settledFocus(page);
};

describe("the page of connections", () => {
  it("is a place of its own, says what each is for and what is entered there, and is accessible", async () => {
    await openPage(page, `${app.url}/home`);
    await page.getByRole("link", { name: "Connections" }).first().click();
    await page.getByRole("heading", { level: 1, name: "Connections" }).waitFor();
    for (const title of ["Twilio", "ElevenLabs", "E-mail", "n8n", "Stripe"])
      await card(title).getByText("Not connected").waitFor();
    await card("Twilio").getByText("Frontdesk sets your number up by itself").waitFor();
    await card("n8n").getByText(`${app.url}/api/webhooks/n8n`).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
    expect(await faultsOf(page, { rules: ["color-contrast"] })).toEqual([]);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  });
});

describe("an ElevenLabs account", () => {
  it("with a wrong key is kept with the reason; once mended, its voices are there to choose from", async () => {
    await open();
    await press("Connect ElevenLabs");
    await dialog().getByLabel("API key").fill("sk_revoked_1234567890");
    await page.keyboard.press("Enter");
    await dialog().getByText("It is saved, but not used yet").waitFor();
    await dialog().getByText("ElevenLabs does not know this key.").waitFor();
    expect(await faultsOf(page, { within: ['[role="dialog"]'] })).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await card("ElevenLabs").getByText("Needs attention").waitFor();
    await card("ElevenLabs").getByText("ElevenLabs does not know this key.").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press("Change what was entered for ElevenLabs");
    const key = dialog().getByLabel("API key");
    expect([await key.inputValue(), await key.getAttribute("placeholder")]).toEqual(["", "••••••••7890"]);
    await key.fill("sk_quay_dental_0001");
    await dialog().getByRole("button", { name: "Save and check" }).click();
    await page.getByText("ElevenLabs is connected.").waitFor();
    await card("ElevenLabs").getByText("Connected", { exact: true }).waitFor();
    await open("/receptionist");
    await page.getByRole("combobox", { name: "Voice" }).fill("margue");
    await page.getByRole("option", { name: /Marguerite/ }).click();
    await page.getByText(/Marguerite: .*in your ElevenLabs account/).waitFor();
  });
});

describe("a mail server", () => {
  it("is connected from a phone, checked, switched off and, once asked, disconnected", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open();
    await press("Connect E-mail");
    await dialog().getByLabel("Your address").fill("hello@quay.example");
    await dialog().getByLabel("Mail server").fill("192.168.0.10");
    await dialog().getByRole("button", { name: "Connect", exact: true }).click();
    await dialog().getByText("This mail server is not on the public internet").waitFor();
    await dialog().getByLabel("Mail server").fill("127.0.0.1");
    await dialog().getByLabel("Port").fill(String(mailServer.port));
    await dialog().getByRole("button", { name: "Save and check" }).click();
    await page.getByText("E-mail is connected.").waitFor();
    expect(mailServer.commands.map(({ line }) => line)).toContain("EHLO localhost");
    await card("E-mail")
      .getByText(/^Checked: /)
      .waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    expect(await faultsOf(page)).toEqual([]);

    mailServer.answers.EHLO = "535 who are you";
    mailServer.answers.HELO = "535 who are you";
    await page.getByRole("button", { name: "Check again: E-mail" }).click();
    await card("E-mail").getByText("does not accept this user name and password").waitFor();
    mailServer.forget();
    await page.getByRole("button", { name: "Check again: E-mail" }).click();
    await page.getByText("E-mail works.").waitFor();
    await card("E-mail").getByRole("switch").click();
    await card("E-mail").getByText("Switched off").waitFor();

    await page.getByRole("button", { name: "Disconnect E-mail" }).click();
    await dialog().getByRole("button", { name: "Keep it" }).click();
    await card("E-mail").getByText("Switched off").waitFor();
    await page.getByRole("button", { name: "Disconnect E-mail" }).click();
    await dialog().getByRole("button", { name: "Disconnect", exact: true }).click();
    await card("E-mail").getByText("Not connected").waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });
});
