// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { randomUUID } from "node:crypto";
import { signIn } from "@/lib/domain/access";
import { getBusiness } from "@/lib/domain/businesses";
import { type CallDetail, getCall, listCalls } from "@/lib/domain/calls";
import type { Context } from "@/lib/domain/context";
import { listMails, type MailRecord } from "@/lib/domain/notifications";
import { env, setUsualLogLevel } from "@/lib/env";
import { contextOf, emulators } from "@/lib/wiring";
import { buildIfNeeded } from "./build";
import { speak } from "./demo/caller";
import { buyDemoPlan } from "./demo/plan";
import { DEMO_CALLER, DEMO_LOGIN, DEMO_NUMBER, PRACTICE } from "./demo/practice";
import { reportOf } from "./demo/report";
import { seedDemo } from "./demo/seed";
import { startServer } from "./server";

const SETTLED_MILLISECONDS = 15_000;
const POLL_MILLISECONDS = 100;

const begun = performance.now();
const say = (text: string) => {
  console.log(`[${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s] ${text}`);
};

const nobody = (): Promise<Context> =>
  contextOf({ requestId: `req_${randomUUID()}`, ip: null, actor: { kind: "anonymous" }, business: null });

async function ownerContext(): Promise<Context> {
  const signed = await signIn(await nobody(), {
    login: DEMO_LOGIN.email,
    password: DEMO_LOGIN.password,
    kind: "browser",
  });
  return {
    ...(await nobody()),
    actor: { kind: "user", userId: signed.user.id, sessionId: signed.session.id, isPlatformAdmin: false },
    business: signed.business,
  };
}

interface Aftermath {
  call: CallDetail;
  mails: MailRecord[];
}

/** Waits until everything that follows from the call is done: its record, its recording, the mails. */
async function aftermathOf(ctx: Context, since: Date): Promise<Aftermath> {
  const deadline = Date.now() + SETTLED_MILLISECONDS;
  for (;;) {
    const [latest] = (await listCalls(ctx, { page: 1, limit: 1, from: since })).items;
    const call = latest && (await getCall(ctx, latest.id));
    const mails = await listMails(ctx, { since });
    const isSettled =
      call?.endedAt &&
      call.summary &&
      call.hasRecording &&
      mails.length > 0 &&
      mails.every(({ status }) => status !== "queued");
    if (call && (isSettled || Date.now() > deadline)) return { call, mails };
    if (Date.now() > deadline) throw new Error("The call did not reach the app. The log above says why.");
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}

/** @throws Error where the call or anything the demo makes would reach a real vendor. */
async function simulatedVendors({ ports: { telephony, voice } }: Context) {
  const vendors = await emulators();
  if (vendors && telephony.isEmulated && voice.isEmulated) return vendors;
  throw new Error("The demo needs the emulators: unset EMULATORS and the keys of Telnyx and Retell.");
}

async function placeCall(ctx: Context): Promise<Aftermath> {
  const vendors = await simulatedVendors(ctx);
  const since = new Date();
  const call = vendors.telnyx.placeCall({ from: DEMO_CALLER.number, to: DEMO_NUMBER });
  await speak(call);
  if (!call.hasEnded) await call.hangUp();
  await call.settled();
  return aftermathOf(ctx, since);
}

function printAftermath({ call, mails }: Aftermath, address: string, slug: string): void {
  console.log(reportOf(call));
  console.log("\nWhat was sent");
  for (const mail of mails) console.log(`  to ${mail.to}: ${mail.subject}`);
  console.log(
    [
      "",
      `Look at it:   ${address}/calls/${call.id}`,
      `Sign in with: ${DEMO_LOGIN.email} / ${DEMO_LOGIN.password}`,
      `Ring it yourself: ${address}/phone`,
      `Book as a customer: ${address}/book/${slug}`,
      `The API:      ${address}/api/health   (CloudGreet; also under /api/cloudgreet and cloudgreet.localhost)`,
      "",
      "Frontdesk stays up until you press Ctrl+C.",
    ].join("\n"),
  );
}

async function main(): Promise<void> {
  setUsualLogLevel("warn");
  await buildIfNeeded(say);
  say("Starting the app, the database and the vendors' emulators …");
  const server = await startServer();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close().finally(() => process.exit(0)));
  }
  const address = `http://localhost:${server.port}`;
  say(`The app is up at ${address}`);
  await simulatedVendors(await nobody());
  const isNew = await seedDemo(await nobody());
  say(
    isNew
      ? `${PRACTICE.name} is set up, with a week of history`
      : `${PRACTICE.name} is there from an earlier run`,
  );
  const ctx = await ownerContext();
  if (isNew) await buyDemoPlan(ctx);
  say(`${DEMO_CALLER.name} calls ${DEMO_NUMBER}: Telnyx rings the app, Retell answers …`);
  const aftermath = await placeCall(ctx);
  say("The call is over.");
  printAftermath(aftermath, address, (await getBusiness(ctx)).slug);
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  if (env().LOG_LEVEL === "debug") console.error(error);
  process.exit(1);
});
