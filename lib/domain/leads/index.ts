export { captureLead } from "./capture-lead";
export { createLead } from "./create-lead";
export { findDuplicateLeads } from "./find-duplicates";
export { getLead } from "./get-lead";
export { leadRows, toLead } from "./lead-row";
export { contactTimeline, type LeadMoment, leadTimeline, type MessageDelivery } from "./lead-timeline";
export { listLeads } from "./list-leads";
export { mergeLeads, unmergeLead } from "./merge-leads";
export { qualifyLead } from "./qualify-lead";
export { rescoreJob, rescoreLead } from "./rescore-lead";
export {
  LEAD_SOURCES,
  LEAD_STATUSES,
  type Lead,
  type LeadCapture,
  type LeadPatch,
  type LeadSource,
  type LeadStatus,
  type NewLead,
  type ScoreReason,
  TEMPERATURES,
  type Temperature,
  URGENCIES,
  type Urgency,
} from "./schema";
export { SCORE_FROM, temperatureOf } from "./score";
export { updateLead } from "./update-lead";
