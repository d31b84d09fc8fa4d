import type { Facts } from "./facts";
import type { Heard } from "./heard";
import type { Line } from "./lines";
import type { Asked, DialogState, JsonObject, ToolAnswer } from "./types";
import type { Why } from "./why";

/** One turn at work: what is known, what was heard, and the way to the tools. Flows write to `state`. */
export interface Turn {
  readonly state: DialogState;
  readonly facts: Facts;
  readonly heard: Heard;
  use(tool: string, args: JsonObject): Promise<ToolAnswer>;
}

/** What a turn comes to. */
export interface Step {
  lines: Line[];
  /** What the reply asks for; null leaves an open question open. */
  asked: Asked | null;
  why: Why;
  hasEnded?: boolean;
}
