import { z } from "zod";
import { cpuMicroseconds, runNode } from "./processes";
import type { MeasuredApp, MeasuredServer } from "./servers";
import { median, type Row } from "./statistics";

const ROUNDS = 5;
const ROUND_SECONDS = 4;
/** The engine compiles a path for good only after many thousand requests, whatever time they take. */
const WARM_UP_REQUESTS = 15_000;
const CONNECTIONS = 50;
const AIM_RATIO = 0.66;

export const listPath = ({ businessId }: MeasuredApp): string =>
  `/api/leads?business_id=${businessId}&limit=20`;

const loadResult = z.object({
  requests: z.object({ total: z.number(), average: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
  timeouts: z.number(),
});

interface Round {
  microseconds: number;
  perSecond: number;
}

/** Loads an address from another process, for some seconds or requests; server time is read before and after. */
async function load(
  server: MeasuredServer,
  target: string,
  token: string,
  amount: { seconds: number } | { requests: number },
): Promise<Round> {
  const before = await cpuMicroseconds(server.process.pid);
  const output = await runNode(
    [
      "node_modules/autocannon/autocannon.js",
      ...["-c", String(CONNECTIONS), "-j", "-n"],
      ...("seconds" in amount ? ["-d", String(amount.seconds)] : ["-a", String(amount.requests)]),
      ...["-H", `authorization: Bearer ${token}`],
      `${server.url}${target}`,
    ],
    {},
  );
  const used = (await cpuMicroseconds(server.process.pid)) - before;
  const result = loadResult.parse(JSON.parse(output.slice(output.indexOf("{"))));
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${server.name} did not answer all: ${JSON.stringify(result)}`);
  return { microseconds: used / result.requests.total, perSecond: result.requests.average };
}

/** The list of leads on both databases against a bare Next route with the same bytes, interleaved. */
export async function run(
  bare: MeasuredServer,
  embedded: MeasuredApp,
  postgres: MeasuredApp,
): Promise<Row[]> {
  const targets = [
    { server: bare, target: "/api/leads", token: "none", rounds: [] as Round[] },
    { server: embedded, target: listPath(embedded), token: embedded.token, rounds: [] as Round[] },
    { server: postgres, target: listPath(postgres), token: postgres.token, rounds: [] as Round[] },
  ];
  for (const { server, target, token } of targets)
    await load(server, target, token, { requests: WARM_UP_REQUESTS });
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of targets)
      one.rounds.push(await load(one.server, one.target, one.token, { seconds: ROUND_SECONDS }));
  }
  const [base = { cpu: Number.NaN, perSecond: Number.NaN }, ...ours] = targets.map(({ server, rounds }) => ({
    name: server.name,
    cpu: median(rounds.map(({ microseconds }) => microseconds)),
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  }));
  const show = (cpu: number, perSecond: number) =>
    `${cpu.toFixed(0)} µs CPU, ${perSecond.toFixed(0)} requests/s`;
  const bounds: Record<string, string> = {
    embedded:
      "The database runs inside the server's own process, one query at a time, and answers are checked against their schema here.",
    postgres:
      "Next routes it through the rewrites that editions need; then the pipeline, three round trips of a tenant transaction, and 20 rows into JSON.",
  };
  return [
    {
      what: "Bare Next route, the same bytes",
      measured: show(base.cpu, base.perSecond),
      aim: "",
      isMet: null,
      bound: "Next's own request handling, of which a route handler is a small part.",
    },
    ...ours.map(({ name, cpu, perSecond }) => {
      const ratio = base.cpu / cpu;
      const isAimed = name === "postgres";
      return {
        what: `GET /leads?limit=20 of 1,000, ${name}`,
        measured: `${show(cpu, perSecond)}: ${ratio.toFixed(2)} of bare by CPU, ${(perSecond / base.perSecond).toFixed(2)} by throughput`,
        aim: isAimed ? `≥ ${AIM_RATIO} of bare by CPU` : "",
        isMet: isAimed ? ratio >= AIM_RATIO : null,
        bound: bounds[name] ?? "",
      };
    }),
  ];
}
