// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { readFile, writeFile } from "node:fs/promises";
import * as availability from "../tests/bench/availability.bench";
import * as availableSlots from "../tests/bench/available-slots.bench";
import * as bookingPage from "../tests/bench/booking-page.bench";
import * as brain from "../tests/bench/brain.bench";
import * as contention from "../tests/bench/contention.bench";
import * as demo from "../tests/bench/demo.bench";
import * as listRoute from "../tests/bench/list-route.bench";
import * as lists from "../tests/bench/lists.bench";
import { machine, pinning, runNode, stepAside } from "../tests/bench/processes";
import * as rowLevelTax from "../tests/bench/row-level-tax.bench";
import { type MeasuredApp, startApp, startBareApp } from "../tests/bench/servers";
import type { Row } from "../tests/bench/statistics";
import * as suite from "../tests/bench/suite.bench";
import * as toolCalls from "../tests/bench/tool-calls.bench";
import * as webhookIntake from "../tests/bench/webhook-intake.bench";
import { buildIfNeeded } from "./build";

const DOCUMENT = "docs/performance.md";
const MARKERS = { begin: "<!-- measured: begin -->", end: "<!-- measured: end -->" };

const AIM = { null: "", true: "met", false: "**not met**" } as const;

function tableOf(rows: Row[]): string {
  const lines = rows.map(
    ({ what, measured, aim, isMet, bound }) =>
      `| ${what} | ${measured} | ${aim} | ${AIM[`${isMet}`]} | ${bound} |`,
  );
  return ["| what | measured | aim | | what bounds it |", "|---|---|---|---|---|", ...lines].join("\n");
}

async function writeDocument(rows: Row[]): Promise<void> {
  const text = await readFile(DOCUMENT, "utf8");
  const [begin, end] = [text.indexOf(MARKERS.begin), text.indexOf(MARKERS.end)];
  if (begin < 0 || end < begin) throw new Error(`${DOCUMENT} has lost the markers of its table`);
  const about = `Measured ${new Date().toISOString().slice(0, 10)} on ${machine()}, Node ${process.versions.node}; ${pinning}.`;
  const measured = `${MARKERS.begin}\n${about}\n\n${tableOf(rows)}\n`;
  await writeFile(DOCUMENT, text.slice(0, begin) + measured + text.slice(end));
  await runNode(["node_modules/@biomejs/biome/bin/biome", "format", "--write", DOCUMENT], {});
}

const memoryRow = (bare: { restingMegabytes: number }, app: MeasuredApp, bound: string): Row => ({
  what: `Memory at rest, ${app.name}`,
  measured: `${app.restingMegabytes.toFixed(0)} MB resident; the bare Next app ${bare.restingMegabytes.toFixed(0)} MB`,
  aim: "",
  isMet: null,
  bound,
});

/** Everything that is asked of running servers, each measured on the one core of its own. */
async function ofServers(say: (text: string) => void): Promise<Row[]> {
  const apps: { stop(): Promise<void> }[] = [];
  const started = async <A extends { stop(): Promise<void> }>(starting: Promise<A>): Promise<A> => {
    const app = await starting;
    apps.push(app);
    return app;
  };
  try {
    say("Seeding and starting the app, embedded …");
    const embedded = await started(startApp("embedded"));
    // Before anything else runs: the browser that plays the phone needs the core for itself.
    say("The booking page, on a slow phone …");
    const ofPages = await bookingPage.run(embedded);
    say("And on Postgres …");
    const postgres = await started(startApp("postgres"));
    const list = await fetch(`${embedded.url}${listRoute.listPath(embedded)}`, {
      headers: { authorization: `Bearer ${embedded.token}` },
    });
    if (!list.ok) throw new Error(`The list of leads answered ${list.status}`);
    say("Building and starting a bare Next app with the same answer …");
    const bare = await started(startBareApp(await list.text()));
    const rows: Row[] = [...ofPages];
    say("The list of leads …");
    rows.push(...(await listRoute.run(bare, embedded, postgres)));
    if (postgres.postgres) {
      say("Row-level security …");
      rows.push(...(await rowLevelTax.run(postgres.postgres)));
    }
    for (const app of [embedded, postgres]) {
      say(`Webhooks, ${app.name} …`);
      rows.push(...(await webhookIntake.run(app)));
    }
    for (const app of [embedded, postgres]) {
      say(`Tool calls of 100 calls, ${app.name}, 80 s …`);
      rows.push(...(await toolCalls.run(app)));
    }
    rows.push(
      memoryRow(bare, embedded, "Node, Next, and Postgres compiled to WebAssembly with its buffers."),
      memoryRow(bare, postgres, "Node, Next and the vendors' SDKs."),
    );
    return rows;
  } finally {
    for (const app of apps) await app.stop();
  }
}

const begun = performance.now();
const say = (text: string) => {
  console.log(`[${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s] ${text}`);
};

await buildIfNeeded(say);
stepAside();
say(`On ${machine()}; ${pinning}`);
const rows = await ofServers(say);
say("Availability …");
rows.push(...(await availability.run()));
rows.push(...(await availableSlots.run()));
say("The receptionist …");
rows.push(...(await brain.run()));
say("One hour, many callers …");
rows.push(...(await contention.run()));
say("The list of a million leads, a minute to fill …");
rows.push(...(await lists.run()));
say("A suite of scenarios …");
rows.push(...(await suite.run()));
say("The demo …");
rows.push(...(await demo.run()));
console.log(`\n${tableOf(rows)}\n`);
await writeDocument(rows);
say(`Written to ${DOCUMENT}`);
const missed = rows.filter(({ isMet }) => isMet === false);
for (const { what, measured, aim } of missed) console.error(`Not met: ${what}: ${measured}, aim ${aim}`);
process.exit(missed.length > 0 ? 1 : 0);
