import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeTelnyxKeys, signTelnyx } from "@/lib/providers/telnyx/sign";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage, signUp } from "../support/page";
import { type RunningApp, startApp } from "../support/server";

const CUSTOMER = "+12025550171";
const telnyx = makeTelnyxKeys();
let app: RunningApp;
let browser: Browser;
let page: Page;
let number: string;

/** The customer texts the business. */
async function hear(text: string): Promise<void> {
  const payload = {
    id: randomUUID(),
    direction: "inbound",
    from: { phone_number: CUSTOMER },
    to: [{ phone_number: number, status: "webhook_delivered" }],
    text,
    media: [],
  };
  const body = JSON.stringify({
    data: {
      event_type: "message.received",
      id: randomUUID(),
      occurred_at: new Date().toISOString(),
      payload,
    },
  });
  const answer = await fetch(`${app.url}/api/webhooks/telnyx`, {
    method: "POST",
    headers: { "content-type": "application/json", ...signTelnyx(body, telnyx.privateKey, new Date()) },
    body,
  });
  expect(await answer.json()).toEqual({ status: "handled" });
}

const history = () => page.getByRole("list", { name: /History/ });

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startApp({ env: { TELNYX_PUBLIC_KEY: telnyx.publicKey } }),
    launchBrowser(),
  ]);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  page = await context.newPage();
  await signUp(page, app.url, "Oak Salon", "oak@texts.example");
  const lead = { name: "Kim Lee", phone: CUSTOMER, source: "web" };
  expect((await page.request.post(`${app.url}/api/leads`, { data: lead })).status()).toBe(201);
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

describe("texts with a contact", () => {
  it("say what is missing as long as there is no number to write from", async () => {
    await openPage(page, `${app.url}/contacts`);
    await page.getByRole("link", { name: /Kim Lee/ }).click();
    await page.getByText("This business has no phone number to write from. Add one first.").waitFor();
    expect(await page.getByRole("button", { name: "Write a text" }).isDisabled()).toBe(true);
    const contact = page.url();
    await openPage(page, `${app.url}/phone`);
    await page.getByRole("button", { name: "Get a practice number" }).click();
    const shown = page.getByText(/\(\d{3}\) \d{3}-\d{4}/).first();
    number = `+1${((await shown.textContent()) ?? "").replace(/^.*\((\d{3})\) (\d{3})-(\d{4}).*$/s, "$1$2$3")}`;
    await openPage(page, contact);
  });

  it("are written, and seen to arrive", async () => {
    await page.getByRole("button", { name: "Write a text" }).click();
    const dialog = page.getByRole("dialog", { name: "Text Kim Lee" });
    await dialog.getByLabel("Message").fill("Your chair is free at ten 🦷");
    await dialog.getByText("28 characters, sent as one text. Emoji").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.waitFor({ state: "detached" });
    await history().getByText("Your chair is free at ten").waitFor();
    await history().getByText("Delivered").waitFor();
  });

  it("wait in the inbox until somebody answers", async () => {
    await hear("Can I come at eleven instead?");
    await openPage(page, `${app.url}/home`);
    await page.getByText("Answer the text from Kim Lee").waitFor();
    await page.getByRole("link", { name: "Answer", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Text Kim Lee" });
    await dialog.getByLabel("Message").fill("Eleven it is.");
    await dialog.getByRole("button", { name: "Send" }).click();
    await history().getByText("Eleven it is.").waitFor();
    await openPage(page, `${app.url}/home`);
    await page.getByText("Nothing waits for you").waitFor();
  });

  it("are refused, with the reason, to whoever texted STOP, also while one is being written", async () => {
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Kim Lee" }).waitFor();
    const contact = page.url().replace(/\?.*$/, "");
    await openPage(page, contact);
    await page.getByRole("button", { name: "Write a text" }).click();
    const dialog = page.getByRole("dialog", { name: "Text Kim Lee" });
    await dialog.getByLabel("Message").fill("One more thing");
    await hear("STOP");
    await dialog.getByRole("button", { name: "Send" }).click();
    await dialog.getByText(/asked for no more texts/).waitFor();
    expect(await dialog.getByLabel("Message").inputValue()).toBe("One more thing");
    await openPage(page, contact);
    await page
      .getByText("Whoever has this number asked for no more texts. They can text START to undo it.")
      .waitFor();
    expect(await page.getByRole("button", { name: "Write a text" }).isDisabled()).toBe(true);
    await history()
      .getByText(/You are unsubscribed/)
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
