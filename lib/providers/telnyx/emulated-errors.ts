import type { Reply } from "../emulation/server";

/** The refusals that the emulator speaks (developers.telnyx.com, API error codes). */
const REFUSALS = {
  badId: { status: 422, code: "90015", title: "Invalid Call Control ID" },
  ended: { status: 422, code: "90018", title: "Call has already ended" },
  notAnswered: { status: 422, code: "90034", title: "Call not answered yet" },
  badRequest: { status: 422, code: "10015", title: "Bad Request" },
  missing: { status: 422, code: "10004", title: "Missing required parameter" },
  unauthenticated: { status: 401, code: "10009", title: "Authentication failed" },
  notFound: { status: 404, code: "10005", title: "Resource not found" },
  badReceiver: { status: 422, code: "40310", title: "Invalid 'to' address" },
  stopped: { status: 422, code: "40300", title: "Blocked due to STOP message" },
  tooLong: { status: 422, code: "40302", title: "Message too large" },
  badNumber: { status: 422, code: "10016", title: "Phone number must be in +E.164 format" },
} as const;

export const refuse = (name: keyof typeof REFUSALS, detail?: string): Reply => {
  const { status, code, title } = REFUSALS[name];
  return { status, json: { errors: [{ code, title, detail: detail ?? title }] } };
};

/** The answer to `POST /calls`: dialling has only begun. */
export const dialReply = (leg: {
  callControlId: string;
  callLegId: string;
  callSessionId: string;
}): Reply => ({
  status: 200,
  json: {
    data: {
      record_type: "call",
      call_control_id: leg.callControlId,
      call_leg_id: leg.callLegId,
      call_session_id: leg.callSessionId,
      is_alive: false,
    },
  },
});

export const ok: Reply = { status: 200, json: { data: { result: "ok" } } };
