import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startN8nEmulator } from "@/lib/providers/n8n/emulator";

const folder = mkdtempSync(path.join(tmpdir(), "n8n-"));
afterAll(() => rmSync(folder, { recursive: true }));

const start = (name: string) =>
  startN8nEmulator({
    appWebhookUrl: () => "http://127.0.0.1:1/",
    stateFile: path.join(folder, "kept", name),
  });

describe("the address of a workflow", () => {
  it("stays the same over a restart, and is answered there", async () => {
    const before = await start("a.json");
    const { webhookUrl } = before.makeWorkflow("a secret of sixteen", "practice");
    await before.close();
    const after = await start("a.json");
    expect(after.urlOf("practice")).toBe(webhookUrl);
    expect((await fetch(webhookUrl, { method: "POST" })).status).toBe(404);
    after.makeWorkflow("a secret of sixteen", "practice");
    expect((await fetch(webhookUrl, { method: "POST" })).status).toBe(200);
    await after.close();
  });

  it("is another one where somebody has its port", async () => {
    const one = await start("b.json");
    const other = await start("b.json");
    expect(other.baseUrl).not.toBe(one.baseUrl);
    await Promise.all([one.close(), other.close()]);
  });
});
