import { z } from "zod";
import type { Destination } from "../emulation/destination";
import type { Hangup } from "./emulated-leg";

export type { Destination };

export const FAILURES: Record<Exclude<Destination["outcome"], "answered" | "voicemail">, Hangup> = {
  busy: { cause: "user_busy", source: "callee", sipCause: "486" },
  no_answer: { cause: "no_answer", source: "unknown", sipCause: "480" },
  failed: { cause: "call_rejected", source: "callee", sipCause: "603" },
};
export const NOBODY: Hangup = { cause: "not_found", source: "callee", sipCause: "404" };
export const CANCELLED: Hangup = { cause: "originator_cancel", source: "caller", sipCause: "487" };

/** The fields of call commands that the emulator heeds. */
export const command = z.object({
  command_id: z.string().optional(),
  client_state: z.string().optional(),
  to: z.string().optional(),
  from: z.string().optional(),
  payload: z.string().optional(),
  voice: z.string().optional(),
  record: z.string().optional(),
  channels: z.string().optional(),
  format: z.string().optional(),
  connection_id: z.string().optional(),
  link_to: z.string().optional(),
  answering_machine_detection: z.string().optional(),
  valid_digits: z.string().optional(),
  /** Of `bridge`, as the wire has it; the SDK calls it `call_control_id_to_bridge_with`. */
  call_control_id: z.string().optional(),
  target_leg_client_state: z.string().optional(),
});
export type Command = z.infer<typeof command>;
