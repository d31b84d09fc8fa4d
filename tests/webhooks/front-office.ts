import { afterAll, afterEach, beforeAll } from "vitest";
import type { Database } from "@/lib/db/client";
import { openEmbeddedInMemory } from "@/lib/db/embedded";
import { asService } from "@/lib/db/tenant";
import type { Clock } from "@/lib/domain/clock";
import { type Context, createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import type { Ports } from "@/lib/domain/ports";
import { createBrain } from "@/lib/domain/receptionist";
import { appUrl } from "@/lib/env";
import { createDownloads } from "@/lib/providers/download/download";
import type { BrainFactory } from "@/lib/providers/emulation/brain";
import { type Emulators, type PhoneCall, startEmulators } from "@/lib/providers/emulators";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { createTwilio } from "@/lib/providers/twilio/client";
import { httpRuntime, jobHandlers } from "@/lib/wiring";
import { NOW } from "../support/context";
import { recordingPorts } from "../support/ports";
import { type AppServer, serveApp } from "./app-server";
import { createOutage, DatabaseGone, type Outage } from "./outage";

const SWEEP_MILLISECONDS = 50;
/** The first request to a vendor waits while its SDK is loaded, which on a slow machine takes seconds. */
const PATIENCE_MILLISECONDS = 30_000;
const SETTLED_MILLISECONDS = 45_000;

/** The whole product behind its webhook doors, and the vendors that ring it. Times run on from NOW. */
export interface FrontOffice {
  app: AppServer;
  vendors: Emulators;
  database: Database;
  ports: Ports;
  clock: Clock & { skip(seconds: number): void };
  /** How long a caller waits for the voice vendor; as ever again after the test. */
  patience: { milliseconds: number };
  /** Requests that get this database instead, one after the other. */
  spoiled: Database[];
  /** Takes the database away from requests and jobs for a while; there again after the test. */
  outage: Outage;
  /** The call is over, and everything that follows from it and is due is done. */
  settled(call: PhoneCall): Promise<void>;
}

function runningClock(): FrontOffice["clock"] {
  const begun = performance.now();
  let skipped = 0;
  return {
    now: () => new Date(Date.parse(NOW) + Math.round(performance.now() - begun) + skipped),
    skip: (seconds) => {
      skipped += seconds * 1000;
    },
  };
}

/** Does due jobs whenever woken, and looks for them in between. @returns how to stop it. */
function startWorker(contextOf: () => Context): { wake(): void; stop(): Promise<void> } {
  let running: Promise<unknown> | null = null;
  let isWanted = false;
  let isStopped = false;
  const wake = (): void => {
    isWanted = true;
    if (running || isStopped) return;
    running = (async () => {
      while (isWanted && !isStopped) {
        isWanted = false;
        await drainJobs(contextOf(), jobHandlers);
      }
    })()
      .catch((error: unknown) => {
        // The next look finds what was cut off.
        if (!(error instanceof DatabaseGone)) throw error;
      })
      .finally(() => {
        running = null;
      });
  };
  const sweeper = setInterval(wake, SWEEP_MILLISECONDS);
  return {
    wake,
    stop: async () => {
      isStopped = true;
      clearInterval(sweeper);
      await running;
    },
  };
}

interface FrontOfficeOptions {
  ringMilliseconds?: number;
  /** How long the vendors wait before each repeat of a webhook. */
  retryMilliseconds?: readonly number[];
  /** Who speaks; default the built-in receptionist. */
  brain?: BrainFactory;
}

async function open(options: FrontOfficeOptions): Promise<{ office: FrontOffice; close(): Promise<void> }> {
  const clock = runningClock();
  const database = await openEmbeddedInMemory();
  globalThis.frontdeskDatabase = Promise.resolve(database);
  const outage = createOutage(database);
  const address = { app: "" };
  const retryMilliseconds = options.retryMilliseconds ?? [20, 40, 80];
  const vendors = await startEmulators({
    appUrl: () => address.app,
    brain: options.brain ?? createBrain,
    now: () => clock.now(),
    telnyx: { ringMilliseconds: options.ringMilliseconds ?? 5, retryMilliseconds },
    twilio: {
      ringMilliseconds: options.ringMilliseconds ?? 5,
      retryMilliseconds,
      // Addresses that Twilio is told are public ones, and it signs them as such; this app listens where there was room.
      resolve: (url) => `${address.app}${url.slice(appUrl().length)}`,
    },
    retell: { analysisMilliseconds: 5, partingMilliseconds: 150, retryMilliseconds },
  });
  globalThis.frontdeskEmulators = Promise.resolve(vendors);
  const voice = createRetellVoice({
    apiKey: vendors.retell.apiKey,
    baseUrl: vendors.retell.baseUrl,
    isEmulated: true,
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  const here = (url: string) => `${address.app}${new URL(url).pathname}`;
  const telephony = createTelnyxTelephony({
    apiKey: vendors.telnyx.apiKey,
    baseUrl: vendors.telnyx.baseUrl,
    isEmulated: true,
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  const twilio = createTwilio({
    baseUrl: vendors.twilio.baseUrl,
    isEmulated: true,
    webhookUrl: () => `${appUrl()}/api/webhooks/twilio`,
    timeoutMilliseconds: PATIENCE_MILLISECONDS,
  });
  const base = httpRuntime();
  const patience = { milliseconds: PATIENCE_MILLISECONDS };
  const ports: Ports = {
    ...recordingPorts(),
    // Addresses that vendors are told come from APP_URL, and this app listens wherever there was room.
    telephony: {
      ...telephony,
      sendText: (message) => telephony.sendText({ ...message, webhookUrl: here(message.webhookUrl) }),
    },
    voice: {
      ...voice,
      get deadlineMilliseconds() {
        return patience.milliseconds;
      },
      saveAgent: (spec, existing) =>
        voice.saveAgent(
          {
            ...spec,
            webhookUrl: here(spec.webhookUrl),
            tools: spec.tools.map((tool) => ({ ...tool, url: here(tool.url) })),
          },
          existing,
        ),
    },
    accounts: { ...recordingPorts().accounts, twilio },
    mail: createMailbox(null),
    downloads: createDownloads({ trustedOrigins: vendors.origins }),
    wakeJobs: () => worker.wake(),
  };
  const contextOf = (actor: Context["actor"], on: Database): Context =>
    createContext({
      requestId: "req_test",
      ip: null,
      actor,
      business: null,
      clock,
      ports,
      log: base.log,
      database: on,
    });
  const worker = startWorker(() => contextOf({ kind: "system", reason: "test" }, outage.reachedBy("jobs")));
  const spoiled: Database[] = [];
  const app = await serveApp({
    ...base,
    clock,
    context: async ({ actor }) => contextOf(actor, spoiled.shift() ?? outage.reachedBy("requests")),
  });
  address.app = app.origin;
  const nextJobOf = (call: PhoneCall) =>
    asService(database.kysely, (trx) =>
      trx
        .selectFrom("jobs")
        .innerJoin("numbers", "numbers.business_id", "jobs.business_id")
        .select("jobs.run_at")
        .where("numbers.e164", "=", call.to)
        .where("finished_at", "is", null)
        .where("dead_at", "is", null)
        // An agent that Retell was out of reach for is saved again later, whatever becomes of the call.
        .where("kind", "!=", "agent.sync")
        .where("run_at", "<=", new Date(clock.now().getTime() + 5_000))
        .orderBy("run_at")
        .executeTakeFirst(),
    );
  const settled = async (call: PhoneCall): Promise<void> => {
    const deadline = Date.now() + SETTLED_MILLISECONDS;
    await call.settled();
    for (let next = await nextJobOf(call); next; next = await nextJobOf(call)) {
      if (Date.now() > deadline) throw new Error("The jobs of the call are not done");
      // Nothing else happens until it is due, so nobody has to wait for it.
      clock.skip(Math.max(0, next.run_at.getTime() - clock.now().getTime()) / 1000);
      worker.wake();
      await new Promise((resolve) => setTimeout(resolve, SWEEP_MILLISECONDS));
    }
  };
  return {
    office: { app, vendors, database, ports, clock, patience, spoiled, outage, settled },
    close: async () => {
      await vendors.close();
      await app.close();
      await worker.stop();
      await database.close();
    },
  };
}

/** A front office for one file, with a database of its own; the vendors are well again after every test. */
export function frontOffice(options: FrontOfficeOptions = {}): FrontOffice {
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  let before: Pick<typeof globalThis, "frontdeskDatabase" | "frontdeskEmulators">;
  const current = (): FrontOffice => {
    if (!opened) throw new Error("The office is open inside tests only");
    return opened.office;
  };
  beforeAll(async () => {
    const { frontdeskDatabase, frontdeskEmulators } = globalThis;
    before = { frontdeskDatabase, frontdeskEmulators };
    opened = await open(options);
  });
  afterEach(() => {
    const { vendors, app, patience, spoiled, outage } = current();
    outage.end();
    patience.milliseconds = PATIENCE_MILLISECONDS;
    vendors.telnyx.faults.clear();
    vendors.retell.faults.clear();
    vendors.twilio.faults.clear();
    app.served.length = 0;
    spoiled.length = 0;
  });
  afterAll(async () => {
    await opened?.close();
    Object.assign(globalThis, before);
  });
  return {
    get app() {
      return current().app;
    },
    get vendors() {
      return current().vendors;
    },
    get database() {
      return current().database;
    },
    get ports() {
      return current().ports;
    },
    get clock() {
      return current().clock;
    },
    get patience() {
      return current().patience;
    },
    get spoiled() {
      return current().spoiled;
    },
    get outage() {
      return current().outage;
    },
    settled: (call) => current().settled(call),
  };
}
