import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { findBusinessId, getBusiness } from "@/lib/domain/businesses";
import { type Context, forBusiness } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { rehearseScenarios, runSuite, type ScenarioResult, scenarioInput } from "@/lib/domain/scenarios";
import { junitText } from "./junit";
import { resultText } from "./result-text";

const USAGE = `npm run suite -- --business <slug or id> [--agent <id>] [--draft] [--file <scenarios.json>] [--junit <file.xml>]

  --business  whose receptionist
  --agent     which one; default: the one that answers where no other is named
  --draft     its draft instead of what is live
  --file      scenarios from a JSON file instead of the business's suite; nothing is kept
  --junit     writes the result as JUnit XML too

Exit code 0: every scenario passed. 1: one or more failed. 2: the suite could not be run.`;

const scenariosInFile = z.array(scenarioInput);

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      business: { type: "string" },
      agent: { type: "string" },
      draft: { type: "boolean", default: false },
      file: { type: "string" },
      junit: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

async function scenariosOf(file: string) {
  const read = scenariosInFile.safeParse(JSON.parse(await readFile(file, "utf8")));
  if (read.success) return read.data;
  throw new Error(`${file} holds no scenarios:\n${z.prettifyError(read.error)}`);
}

/** What went wrong, for the terminal: the fields of an input too. */
const spokenError = (error: DomainError): Error =>
  new Error([error.message, ...Object.values(error.detail.fields ?? {}).flat()].join("\n"));

/**
 * Runs the suite of a business from the command line and says what came of it.
 * @param ctx the system's.
 * @returns the exit code: 0 when everything passed, 1 when something failed, 2 when nothing could be run.
 * @throws Error for wrong options or files.
 */
export async function suiteCommand(
  args: string[],
  ctx: Context,
  say: (text: string) => void,
): Promise<0 | 1 | 2> {
  const options = optionsOf(args);
  if (options.help || !options.business) {
    say(USAGE);
    return options.help ? 0 : 2;
  }
  const businessId = await findBusinessId(ctx, options.business);
  if (!businessId) throw new Error(`There is no business with the slug or id ${options.business}.`);
  const scoped = forBusiness({ ...ctx, actor: { kind: "system", reason: "suite by hand" } }, businessId);
  const target = { agentId: options.agent, isDraft: options.draft };
  const hold = async (): Promise<ScenarioResult[]> =>
    options.file
      ? rehearseScenarios(scoped, { ...target, scenarios: await scenariosOf(options.file) })
      : (await runSuite(scoped, target)).results;
  const startedAt = ctx.clock.now();
  const results = await hold().catch((error: unknown) => {
    throw error instanceof DomainError ? spokenError(error) : error;
  });
  for (const result of results) say(resultText(result));
  const failed = results.filter(({ hasPassed }) => !hasPassed).length;
  const { name } = await getBusiness(scoped);
  const title = `${name}, ${options.draft ? "draft" : "live"}`;
  const seconds = (ctx.clock.now().getTime() - startedAt.getTime()) / 1000;
  say(`${title}: ${results.length - failed} passed, ${failed} failed, ${seconds.toFixed(1)} s`);
  if (options.junit) await writeFile(options.junit, junitText(title, startedAt, results));
  return failed > 0 ? 1 : 0;
}
