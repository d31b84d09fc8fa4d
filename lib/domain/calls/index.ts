export type { Activity } from "./activity";
export { type AgentRunState, agentRunState } from "./agent-run-state";
export { answerCarrier } from "./answer-carrier";
export { callForTool, type ToolCaller } from "./call-for-tool";
export { getCallRecord, listCallRecords } from "./call-records";
export { CALL_STATUSES, type CallStatus, callStatus } from "./call-status";
export { connectCall } from "./connect-call";
export { listCalls } from "./list-calls";
export { countLive, type LiveCallDetail, listLive, listLiveCalls } from "./live-calls";
export { endLoggedCall, type LogCallInput, logCall, logCallInput } from "./log-call";
export { getCall } from "./read-calls";
export { findReportedCall, recordTelephonyFact } from "./record-telephony-fact";
export { recordVoiceFact, type VoiceEvent } from "./record-voice-fact";
export { recordingUrl } from "./recording-url";
export { type CallCommandInput, callCommandInput, runCallCommand } from "./run-call-command";
export {
  CALL_OUTCOMES,
  type Call,
  type CallDetail,
  type CallOutcome,
  type CallRecord,
  type FactResult,
  type ListCallsInput,
  listCallsInput,
  type ToolCallRecord,
  type Turn,
} from "./schema";
export { endCall, endCallInput, takeOverCall, takeOverCallInput } from "./steer-call";
export { storeRecording } from "./store-recording";
export type { TelephonyEvent } from "./telephony-event";
export type { VoiceTurn } from "./transcript";
export { type TurnReason, turnReason } from "./turn-reason";
