import { randomUUID } from "node:crypto";
import { signTelnyx } from "@/lib/providers/telnyx/sign";
import { DEMO_NUMBER } from "../../scripts/demo/practice";
import { cpuMicroseconds } from "./processes";
import type { MeasuredApp } from "./servers";
import { quantiles, type Row } from "./statistics";

const SENDERS = 16;
const WARM_UP = 500;
const MEASURED = 3_000;
const CALLERS = 50;

interface Delivery {
  body: string;
  headers: Record<string, string>;
}

/** An event of a call that rang and was answered: what most deliveries are. */
function delivery(app: MeasuredApp, session: string, from: string): Delivery {
  const body = JSON.stringify({
    data: {
      record_type: "event",
      event_type: "call.answered",
      id: randomUUID(),
      occurred_at: new Date().toISOString(),
      payload: {
        call_control_id: `v3:${session}`,
        call_leg_id: session,
        call_session_id: session,
        connection_id: "1684641123236054244",
        client_state: null,
        from,
        to: DEMO_NUMBER,
        state: "answered",
      },
    },
    meta: { attempt: 1, delivered_to: `${app.url}/api/webhooks/telnyx` },
  });
  const headers = {
    "content-type": "application/json",
    ...signTelnyx(body, app.telnyx.privateKey, new Date()),
  };
  return { body, headers };
}

async function deliver(app: MeasuredApp, { body, headers }: Delivery): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${app.url}/api/webhooks/telnyx`, { method: "POST", headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`The webhook answered ${response.status}: ${text}`);
  return performance.now() - startedAt;
}

async function deliverAll(app: MeasuredApp, deliveries: Delivery[]): Promise<number[]> {
  const samples: number[] = [];
  const waiting = deliveries.values();
  const send = async () => {
    for (const one of waiting) samples.push(await deliver(app, one));
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return samples;
}

async function measure(app: MeasuredApp, what: string, deliveries: Delivery[], bound: string): Promise<Row> {
  const [cpuBefore, startedAt] = [await cpuMicroseconds(app.process.pid), performance.now()];
  const samples = await deliverAll(app, deliveries);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = ((await cpuMicroseconds(app.process.pid)) - cpuBefore) / samples.length;
  return {
    what: `Webhook intake, ${what}, ${app.name}`,
    measured: `${quantiles(samples)} (p50 / p95 / p99), ${(samples.length / seconds).toFixed(0)}/s, ${cpu.toFixed(0)} µs CPU`,
    aim: "",
    isMet: null,
    bound,
  };
}

/** Signed Telnyx deliveries of calls in progress, 16 at a time: new ones, then the same ones once more. */
export async function run(app: MeasuredApp): Promise<Row[]> {
  const sessions = Array.from({ length: CALLERS }, (_, index) => ({
    id: randomUUID(),
    from: `+1718555${String(index).padStart(4, "0")}`,
  }));
  const make = (count: number): Delivery[] =>
    Array.from({ length: count }, (_, index) => {
      const session = sessions[index % CALLERS];
      if (!session) throw new Error("There is no session");
      return delivery(app, session.id, session.from);
    });
  await deliverAll(app, make(WARM_UP));
  const deliveries = make(MEASURED);
  return [
    await measure(
      app,
      "new events",
      deliveries,
      "Ed25519, the inbox row, and the call's row locked, read, derived and written, in one transaction.",
    ),
    await measure(
      app,
      "the same events again",
      deliveries,
      "Ed25519 and one insert that finds the event there.",
    ),
  ];
}
