import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
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
    await page.goto(`${app.url}/home`);
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
