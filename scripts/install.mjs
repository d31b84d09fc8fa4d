// Plain JavaScript for Node 18 and later: it runs before anything is installed, on whatever Node the machine has.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const LOWEST_NODE = [22, 19];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const lockFile = path.join(root, "package-lock.json");
const installedFile = path.join(root, "node_modules/.package-lock.json");
const stampFile = path.join(root, "node_modules/.frontdesk-installed");

const readPackages = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};
const lockHash = () => createHash("sha256").update(readFileSync(lockFile)).digest("hex");

/** Whether npm's own record of node_modules agrees with the lock file; what is optional may be absent. */
function isInStep() {
  const wanted = readPackages(lockFile);
  const installed = readPackages(installedFile);
  const isSame = ([name, entry]) =>
    wanted[name]?.version === entry.version && wanted[name]?.integrity === entry.integrity;
  const isPresent = ([name, entry]) =>
    name === "" || entry.optional || entry.devOptional || entry.peer || name in installed;
  return Object.entries(installed).every(isSame) && Object.entries(wanted).every(isPresent);
}

/** Compares contents, not times: a fresh clone gives every file a new time. */
function isInstalled() {
  if (!existsSync(installedFile)) return false;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lockHash()) return true;
  if (!isInStep()) return false;
  writeFileSync(stampFile, lockHash());
  return true;
}

function install() {
  console.log("Installing the packages of package-lock.json (once; a few minutes at most) …");
  const npm = process.env.npm_execpath;
  const flags = ["ci", "--no-audit", "--no-fund"];
  const run = npm
    ? spawnSync(process.execPath, [npm, ...flags], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", flags, { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (run.status !== 0) {
    console.error(
      "The packages could not be installed. npm says why above; the first install needs the network.",
    );
    process.exit(run.status || 1);
  }
  writeFileSync(stampFile, lockHash());
}

/** The Node that npm puts first in PATH for every script: the one from the packages, else the machine's. */
function scriptNodeVersion() {
  const own = path.join(root, "node_modules/.bin", process.platform === "win32" ? "node.cmd" : "node");
  if (!existsSync(own)) return process.version;
  const run = spawnSync(own, ["--version"], { encoding: "utf8", shell: process.platform === "win32" });
  return run.status === 0 ? run.stdout.trim() : process.version;
}

if (!isInstalled()) install();

const version = scriptNodeVersion();
const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
if (major < LOWEST_NODE[0] || (major === LOWEST_NODE[0] && minor < LOWEST_NODE[1])) {
  console.error(
    `Frontdesk needs Node ${LOWEST_NODE.join(".")} or later; this is ${version}. ` +
      "npm normally brings one along (the package `node`), but has none for this machine: install Node from https://nodejs.org.",
  );
  process.exit(1);
}
