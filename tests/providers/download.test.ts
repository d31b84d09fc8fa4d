import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDownloads } from "@/lib/providers/download/download";
import { isPublicAddress } from "@/lib/providers/public-address";

const LIMITS = { maxBytes: 1_000, timeoutSeconds: 15 };
let server: Server;
let origin: string;
const hits: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(request.url ?? "");
    const to = new URL(request.url ?? "/", origin);
    if (to.pathname === "/hop") response.writeHead(302, { location: to.searchParams.get("to") ?? "" }).end();
    else if (to.pathname === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else if (to.pathname === "/large") response.end(Buffer.alloc(5_000));
    else if (to.pathname === "/slow") response.write("a little");
    else response.writeHead(200, { "content-type": "Audio/WAV; x=1" }).end("sound");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const get = (path: string, limits = LIMITS) =>
  createDownloads({ trustedOrigins: [origin] }).get(`${origin}${path}`, limits);

describe("an address", () => {
  it.each(["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    ...[
      "127.0.0.1",
      "10.1.2.3",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "169.254.169.254",
      "100.64.0.1",
    ],
    ...["0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::", "::1", "fe80::1", "fd00:ec2::254"],
    ...["::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "fe80::1%eth0"],
    ...["localhost", "", "2130706433", "0x7f.1"],
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("a download", () => {
  it("is what the server answers", async () => {
    expect(await get("/file")).toEqual({
      status: 200,
      contentType: "audio/wav",
      content: Buffer.from("sound"),
    });
  });

  it("follows redirects, three at most", async () => {
    expect(await get(`/hop?to=${encodeURIComponent("/file")}`)).toMatchObject({ status: 200 });
    hits.length = 0;
    await expect(get("/loop")).rejects.toMatchObject({
      isRetryable: false,
    });
    expect(hits).toEqual(["/loop", "/loop", "/loop", "/loop"]);
  });

  it.each([
    "http://example.com/file",
    "ftp://example.com/file",
    "file:///etc/passwd",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://localhost/",
    "https://user:secret@example.com/",
    "nonsense",
  ])("of %s is refused for good, also behind a redirect", async (address) => {
    const bare = createDownloads({ trustedOrigins: [] });
    await expect(bare.get(address, LIMITS)).rejects.toMatchObject({ isRetryable: false });
    if (!URL.canParse(address)) return;
    await expect(get(`/hop?to=${encodeURIComponent(address)}`)).rejects.toMatchObject({ isRetryable: false });
  });

  it("that is too large is refused for good", async () => {
    await expect(get("/large")).rejects.toMatchObject({ isRetryable: false });
  });

  it("that does not end in time, or finds nobody, may be tried again", async () => {
    await expect(get("/slow", { ...LIMITS, timeoutSeconds: 0.2 })).rejects.toMatchObject({
      isRetryable: true,
    });
    const nobody = "http://127.0.0.1:1";
    const downloads = createDownloads({ trustedOrigins: [nobody] });
    await expect(downloads.get(`${nobody}/file`, LIMITS)).rejects.toMatchObject({ isRetryable: true });
  });
});
