import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { faultsOf, openPage } from "../support/page";
import { type RunningApp, startApp } from "../support/server";

let dataDir: string;
let app: RunningApp;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-start-"));
  app = await startApp({ dataDir });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** What the server has written since, once it has written this. */
async function written(pattern: RegExp, since: number): Promise<string> {
  await expect.poll(() => pattern.test(app.log().slice(since)), { timeout: 60_000 }).toBe(true);
  return pattern.exec(app.log().slice(since))?.[1] ?? "";
}

describe("without a mail server", () => {
  const EMAIL = "ana@owner.example";

  it("the code that confirms a new account's e-mail is in the terminal, and the page says so", async () => {
    const since = app.log().length;
    const page = await browser.newPage();
    await openPage(page, `${app.url}/sign-up`);
    await page.getByLabel("Business name").fill("Fern Salon");
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByRole("textbox", { name: "Password" }).fill("a-good-password");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/home");
    const code = await written(/verification code for Frontdesk is (\d{6})/, since);
    await page.getByRole("link", { name: "Confirm it" }).click();
    await page.getByText(/your six digits are in the terminal window/).waitFor();
    await page.getByLabel("Six-digit code").fill(code === "000000" ? "111111" : "000000");
    await page.keyboard.press("Enter");
    await page.getByText("That is not the code of the newest mail.").waitFor();
    await page.getByLabel("Six-digit code").fill(code);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/home");
    expect(await page.getByRole("link", { name: "Confirm it" }).count()).toBe(0);
    await page.context().close();
  });

  it("a forgotten password is replaced with the link in the terminal, once, which no page shows", async () => {
    const since = app.log().length;
    const page = await browser.newPage();
    await openPage(page, `${app.url}/forgot-password`);
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.keyboard.press("Enter");
    await page.getByText(`If ${EMAIL} has an account, a link to choose a new password is now in`).waitFor();
    const link = await written(/(http:\S+\/reset-password\?token=[\w-]+)/, since);
    expect(await page.content()).not.toContain("reset-password?token");
    for (const [password, outcome] of [
      ["a-better-password", "Your password is changed."],
      ["a-third-password", "This link has been used"],
    ] as const) {
      await openPage(page, link);
      await page.getByRole("textbox", { name: "New password" }).fill(password);
      await page.keyboard.press("Enter");
      await page.getByText(outcome).waitFor();
    }
    await openPage(page, `${app.url}/sign-in`);
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByRole("textbox", { name: "Password" }).fill("a-better-password");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/home");
    await openPage(page, `${app.url}/mail`);
    await page.getByText("No mail yet").waitFor();
    await page.context().close();
  });

  it("whoever registered through an API confirms the address, and gets no business unasked", async () => {
    const email = "pat@newcomer.example";
    const since = app.log().length;
    const registered = await fetch(`${app.url}/api/microbit/v1/auth/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: "a-good-passw0rd", display_name: "Pat Doe" }),
    });
    expect(registered.status).toBe(201);
    const code = await written(/verification code for Frontdesk is (\d{6})/, since);
    const link = await written(/(http:\S+\/verify-email)/, since);
    const page = await browser.newPage();
    await openPage(page, link);
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill("a-good-passw0rd");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/verify-email");
    await page.getByLabel("Six-digit code").fill(code);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your e-mail is confirmed" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await openPage(page, `${app.url}/home`);
    expect(new URL(page.url()).pathname).toBe("/new-business");
    await page.getByRole("button", { name: "Create business" }).waitFor();
    await page.context().close();
  });

  it("an unknown address is answered alike, and nothing is printed", async () => {
    const since = app.log().length;
    const page = await browser.newPage();
    await openPage(page, `${app.url}/forgot-password`);
    await page.getByLabel("E-mail").fill("nobody@owner.example");
    await page.keyboard.press("Enter");
    await page.getByText("If nobody@owner.example has an account, a link").waitFor();
    expect(app.log().slice(since)).not.toContain("Mail to");
    await page.context().close();
  });
});

describe("a form", () => {
  const fill = async (page: Page, email: string) => {
    await openPage(page, `${app.url}/sign-up`);
    await page.getByLabel("Business name").fill("Oak Street Vets");
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill("a-good-password");
  };

  it("that does not reach the server says so in place, and is sent again as it was typed", async () => {
    const page = await browser.newPage();
    await fill(page, "oak@owner.example");
    await page.context().setOffline(true);
    await page.keyboard.press("Enter");
    await page.getByText("That did not reach us.").waitFor();
    expect(await page.getByLabel("Business name").inputValue()).toBe("Oak Street Vets");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/home");
    await page.context().close();
  });

  it("is sent once, however often its button is pressed", async () => {
    const page = await browser.newPage();
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await fill(page, "elm@owner.example");
    await page.getByRole("button", { name: "Create account" }).dblclick();
    await page.waitForURL("**/home");
    expect(sent).toEqual([`${app.url}/sign-up`]);
    await page.context().close();
  });

  it("names what is taken beside its field, keeps the rest, and puts the focus there", async () => {
    const page = await browser.newPage();
    await fill(page, "elm@owner.example");
    await page.keyboard.press("Enter");
    await page.getByText("Already in use.").waitFor();
    const focused = page.locator("input:focus");
    await expect.poll(() => focused.getAttribute("name")).toBe("email");
    await focused.fill("elm.two@owner.example");
    expect(await page.getByText("Already in use.").count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/home");
    await page.context().close();
  });
});

describe("a started Frontdesk", () => {
  it("answers health on the bare host and below the prefix of its edition", async () => {
    for (const address of ["/api/health", "/api/cloudgreet/health"]) {
      const answer = await fetch(app.url + address);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toHaveProperty("data.overall");
      expect(answer.headers.get("x-request-id")).toBeTruthy();
    }
  });

  it("sends a visitor who is not signed in to the sign-in page, without an error in the console", async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await openPage(page, `${app.url}/home`);
    await page.getByRole("button", { name: /sign in/i }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    expect(errors).toEqual([]);
    await page.close();
  });

  it("refuses a second process on its data, and says who holds it", async () => {
    await expect(startApp({ dataDir })).rejects.toThrow(/in use by process \d+/);
    expect((await fetch(`${app.url}/api/health`)).ok).toBe(true);
  });

  it("comes back on the same data after a kill", async () => {
    await app.kill();
    app = await startApp({ dataDir });
    expect((await fetch(`${app.url}/api/health`)).ok).toBe(true);
  });
});
