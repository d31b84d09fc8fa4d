import { z } from "zod";
import type { JsonObject, ToolAnswer } from "../emulation/brain";
import { delayOf, type Faults, pause } from "../emulation/faults";
import type { CustomTool } from "./emulated-agents";
import { signRetell } from "./sign";

const FIRST_BACKOFF_MILLISECONDS = 100;

const answer = z.object({
  result: z.custom<JsonObject>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
  receipt: z.object({ kind: z.string(), id: z.string() }).nullish(),
});

export interface ToolWorld {
  faults: Faults;
  apiKey: string;
  now(): Date;
  signal: AbortSignal;
}

async function post(world: ToolWorld, tool: CustomTool, rawBody: string): Promise<ToolAnswer> {
  const fault = world.faults.take("tool", tool.name, ["fail", "delay", "duplicate", "drop"]);
  if (fault?.mode === "fail") return { ok: false, error: `The tool answered ${fault.status ?? 503}.` };
  if (fault?.mode === "drop") return { ok: false, error: "The tool did not answer." };
  if (fault?.mode === "delay") await pause(delayOf(fault));
  const request = async (): Promise<ToolAnswer> => {
    const response = await fetch(tool.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...tool.headers,
        ...(await signRetell(rawBody, world.apiKey, world.now())),
      },
      body: rawBody,
      redirect: "manual",
      signal: AbortSignal.any([world.signal, AbortSignal.timeout(tool.timeout_ms)]),
    });
    const said = await response.text();
    if (!response.ok)
      return { ok: false, error: `The tool answered ${response.status}: ${said.slice(0, 300)}` };
    const parsed = answer.safeParse(JSON.parse(said));
    if (!parsed.success) return { ok: false, error: "The tool's answer has no result." };
    return { ok: true, result: parsed.data.result, receipt: parsed.data.receipt ?? null };
  };
  try {
    if (fault?.mode !== "duplicate") return await request();
    const [, second] = await Promise.all([request(), request()]);
    return second;
  } catch (error) {
    return {
      ok: false,
      error: `The tool did not answer: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** Calls a tool as Retell does: signed, with its time-out, repeated on any failure as often as the tool says. */
export async function callEmulatedTool(
  world: ToolWorld,
  tool: CustomTool,
  call: object,
  toolArguments: JsonObject,
): Promise<ToolAnswer> {
  const body = tool.args_at_root ? toolArguments : { name: tool.name, call, args: toolArguments };
  const rawBody = JSON.stringify(body);
  let last = await post(world, tool, rawBody);
  for (let retry = 0; retry < tool.max_retry && !last.ok && !world.signal.aborted; retry += 1) {
    await pause(FIRST_BACKOFF_MILLISECONDS * 2 ** retry);
    last = await post(world, tool, rawBody);
  }
  return last;
}
