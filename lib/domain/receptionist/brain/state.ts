import type { DialogState } from "./types";

export const emptyRequest = (): DialogState["request"] => ({
  service: null,
  isServiceSettled: false,
  when: null,
  offered: [],
  chosen: null,
  isHeld: false,
  notes: "",
});

/** The state before the first word. */
export const newState = (): DialogState => ({
  version: 1,
  goal: null,
  asked: null,
  lastReply: "",
  hasEnded: false,
  silences: 0,
  misses: 0,
  caller: { name: null, phone: null, phoneSoFar: "" },
  request: emptyRequest(),
  change: null,
  message: null,
  topic: null,
  booked: [],
  cancelled: [],
});
