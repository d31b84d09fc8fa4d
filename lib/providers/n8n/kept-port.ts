import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { listen } from "../emulation/server";

const kept = z.object({ port: z.number().int().min(1).max(65_535) });

function portIn(file: string): number | undefined {
  try {
    return kept.parse(JSON.parse(readFileSync(file, "utf8"))).port;
  } catch {
    // Nothing kept yet: any free port will do.
    return undefined;
  }
}

/** A server at the port that it had the last time, where that is still free; else at a free one, which is kept. */
export async function listenAgain(
  file: string | undefined,
  handle: Parameters<typeof listen>[0],
): ReturnType<typeof listen> {
  if (file === undefined) return listen(handle);
  const port = portIn(file);
  // Another process of ours may have it.
  const server = await listen(handle, port).catch(() => listen(handle));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ port: Number(new URL(server.origin).port) }), { mode: 0o600 });
  return server;
}
