import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VendorError } from "@/lib/domain/ports";
import { type LocalServer, listen } from "@/lib/providers/emulation/server";
import { createDiskFiles, type DiskFiles } from "@/lib/providers/storage/disk";
import { createSupabaseFiles } from "@/lib/providers/storage/supabase";

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => (content ? new TextDecoder().decode(content) : null);

describe("files on disk", () => {
  let folder: string;
  let files: DiskFiles;
  let now = new Date("2026-03-02T14:00:00Z");
  const baseUrl = "http://localhost:3000/api/files";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "files-"));
    files = createDiskFiles({
      folder: path.join(folder, "root"),
      baseUrl,
      signingKey: "k".repeat(32),
      now: () => now,
    });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are read back, replaced and removed", async () => {
    await files.put("b1/recordings/a.wav", bytes("one"), "audio/wav");
    await files.put("b1/recordings/a.wav", bytes("two"), "audio/wav");
    expect(text(await files.get("b1/recordings/a.wav"))).toBe("two");
    expect(await readdir(path.join(folder, "root/b1/recordings"))).toEqual(["a.wav"]);
    await files.remove("b1/recordings/a.wav");
    await files.remove("b1/recordings/a.wav");
    expect(await files.get("b1/recordings/a.wav")).toBeNull();
  });
  it("are never half written", async () => {
    const versions = Array.from({ length: 10 }, (_, index) => String(index).repeat(200_000));
    const writes = versions.map((version) => files.put("b1/race.txt", bytes(version), "text/plain"));
    const reads = versions.map(async () => text(await files.get("b1/race.txt")));
    await Promise.all(writes);
    for (const content of await Promise.all(reads)) expect([null, ...versions]).toContain(content);
  });
  it.each([
    "../x",
    "a/../../x",
    "/etc/passwd",
    "a//b",
    "",
    ".",
    "a/.hidden",
    "a\\..\\b",
    "a/b\0c",
    "a/%2e%2e/b",
    "é",
  ])("cannot be at %j", async (bad) => {
    const attempts = [
      () => files.put(bad, bytes("x"), "text/plain"),
      () => files.get(bad),
      () => files.remove(bad),
      () => files.signedUrl(bad, 60),
    ];
    for (const attempt of attempts) await expect((async () => attempt())()).rejects.toThrow(VendorError);
  });
  it("never lie outside the folder, whatever the path", async () => {
    const wild = fc.array(fc.constantFrom("..", ".", "/", "\\", "a", "b.txt", "%2e", "~", "\0"), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(wild, async (parts) => {
        await files.put(parts.join(""), bytes("x"), "text/plain").catch((error: unknown) => {
          // A file where a folder is wanted is the one other way to fail.
          if (!(error instanceof VendorError) && !/EISDIR|ENOTDIR|EEXIST/.test(String(error))) throw error;
        });
        expect(await readdir(folder)).toEqual(["root"]);
      }),
    );
  });

  describe("with a signed link", () => {
    const put = async () => {
      await files.put("b1/a.wav", bytes("sound"), "audio/wav");
      return files.signedUrl("b1/a.wav", 60);
    };
    it("are served until it expires, whatever host the request came to", async () => {
      now = new Date("2026-03-02T14:00:00Z");
      const url = await put();
      expect(url).toMatch(
        /^http:\/\/localhost:3000\/api\/files\/b1\/a\.wav\?expires=\d+&signature=[\w-]{43}$/,
      );
      const moved = url.replace("http://localhost:3000", "https://elsewhere.example");
      for (const link of [url, moved]) {
        const file = await files.open(link);
        expect([text(file?.content ?? null), file?.contentType]).toEqual(["sound", "audio/wav"]);
      }
      now = new Date("2026-03-02T14:00:59Z");
      expect(await files.open(url)).not.toBeNull();
      now = new Date("2026-03-02T14:01:00Z");
      expect(await files.open(url)).toBeNull();
    });
    it("are not served for a link that was changed", async () => {
      now = new Date("2026-03-02T14:00:00Z");
      const url = await put();
      await files.put("b2/a.wav", bytes("secret"), "audio/wav");
      const signature = new URL(url).searchParams.get("signature") ?? "";
      const forged = [
        url.replace("b1/", "b2/"),
        url.replace(/expires=\d+/, "expires=9999999999"),
        url.replace(
          signature,
          signature.startsWith("A") ? `B${signature.slice(1)}` : `A${signature.slice(1)}`,
        ),
        url.replace(signature, ""),
        url.replace(/&signature.*/, ""),
        url.replace("/api/files/", "/api/other/"),
        url.replace("b1/a.wav", "../../etc/passwd"),
        `${baseUrl}/b1/a.wav`,
      ];
      for (const link of forged) expect(await files.open(link)).toBeNull();
    });
    it("are not served once removed", async () => {
      const url = await put();
      await files.remove("b1/a.wav");
      expect(await files.open(url)).toBeNull();
    });
  });
});

