import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

interface Holder {
  pid: number;
  startedAt: string;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** When the process with this id started, in clock ticks since boot (Linux); "" where the system does not say. */
async function processStart(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/**
 * Takes a data folder for this process: two processes on one embedded database lose rows without an error.
 * A lock left by a process that is gone is taken over; a reused process id is told apart by its start time.
 * @returns the release.
 * @throws Error that names the holder.
 */
export async function lockDataDir(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, "lock.json");
  const holder: Holder = { pid: process.pid, startedAt: await processStart(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(file, JSON.stringify(holder), { flag: "wx" });
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const other = await readHolder(file);
    const isHeld =
      other !== undefined && isAlive(other.pid) && (await processStart(other.pid)) === other.startedAt;
    if (isHeld) {
      throw new Error(
        `The data in ${folder} is in use by process ${other.pid}. Stop it, or set DATA_DIR to another folder.`,
      );
    }
    await rm(file, { force: true });
  }
  throw new Error(`The lock ${file} could not be taken. Remove the file if no other Frontdesk is running.`);
}
