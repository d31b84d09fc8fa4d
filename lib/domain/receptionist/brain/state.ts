import type { DialogState } from "./types";

export const emptyRequest = (): DialogState["request"] => ({
  service: null,
  isServiceSettled: false,
  when: null,
  offered: [],
  chosen: null,
  isHeld: false,
  notes: "",
  attendee: null,
  refusals: 0,
});

export const noProof = (): DialogState["proof"] => ({ name: null, phone: null, date: null, tries: 0 });

/** The state before the first word. */
export const newState = (): DialogState => ({
  version: 1,
  goal: null,
  asked: null,
  lastReply: "",
  hasEnded: false,
  silences: 0,
  warnings: 0,
  language: null,
  misses: 0,
  caller: {
    name: null,
    nameTries: 0,
    phone: null,
    phoneSoFar: "",
    email: null,
    emailSoFar: "",
    emailTries: 0,
  },
  request: emptyRequest(),
  proof: noProof(),
  found: [],
  change: null,
  message: null,
  topic: null,
  booked: [],
  cancelled: [],
});

/** The state of a conversation that goes on; what an earlier release did not keep is as at the start. */
export function resumed(state: DialogState | undefined): DialogState {
  const fresh = newState();
  return state
    ? structuredClone({
        ...fresh,
        ...state,
        caller: { ...fresh.caller, ...state.caller },
        request: { ...fresh.request, ...state.request },
      })
    : fresh;
}
