import { z } from "zod";
import type { TenantContext } from "@/lib/domain/context";
import type { JsonObject, Receipt } from "../brain";

/** The conversation that a tool works for. */
export interface ToolConversation {
  id: string;
  channel: string;
  contactId: string | null;
  agentId: string | null;
  callId: string | null;
  /** E.164; null when withheld or not a call. */
  callerNumber: string | null;
  /** The plan's minutes were used up when it began: no time is looked up or booked in it. */
  isMessageOnly: boolean;
}

/** What a tool works with: a transaction of the business, acting as the receptionist. */
export interface ToolWorld {
  ctx: TenantContext;
  conversation: ToolConversation;
}

/** Data for the receptionist to speak of, and the row that was written, if any. */
export interface ToolOutcome {
  result: JsonObject;
  receipt: Receipt | null;
}

interface ToolDefinition<Schema extends z.ZodObject> {
  name: string;
  /**
   * Whether it looks up or takes a free time, which message-only calls do not. Whoever cannot come may still say so:
   * cancelling gives time back, and finding the appointment first is part of it.
   */
  needsTimes: boolean;
  /** Read by the voice vendor's model: what it does and when to use it. */
  description: string;
  arguments: Schema;
  run(world: ToolWorld, given: z.output<Schema>): Promise<ToolOutcome>;
  /** Whether what a receipt proves is still so. When not, a repeated call runs anew. */
  stands?(world: ToolWorld, receiptId: string, given: z.output<Schema>): Promise<boolean>;
}

export interface PreparedTool {
  /** The arguments as understood, without unknown keys. */
  arguments: JsonObject;
  run(world: ToolWorld): Promise<ToolOutcome>;
  stands(world: ToolWorld, receiptId: string): Promise<boolean>;
}

export interface Tool {
  name: string;
  needsTimes: boolean;
  description: string;
  arguments: z.ZodObject;
  /** Checks arguments as they came. @returns what is wrong, for the voice agent, where they do not fit. */
  prepare(raw: unknown): { ready: PreparedTool } | { problem: string };
}

const json = z.record(z.string(), z.json());

/** Binds a tool's arguments to its work, so that neither can be had without the other. */
export function defineTool<Schema extends z.ZodObject>(definition: ToolDefinition<Schema>): Tool {
  const { name, needsTimes, description } = definition;
  return {
    name,
    needsTimes,
    description,
    arguments: definition.arguments,
    prepare(raw) {
      const parsed = definition.arguments.safeParse(raw);
      if (!parsed.success) {
        const issues = parsed.error.issues.slice(0, 3);
        return {
          problem: issues
            .map((issue) => `${issue.path.join(".") || "arguments"}: ${issue.message}`)
            .join("; "),
        };
      }
      const given = parsed.data;
      const stored = json.parse(JSON.parse(JSON.stringify(given)));
      return {
        ready: {
          arguments: stored,
          run: (world) => definition.run(world, given),
          stands: async (world, receiptId) => definition.stands?.(world, receiptId, given) ?? true,
        },
      };
    },
  };
}
