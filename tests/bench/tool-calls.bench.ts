import { signRetell } from "@/lib/providers/retell/sign";
import { DEMO_NUMBER } from "../../scripts/demo/practice";
import { CALLS, callerNumber, voiceCallId } from "./seeded";
import type { MeasuredApp } from "./servers";
import { quantile, quantiles, type Row } from "./statistics";

const EVERY_MILLISECONDS = 5_000;
const WARM_UP_MILLISECONDS = 20_000;
const MEASURED_MILLISECONDS = 60_000;
const AIMS = [15, 50, 150] as const;

const BOUNDS: Record<string, string> = {
  embedded: "The embedded database runs one statement at a time, in the server's own thread.",
  postgres: "About ten statements a tool, one round trip each, and what the server computes between them.",
};

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** What one caller has the receptionist do, over and over: mostly asking and looking, at times writing. */
const script = (caller: number) => [
  { tool: "answer_question", args: { question: "Do you take new patients?" } },
  { tool: "check_availability", args: { service: "Check-up", date: day(1 + (caller % 10)) } },
  { tool: "answer_question", args: { question: "What are your opening hours on Saturday?" } },
  { tool: "check_availability", args: { service: "Cleaning", date: day(1 + (caller % 7)) } },
  {
    tool: "capture_lead",
    args: { name: `Caller ${caller}`, reason: "Would like a cleaning.", service: "Cleaning" },
  },
  { tool: "take_message", args: { name: `Caller ${caller}`, message: "Please call me back about my bill." } },
];

async function requestTool(app: MeasuredApp, caller: number, turn: number): Promise<number> {
  const steps = script(caller);
  const step = steps[(caller + turn) % steps.length];
  if (!step) throw new Error("The script has no step");
  const body = JSON.stringify({
    name: step.tool,
    args: step.args,
    call: {
      call_id: voiceCallId(caller),
      call_type: "phone_call",
      from_number: callerNumber(caller),
      to_number: DEMO_NUMBER,
    },
  });
  const headers = {
    "content-type": "application/json",
    ...(await signRetell(body, app.retellKey, new Date())),
  };
  const startedAt = performance.now();
  const response = await fetch(`${app.url}/api/tools/${step.tool}`, { method: "POST", headers, body });
  const text = await response.text();
  if (!response.ok) throw new Error(`${step.tool} answered ${response.status}: ${text}`);
  return performance.now() - startedAt;
}

/** Starts a caller's tool calls at their own moment of the five seconds, so that all are spread evenly. */
async function caller(app: MeasuredApp, index: number, milliseconds: number): Promise<number[]> {
  const begin = performance.now() + (index * EVERY_MILLISECONDS) / CALLS;
  const samples: number[] = [];
  for (let turn = 0; turn * EVERY_MILLISECONDS < milliseconds; turn += 1) {
    const pause = begin + turn * EVERY_MILLISECONDS - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause)));
    samples.push(await requestTool(app, index, turn));
  }
  return samples;
}

const everybody = async (app: MeasuredApp, milliseconds: number): Promise<number[]> =>
  (await Promise.all(Array.from({ length: CALLS }, (_, index) => caller(app, index, milliseconds)))).flat();

/** 100 calls in progress, each with a tool call every five seconds, as seen by the vendor on the same machine. */
export async function run(app: MeasuredApp): Promise<Row[]> {
  await everybody(app, WARM_UP_MILLISECONDS);
  const samples = await everybody(app, MEASURED_MILLISECONDS);
  const reached = [0.5, 0.95, 0.99].map((part) => quantile(samples, part));
  return [
    {
      what: `Tool calls of ${CALLS} calls in progress, one every ${EVERY_MILLISECONDS / 1000} s each, ${app.name}`,
      measured: `${quantiles(samples)} (p50 / p95 / p99 of ${samples.length})`,
      aim: `${AIMS.join(" / ")} ms`,
      isMet: AIMS.every((aim, index) => (reached[index] ?? Number.NaN) <= aim),
      bound: BOUNDS[app.name] ?? "",
    },
  ];
}
