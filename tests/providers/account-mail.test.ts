import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareEnvironment } from "../support/bare-environment";

const SECRET = "a-secret-of-enough-characters";
const DATABASE_URL = "postgres://nobody@127.0.0.1:9/none";
const SECRETS = {
  AUTH_SECRET: SECRET,
  JWT_SECRET: SECRET,
  ENCRYPTION_KEY: SECRET,
  CRON_SECRET: SECRET,
};
const SMTP = { SMTP_URL: "smtp://127.0.0.1:9", SMTP_FROM: "desk@example.com" };
const SEND = `
  const { ports } = await import("@/lib/wiring/ports");
  const { mail } = await ports();
  const message = { to: "a@example.com", subject: "Reset", text: "https://desk/reset", html: "", messageId: "1@x", attachments: [] };
  if (mail.transport === "mailbox") await mail.send({ ...message, isAccountMail: true });
  console.log(mail.accountMail);
  process.exit(0);
`;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-account-mail-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** What a process with these variables writes while it sends somebody a reset link, and what it says of such mail. */
async function sendIn(variables: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", SEND],
    { env: bareEnvironment({ EMULATORS: "off", LOG_LEVEL: "silent", DATA_DIR: dataDir, ...variables }) },
  );
  return stdout;
}

describe("a reset link", () => {
  it("is printed on the embedded database without a mail server", async () => {
    expect(await sendIn({})).toMatch(/Mail to a@example\.com[\s\S]+https:\/\/desk\/reset[\s\S]+\nprinted\n$/);
  });

  it.each([
    ["with a database of its own", { ...SECRETS, DATABASE_URL }],
    ["on Vercel", { ...SECRETS, VERCEL: "1" }],
  ])("never reaches a log %s", async (_name, variables) => {
    expect(await sendIn(variables)).toBe("kept\n");
  });

  it("is mailed where there is a mail server", async () => {
    expect(await sendIn(SMTP)).toBe("sent\n");
  });
});
