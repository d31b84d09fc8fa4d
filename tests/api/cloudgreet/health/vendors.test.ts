import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type LocalServer, listen, type Reply } from "@/lib/providers/emulation/server";
import { createUpstashLimiter } from "@/lib/providers/limiter/upstash";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { createModel } from "@/lib/providers/model/client";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createSupabaseFiles } from "@/lib/providers/storage/supabase";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { limiterCheck, storageCheck, vendorCheck } from "@/lib/wiring/health/checks";
import type { Check, Measured } from "@/lib/wiring/health/probe";
import { createHealth } from "@/lib/wiring/health/report";
import { anonymousContext } from "../../../support/context";
import { startTestModel } from "../../../support/model";
import { NOBODY_THERE } from "../../../support/nobody";
import { startTestVendors } from "../../../support/vendors";

/** Enough for a machine under load; a vendor that hangs has a deadline of its own. */
const PATIENCE_MILLISECONDS = 30_000;
const IMPATIENCE_MILLISECONDS = 250;
const KEY = "key_0123456789abcdef0123456789abcdef";

type Way = "bad key" | "too often" | "500" | "hangs" | "cut";

/** A vendor of whatever kind that answers every request in one of these ways, with each one's own words for a bad key. */
let wire: LocalServer;
let way: Way = "500";
const refusals: Record<string, Reply> = {
  telnyx: { status: 401, json: { errors: [{ code: "10009", title: "Authentication failed", detail: KEY }] } },
  retell: { status: 401, json: { status: "error", message: `Invalid API Key ${KEY}` } },
  // Its SDK takes an origin alone.
  v1: { status: 401, json: { error: { type: "invalid_request_error", message: `Invalid API Key: ${KEY}` } } },
  model: {
    status: 401,
    json: { error: { message: `Incorrect API key provided: ${KEY}`, code: "invalid_api_key" } },
  },
  supabase: {
    status: 400,
    json: { statusCode: "403", error: "Unauthorized", message: `Invalid Compact JWS ${KEY}` },
  },
  upstash: { status: 401, json: { error: `WRONGPASS invalid or missing auth token. ${KEY}` } },
};
const never = () => new Promise<never>(() => undefined);

