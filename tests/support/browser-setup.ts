import type { TestProject } from "vitest/node";
import { launchBrowser } from "./browser";
import { startApp } from "./server";

/**
 * Before the first file: unpacks the browser, as two at once would be in each other's way, and starts the app
 * that the files share. Each signs up a business of its own there; a server a file would cost more than its tests.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [app] = await Promise.all([startApp(), launchBrowser().then((browser) => browser.close())]);
  project.provide("sharedAppUrl", app.url);
  return app.stop;
}
