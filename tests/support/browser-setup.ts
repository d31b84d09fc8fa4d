import { launchBrowser } from "./browser";

/** Unpacks the browser before the first file of tests, as two at once would be in each other's way. */
export async function setup(): Promise<void> {
  await (await launchBrowser()).close();
}