/** SMTP as far as signing in, and what it says to that. */
let smtp: Server;
let smtpUrl = "";
let signIn = "235 welcome";
beforeAll(async () => {
  wire = await listen(async ({ path }) => {
    const vendor = path.split("/")[1] ?? "";
    if (way === "hangs") return never();
    if (way === "cut") return null;
    if (way === "bad key") return refusals[vendor] ?? null;
    return { status: way === "500" ? 500 : 429, json: { message: `select * from ${KEY}`, error: KEY } };
  });
  smtp = createServer((socket) => {
    socket.on("error", () => undefined);
    if (signIn === "silence") return;
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      const verb = chunk.toString().slice(0, 4).toUpperCase();
      socket.write(
        verb === "EHLO"
          ? "250-test\r\n250 AUTH PLAIN\r\n"
          : verb === "AUTH"
            ? `${signIn}\r\n`
            : "221 bye\r\n",
      );
      if (verb === "QUIT") socket.end();
    });
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const address = smtp.address();
  smtpUrl = `smtp://ava:${KEY}@127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(async () => {
  await wire.close();
  smtp.close();
});

const settings = { apiKey: KEY, isEmulated: false };
const telnyx = (baseUrl: string) =>
  vendorCheck({ name: "telnyx", mode: "real", reachable: createTelnyxTelephony({ ...settings, baseUrl }) });
const retell = (baseUrl: string) =>
  vendorCheck({ name: "retell", mode: "real", reachable: createRetellVoice({ ...settings, baseUrl }) });
const stripe = (baseUrl: string) =>
  vendorCheck({ name: "stripe", mode: "real", reachable: createStripePayments({ ...settings, baseUrl }) });
const model = (baseUrl: string) =>
  vendorCheck({
    name: "model",
    mode: "real",
    reachable: createModel({ name: "emulated-1", apiKey: KEY, baseUrl, price: null }),
  });
const mail = (url: string) =>
  vendorCheck({
    name: "smtp",
    mode: "real",
    reachable: createSmtpMail({ url, from: "Ava <ava@example.com>" }),
  });
const supabase = (url: string) => ({
  check: storageCheck(true),
  files: createSupabaseFiles({ url, serviceRoleKey: KEY }),
});
const upstash = (url: string) => limiterCheck(createUpstashLimiter({ url, token: KEY }), "upstash");

async function look(
  check: Check,
  parts: { files?: ReturnType<typeof createSupabaseFiles>; deadline?: number } = {},
): Promise<Measured | undefined> {
  const nobody = await anonymousContext();
  const ctx = parts.files ? { ...nobody, ports: { ...nobody.ports, files: parts.files } } : nobody;
  const health = createHealth(async () => [check], parts.deadline ?? PATIENCE_MILLISECONDS);
  const report = await health(ctx, { detailed: true, cache: false });
  expect(report.overall).toBe(report.checks[0]?.status === "healthy" ? "healthy" : "degraded");
  expect(JSON.stringify(report)).not.toMatch(new RegExp(`${KEY}|127\\.0\\.0\\.1|select`));
  return report.checks[0];
}

const found = (name: string, status: string, message: unknown) => ({
  name,
  status,
  message,
  durationMilliseconds: expect.any(Number),
  checkedAt: expect.any(Date),
});

it("is well at vendors that know our key", async () => {
  const vendors = await startTestVendors();
  onTestFinished(() => vendors.close());
  const brain = await startTestModel();
  onTestFinished(() => brain.close());
  const { telnyx: phone, retell: voice, stripe: till } = vendors.emulators;
  const checks = [
    vendorCheck({
      name: "telnyx",
      mode: "real",
      reachable: createTelnyxTelephony({ ...phone, isEmulated: false }),
    }),
    vendorCheck({
      name: "retell",
      mode: "real",
      reachable: createRetellVoice({ ...voice, isEmulated: false }),
    }),
    vendorCheck({
      name: "stripe",
      mode: "real",
      reachable: createStripePayments(till),
    }),
    vendorCheck({
      name: "model",
      mode: "real",
      reachable: createModel({ name: "emulated-1", ...brain.emulator, price: null }),
    }),
    mail(smtpUrl),
  ];
  const labels = ["Telnyx", "Retell", "Stripe", "The language model's vendor", "The mail server"];
  for (const [index, check] of checks.entries()) {
    expect(await look(check)).toEqual(
      found(
        check.name,
        "healthy",
        expect.stringMatching(`^${labels[index]} knows us. Answer time: [0-9]+ms$`),
      ),
    );
  }
});

it("takes a vendor without a list of models as one that answers", async () => {
  way = "bad key";
  expect((await look(model(`${wire.origin}/nothing`)))?.status).toBe("unhealthy");
  const bare = await listen(async () => ({ status: 404, json: {} }));
  onTestFinished(() => bare.close());
  expect((await look(model(bare.origin)))?.status).toBe("healthy");
});

const MEANWHILE = {
  telnyx: "Calls are not answered and texts not sent.",
  retell: "Callers are put through to the fallback numbers.",
  stripe: "Nobody can buy or change a plan; what is paid for goes on.",
  model: "The built-in receptionist speaks instead.",
  storage: "Recordings cannot be kept or played.",
  limiter: "Nobody can sign in; everything else is not limited.",
  smtp: "Mails wait and are tried again.",
};
const cases = [
  { label: "Telnyx", key: "TELNYX_API_KEY", address: "TELNYX_BASE_URL", make: telnyx, path: "/telnyx" },
  { label: "Retell", key: "RETELL_API_KEY", address: "RETELL_BASE_URL", make: retell, path: "/retell" },
  { label: "Stripe", key: "STRIPE_SECRET_KEY", address: "STRIPE_BASE_URL", make: stripe, path: "/v1" },
  {
    label: "The language model's vendor",
    key: "MODEL_API_KEY",
    address: "MODEL_BASE_URL",
    make: model,
    path: "/model",
  },
  {
    label: "Supabase Storage",
    key: "SUPABASE_SERVICE_ROLE_KEY",
    address: "SUPABASE_URL",
    make: supabase,
    path: "/supabase",
  },
  {
    label: "The rate limiter (Upstash)",
    key: "UPSTASH_REDIS_REST_TOKEN",
    address: "UPSTASH_REDIS_REST_URL",
    make: upstash,
    path: "/upstash",
  },
].map((one) => ({
  ...one,
  look: (origin: string, deadline?: number) => {
    const made = one.make(`${origin}${one.path}`);
    const parts = deadline === undefined ? {} : { deadline };
    return "check" in made ? look(made.check, { files: made.files, ...parts }) : look(made, parts);
  },
}));

it.each(cases)("$label: a bad key", async ({ look, label, key }) => {
  way = "bad key";
  const seen = await look(wire.origin);
  const meanwhile = MEANWHILE[seen?.name as keyof typeof MEANWHILE];
  expect(seen).toEqual(
    found(
      expect.any(String) as unknown as string,
      "unhealthy",
      `${label} refuses our credential: check ${key}. ${meanwhile}`,
    ),
  );
});

it.each(cases)("$label: an error of its own", async ({ look, label }) => {
  way = "500";
  const seen = await look(wire.origin);
  expect(seen?.status).toBe("unhealthy");
  // Upstash's client keeps the words of an error and not its status.
  const words = label.includes("Upstash")
    ? "does not answer as it should: the log says more."
    : "answers with an error of its own: look at its status page if this lasts.";
  expect(seen?.message).toContain(`${label} ${words}`);
});

it.each(cases)("$label: nobody is there", async ({ look, label, address }) => {
  const seen = await look(NOBODY_THERE);
  expect(seen?.status).toBe("unhealthy");
  expect(seen?.message).toContain(`${label} cannot be reached: check ${address} and the network.`);
});

it.each(cases)("$label: it hangs", async ({ look, label }) => {
  way = "hangs";
  const seen = await look(wire.origin, IMPATIENCE_MILLISECONDS);
  expect(seen?.status).toBe("unhealthy");
  expect(seen?.message).toContain(
    `${label} has not answered in time: look at its status page if this lasts.`,
  );
});

it.each(
  cases.filter(({ path }) => path === "/telnyx" || path === "/retell" || path === "/v1" || path === "/model"),
)("$label: it is asked too much", async ({ look, label }) => {
  way = "too often";
  const seen = await look(wire.origin);
  expect(seen?.status).toBe("degraded");
  expect(seen?.message).toContain(`${label} says that it is asked too much; this passes by itself.`);
});

it.each([
  [
    "535 5.7.8 Authentication failed",
    "unhealthy",
    "refuses our credential: check the user and password in SMTP_URL.",
  ],
  ["421 4.7.0 Too many connections", "degraded", "says that it is asked too much; this passes by itself."],
  ["silence", "unhealthy", "has not answered in time: look at its status page if this lasts."],
])("The mail server: %s", async (said, status, words) => {
  signIn = said;
  const seen = await look(mail(smtpUrl), said === "silence" ? { deadline: IMPATIENCE_MILLISECONDS } : {});
  expect(seen).toEqual(found("smtp", status, `The mail server ${words} ${MEANWHILE.smtp}`));
});

it("The mail server: nobody is there", async () => {
  const seen = await look(mail(NOBODY_THERE.replace("http:", "smtp:")));
  expect(seen).toEqual(
    found(
      "smtp",
      "unhealthy",
      `The mail server cannot be reached: check the host in SMTP_URL and the network. ${MEANWHILE.smtp}`,
    ),
  );
});