describe("files at Supabase", () => {
  let server: LocalServer;
  const objects = new Map<string, string>();
  let hasBucket = false;
  let isDown = false;
  const missing = (name: string) => ({
    status: 400,
    json: { statusCode: "404", error: name, message: `${name} not found` },
  });
  beforeAll(async () => {
    server = await listen(async ({ method, path: url, headers, body }) => {
      if (isDown) return { status: 503, json: { statusCode: "503", error: "down", message: "down" } };
      if (headers.authorization !== "Bearer sb_secret_x")
        return { status: 403, json: { statusCode: "403", message: "no" } };
      if (url === "/storage/v1/bucket" && method === "POST") {
        hasBucket = true;
        return { status: 200, json: { name: "frontdesk" } };
      }
      const name = url.replace("/storage/v1/object/", "").replace("sign/", "").replace("frontdesk/", "");
      if (method === "POST" && url.includes("/sign/")) {
        return objects.has(name)
          ? { status: 200, json: { signedURL: `/object/sign/frontdesk/${name}?token=t` } }
          : missing("Object");
      }
      if (method === "POST") {
        if (!hasBucket) return missing("Bucket");
        objects.set(name, "kept");
        return { status: 200, json: { Key: name, Id: "1" } };
      }
      if (method === "DELETE") {
        for (const prefix of (body as { prefixes: string[] }).prefixes) objects.delete(prefix);
        return { status: 200, json: [] };
      }
      const found = objects.get(name);
      return found ? { status: 200, bytes: bytes(found), contentType: "audio/wav" } : missing("Object");
    });
  });
  afterAll(() => server.close());
  const files = () => createSupabaseFiles({ url: server.origin, serviceRoleKey: "sb_secret_x" });

  it("go into a bucket that is made at first need, and come back", async () => {
    await files().put("b1/a.wav", bytes("kept"), "audio/wav");
    expect(hasBucket).toBe(true);
    expect(text(await files().get("b1/a.wav"))).toBe("kept");
    expect(await files().signedUrl("b1/a.wav", 60)).toContain(
      "/storage/v1/object/sign/frontdesk/b1/a.wav?token=t",
    );
    await files().remove("b1/a.wav");
    expect(await files().get("b1/a.wav")).toBeNull();
  });
  it("say whether trying again can help", async () => {
    isDown = true;
    await expect(files().get("b1/a.wav")).rejects.toMatchObject({ vendor: "supabase", isRetryable: true });
    isDown = false;
    const stranger = createSupabaseFiles({ url: server.origin, serviceRoleKey: "sb_secret_y" });
    await expect(stranger.put("b1/a.wav", bytes("x"), "audio/wav")).rejects.toMatchObject({
      isRetryable: false,
    });
    await expect(files().get("../a")).rejects.toThrow(VendorError);
  });
});
