import path from "node:path";
import { systemClock } from "@/lib/domain/clock";
import type { FilePort } from "@/lib/domain/ports";
import { appUrl, env } from "@/lib/env";
import { createDiskFiles, type DiskFiles } from "@/lib/providers/storage/disk";
import { createSupabaseFiles } from "@/lib/providers/storage/supabase";
import { secret } from "@/lib/secrets";

let disk: DiskFiles | undefined;

function diskFiles(): DiskFiles {
  disk ??= createDiskFiles({
    folder: path.resolve(env().DATA_DIR, "files"),
    baseUrl: `${appUrl()}/api/files`,
    signingKey: secret("ENCRYPTION_KEY"),
    now: () => systemClock.now(),
  });
  return disk;
}

/** Supabase Storage where it is configured, else a folder beside the data. */
export function files(): FilePort {
  const { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey } = env();
  return url && serviceRoleKey ? createSupabaseFiles({ url, serviceRoleKey }) : diskFiles();
}

/** Serves a file of the local store to whoever holds a signed link; players may ask for a part of it. */
export async function serveFile(request: Request): Promise<Response> {
  const file = await diskFiles().open(request.url);
  if (!file) return Response.json({ error: "This link is not valid, or has expired." }, { status: 404 });
  const size = file.content.byteLength;
  const headers = {
    "Content-Type": file.contentType,
    "Cache-Control": "private, no-store",
    "Accept-Ranges": "bytes",
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return new Response(Buffer.from(file.content), { headers });
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : size - 1, size - 1);
  if (start > end)
    return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${size}` } });
  return new Response(Buffer.from(file.content.slice(start, end + 1)), {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${start}-${end}/${size}` },
  });
}
