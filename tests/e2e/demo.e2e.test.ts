import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../support/postgres";

interface Run {
  child: ChildProcess;
  output(): string;
  /** Resolves when the text is printed, or with the exit code when the process ends before. */
  until(text: string): Promise<number | null>;
}

let dataDir: string;
const running: ChildProcess[] = [];

function start(script: string, port: number): Run {
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  let written = "";
  const output = () => written;
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => (written += String(chunk)));
  const until = (text: string) =>
    new Promise<number | null>((resolve) => {
      const look = () => written.includes(text) && resolve(null);
      child.stdout?.on("data", look);
      child.once("exit", (code) => resolve(code ?? -1));
      look();
    });
  return { child, output, until };
}

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-demo-"));
});

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

describe("npm run demo", () => {
  let demo: Run;
  let url: string;

  it("places a call through the wire and prints what became of it", async () => {
    const port = await freePort();
    url = `http://localhost:${port}`;
    demo = start("scripts/demo.ts", port);
    const code = await demo.until("stays up until you press Ctrl+C");
    const output = demo.output();
    expect(code, output).toBeNull();
    expect(output).toContain("Caller      Hi, do you take new patients?");
    expect(output).toContain("we are happy to see new patients");
    expect(output).toMatch(/You're booked for a cleaning on \w+, \w+ \d+ at \d/);
    expect(output).toMatch(/book_appointment +appointment [0-9a-f-]{36}/);
    expect(output).toMatch(/lead +lead [0-9a-f-]{36}/);
    expect(output).toMatch(/Outcome: appointment_booked · status: completed · [1-9]\d+ s/);
    expect(output).toMatch(/to demo@frontdesk\.example: .*Maya Torres/);
    expect(output).toContain("to maya.torres@example.com: ");
    expect(output).toContain(`${url}/calls/`);
    expect(output.split("\n").filter((line) => line.startsWith("{"))).toEqual([]);
  });

  it("serves the API and lets the printed login in", async () => {
    const health = await (await fetch(`${url}/api/health?detailed=true`)).json();
    expect(health).toMatchObject({ success: true, data: { overall: "healthy" } });
    const login = await fetch(`${url}/api/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "demo@frontdesk.example", password: "frontdesk-demo" }),
    });
    expect(login.status).toBe(200);
  });

  it("tells a second process that the data is in use", async () => {
    const second = start("scripts/start.ts", await freePort());
    expect(await second.until("never printed")).toBe(1);
    expect(second.output()).toContain(`is in use by process ${demo.child.pid}`);
  });

  it("says so when the port is taken", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, () => {
        const address = taken.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
    const second = start("scripts/start.ts", port);
    expect(await second.until("never printed")).toBe(1);
    expect(second.output()).toContain(`Port ${port} is in use`);
    taken.close();
  });

  it("loses nothing when it is killed, and its data opens again", async () => {
    demo.child.kill("SIGKILL");
    await new Promise((resolve) => demo.child.once("exit", resolve));
    const again = start("scripts/demo.ts", await freePort());
    expect(await again.until("stays up until you press Ctrl+C"), again.output()).toBeNull();
    expect(again.output()).toContain("is there from an earlier run");
    again.child.kill("SIGTERM");
    await new Promise((resolve) => again.child.once("exit", resolve));
  });
});
