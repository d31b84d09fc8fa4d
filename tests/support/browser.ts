import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The version of the package that brings the browser, beside its resolved entry. */
async function chromiumVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const manifest = path.resolve(path.dirname(entry), "../package.json");
  return JSON.parse(await readFile(manifest, "utf8")).version as string;
}

/** Its fonts, which it looks for in a fixed place. A browser without fonts shows no text and takes none in. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;

/**
 * The browser from npm, unpacked once into a folder of its version: the package itself would take whatever
 * lies in the temporary folder, half-unpacked or old. It brings its own libnss when it believes in a Lambda.
 */
async function unpackedChromium(): Promise<string> {
  const folder = path.join(
    os.tmpdir(),
    `frontdesk-chromium-${await chromiumVersion()}-${process.getuid?.() ?? 0}`,
  );
  const complete = path.join(folder, "complete");
  if (!existsSync(complete)) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const temporary = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs24.x";
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const executable = await packed.executablePath();
    await writeFile(path.join(folder, "fonts.conf"), fontsIn(folder));
    await writeFile(complete, "");
    return executable;
  } finally {
    if (temporary === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = temporary;
  }
}

/**
 * Starts a headless Chromium that came with the packages, or the one that CHROMIUM_PATH names. The caller
 * closes it. With a port, other tools can drive it there. Same-origin and content policies hold in it as in a visitor's browser.
 */
export async function launchBrowser(options: { debuggingPort?: number } = {}): Promise<Browser> {
  const { debuggingPort } = options;
  const executablePath = process.env.CHROMIUM_PATH || (await unpackedChromium());
  return chromium.launch({
    executablePath,
    env: { ...process.env, FONTCONFIG_FILE: path.join(path.dirname(executablePath), "fonts.conf") },
    // The pages are our own; containers and root have no sandbox to offer.
    args: [
      "--no-sandbox",
      "--no-zygote",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--font-render-hinting=none",
      ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ],
  });
}
