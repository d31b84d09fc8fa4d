/** The mind of an emulated voice agent. It is handed in, so that an emulator never imports the product. */

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue | undefined };
export type JsonObject = { [key: string]: JsonValue | undefined };

export type ToolAnswer =
  | { ok: true; result: JsonObject; receipt: { kind: string; id: string } | null }
  | { ok: false; error: string };

export interface BrainToolCall {
  tool: string;
  arguments: JsonObject;
  answer: ToolAnswer;
}

export interface BrainReply {
  /** What is said aloud; empty for silence. */
  text: string;
  toolCalls: BrainToolCall[];
  /** The agent hangs up after saying it. */
  hasEnded: boolean;
  /** Why this was said. */
  why: string;
}

export interface Brain {
  /** The first words of the call. */
  open(): Promise<BrainReply>;
  /** The answer to what the caller said. */
  hear(text: string): Promise<BrainReply>;
  /** The answer to what the app lets the agent know in the middle of the call; empty for silence. */
  told(context: string): Promise<BrainReply>;
}

export type BrainFactory = (input: {
  facts: Record<string, string>;
  /** What the agent is told, with `{{names}}` where the facts go. */
  prompt: string;
  /** What the call was registered with. */
  metadata: unknown;
  callTool: (tool: string, toolArguments: JsonObject) => Promise<ToolAnswer>;
  now: () => Date;
}) => Brain;
