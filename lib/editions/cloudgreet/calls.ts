import { z } from "zod";
import type { CallRecord } from "@/lib/domain/calls";
import type { Page } from "@/lib/domain/paging";
import { iso, isoText, pagination, paginationJson } from "@/lib/http/wire";
import { communicationsQuery } from "./communications";
import { ids } from "./ids";

const STATUSES = ["completed", "failed", "in_progress"] as const;
type StatusWord = (typeof STATUSES)[number];

/** CloudGreet's three words for the six states of a call. */
const STATUS_WORDS: Record<CallRecord["status"], StatusWord> = {
  ringing: "in_progress",
  in_progress: "in_progress",
  completed: "completed",
  transferred: "completed",
  missed: "failed",
  failed: "failed",
};
const STATUSES_OF: Record<StatusWord, CallRecord["status"][]> = {
  completed: ["completed", "transferred"],
  failed: ["missed", "failed"],
  in_progress: ["ringing", "in_progress"],
};

export const callsQuery = communicationsQuery(STATUSES, STATUSES_OF);

export const callJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  lead_id: z.string().nullable(),
  phone: z.string().nullable(),
  duration: z.number().int(),
  status: z.enum(STATUSES),
  recording_url: z.string().nullable(),
  transcript: z.string().nullable(),
  created_at: isoText,
});
export const callsJson = z.strictObject({ calls: z.array(callJson), pagination: paginationJson });

const callView = (call: CallRecord): z.input<typeof callJson> => ({
  id: ids.write("call", call.id),
  business_id: ids.write("business", call.businessId),
  lead_id: ids.writeNullable("lead", call.leadId),
  phone: call.direction === "inbound" ? call.fromNumber : call.toNumber,
  duration: call.durationSeconds ?? 0,
  status: STATUS_WORDS[call.status],
  recording_url: call.recordingUrl,
  transcript: call.transcript,
  created_at: iso(call.startedAt),
});

export const callsView = (page: Page<CallRecord>): z.input<typeof callsJson> => ({
  calls: page.items.map(callView),
  pagination: pagination(page),
});
