import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { FilePort } from "@/lib/domain/ports";
import { checkedPath, contentTypeOf } from "./file-path";

export interface DiskSettings {
  folder: string;
  /** Where signed links are served, such as `https://app.example.com/api/files`. */
  baseUrl: string;
  signingKey: string;
  now?: () => Date;
}

export interface DiskFiles extends FilePort {
  /** The file behind a signed link; null when the link is forged, expired or points to nothing. */
  open(url: string): Promise<{ content: Uint8Array; contentType: string } | null>;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR");

/** Files in a folder of this machine. A file is there completely or not at all. */
export function createDiskFiles(settings: DiskSettings): DiskFiles {
  const root = path.resolve(settings.folder);
  const now = settings.now ?? (() => new Date());
  const place = (file: string): string => path.join(root, checkedPath(file));

  const signatureOf = (file: string, expires: string): Buffer =>
    createHmac("sha256", settings.signingKey).update(`file\n${file}\n${expires}`).digest();

  const read = async (file: string): Promise<Uint8Array | null> => {
    try {
      return await readFile(place(file));
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };

  /** The path a link was signed for; null when it was not, or not for so long. */
  const signedPath = (url: string): string | null => {
    const { pathname, searchParams } = new URL(url, settings.baseUrl);
    const base = `${new URL(settings.baseUrl).pathname.replace(/\/$/, "")}/`;
    const expires = searchParams.get("expires") ?? "";
    const given = Buffer.from(searchParams.get("signature") ?? "", "base64url");
    if (!pathname.startsWith(base) || !/^\d{1,12}$/.test(expires)) return null;
    const file = pathname.slice(base.length);
    const expected = signatureOf(file, expires);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return Number(expires) * 1000 > now().getTime() ? file : null;
  };

  return {
    async put(file, content) {
      const target = place(file);
      await mkdir(path.dirname(target), { recursive: true });
      const draft = `${target}.${randomUUID()}.part`;
      try {
        const handle = await open(draft, "wx", 0o600);
        try {
          await handle.writeFile(content);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: read,
    async remove(file) {
      await rm(place(file), { force: true });
    },
    async signedUrl(file, expiresInSeconds) {
      const expires = String(Math.floor(now().getTime() / 1000) + expiresInSeconds);
      const signature = signatureOf(checkedPath(file), expires).toString("base64url");
      return `${settings.baseUrl.replace(/\/$/, "")}/${file}?expires=${expires}&signature=${signature}`;
    },
    async open(url) {
      const file = signedPath(url);
      const content = file === null ? null : await read(file);
      return file === null || content === null ? null : { content, contentType: contentTypeOf(file) };
    },
  };
}
