import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

const SOURCES = [
  "app",
  "lib",
  "public",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = ".next/frontdesk-sources";

/** The files below an entry; none where it is not there, as an empty folder is not in a fresh clone. */
async function filesOf(entry: string): Promise<string[]> {
  if (!existsSync(entry)) return [];
  const entries = await readdir(entry, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return [entry];
  return entries.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
}

/** A hash over everything the production build is made of, and the edition it is built for. */
async function sourcesHash(): Promise<string> {
  const hash = createHash("sha256").update(process.env.DEFAULT_EDITION ?? "");
  for (const file of (await Promise.all(SOURCES.map(filesOf))).flat().sort()) {
    hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}

/**
 * Makes the production build unless the one at hand was made from these very sources.
 * @param say is told when a build starts.
 * @throws Error with the end of the build's output when it fails.
 */
export async function buildIfNeeded(say: (text: string) => void): Promise<void> {
  const wanted = await sourcesHash();
  const present = await readFile(STAMP, "utf8").catch(() => "");
  if (present === wanted) return;
  say("Building the app (once; about a minute) …");
  const output: string[] = [];
  const code = await new Promise<number | null>((resolve) => {
    const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [build.stdout, build.stderr])
      stream.on("data", (chunk) => output.push(String(chunk)));
    build.on("close", resolve);
  });
  if (code !== 0) throw new Error(`The build failed:\n${output.join("").split("\n").slice(-40).join("\n")}`);
  await writeFile(STAMP, wanted);
}
