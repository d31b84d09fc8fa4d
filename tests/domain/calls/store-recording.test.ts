import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCall, storeRecording } from "@/lib/domain/calls";
import { inTenant } from "@/lib/domain/context";
import { createDownloads } from "@/lib/providers/download/download";
import { jobsOf, spokenCall, systemOf, tell } from "./call-story";

describe("a recording", () => {
  let server: Server;
  let base: string;
  const hits: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? "");
      if (request.url === "/busy.wav") response.writeHead(503).end();
      else if (request.url === "/gone.wav") response.writeHead(404).end("no");
      else response.writeHead(200, { "content-type": "audio/mpeg" }).end("ID3 sound");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function endedCall(file: string) {
    const spoken = await spokenCall();
    spoken.tenant.ports.downloads = createDownloads({ trustedOrigins: [base] });
    await tell(systemOf(spoken.tenant), { ...spoken.story.ended, recordingUrl: `${base}/${file}` });
    return spoken;
  }

  it("is fetched once into a file of ours", async () => {
    const { tenant, callId } = await endedCall("ok.mp3");
    for (let i = 0; i < 2; i += 1) await storeRecording(jobsOf(tenant), { callId });
    expect(hits.filter((url) => url === "/ok.mp3")).toHaveLength(1);
    expect([...tenant.ports.stored.values()].map((content) => Buffer.from(content).toString())).toEqual([
      "ID3 sound",
    ]);
    const { recordingFileId, hasRecording } = await getCall(tenant.ctx, callId);
    expect(hasRecording).toBe(true);
    const file = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("files").selectAll().where("id", "=", recordingFileId).executeTakeFirstOrThrow(),
    );
    expect(file).toMatchObject({ kind: "recording", content_type: "audio/mpeg", size_bytes: 9 });
    expect(tenant.ports.stored.has(file.path)).toBe(true);
  });

  it("is tried again while its server is busy, and given up when it is gone", async () => {
    const busy = await endedCall("busy.wav");
    await expect(storeRecording(jobsOf(busy.tenant), { callId: busy.callId })).rejects.toMatchObject({
      isRetryable: true,
    });
    const gone = await endedCall("gone.wav");
    await storeRecording(jobsOf(gone.tenant), { callId: gone.callId });
    expect(await getCall(gone.tenant.ctx, gone.callId)).toMatchObject({ hasRecording: false });
  });

  it("is not fetched from inside our own network, and not asked for again", async () => {
    const before = hits.length;
    const inside = await endedCall("ok.mp3");
    inside.tenant.ports.downloads = createDownloads({ trustedOrigins: [] });
    await storeRecording(jobsOf(inside.tenant), { callId: inside.callId });
    expect(await getCall(inside.tenant.ctx, inside.callId)).toMatchObject({ hasRecording: false });
    expect(hits).toHaveLength(before);
  });
});
