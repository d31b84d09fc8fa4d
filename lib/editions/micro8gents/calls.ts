import { z } from "zod";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import { type CallRecord, getCallRecord, listCallRecords, logCall } from "@/lib/domain/calls";
import type { Context } from "@/lib/domain/context";
import { instant, iso, isoNullable, isoText, line, numberInPath, text } from "@/lib/http/wire";

const STATUSES = ["completed", "in-progress", "missed", "transferred"] as const;
type StatusWord = (typeof STATUSES)[number];

/** Micro8gents' four words for the six states of a call. */
const STATUS_WORDS: Record<CallRecord["status"], StatusWord> = {
  ringing: "in-progress",
  in_progress: "in-progress",
  completed: "completed",
  transferred: "transferred",
  missed: "missed",
  failed: "missed",
};
const STATUS_OF = {
  completed: "completed",
  "in-progress": "in_progress",
  missed: "missed",
  transferred: "transferred",
} as const satisfies Record<StatusWord, CallRecord["status"]>;

const DURATION = /^(?:(\d{1,2}):([0-5]?\d)|(\d{1,4})):([0-5]\d)$/;
const LONGEST_SECONDS = 24 * 3600;

function secondsOf(duration: string): number {
  const [, hours = 0, minutesOfHour = 0, minutes = 0, seconds = 0] = (duration.match(DURATION) ?? []).map(
    (part) => Number(part ?? 0),
  );
  return hours * 3600 + (minutesOfHour + minutes) * 60 + seconds;
}

/** Seconds as minutes and seconds, however many minutes: 65:07. */
const durationText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

const duration = z
  .string()
  .trim()
  .regex(DURATION, "Give minutes and seconds such as 4:05, or hours too such as 1:02:03.")
  .transform(secondsOf)
  .refine((seconds) => seconds <= LONGEST_SECONDS, "A call takes 24 hours at most.");

export const callParams = z.object({ id: numberInPath });
export const callBody = z.object({
  caller: line(200).nullish(),
  phone: line(50).nullish(),
  type: line(100).nullish(),
  status: z.enum(STATUSES),
  duration: duration.nullish(),
  recording: z
    .url({ protocol: /^https?$/, error: "Give an address that begins with https:// or http://." })
    .max(2000)
    .nullish(),
  transcript: text(100_000).nullish(),
});
/** The document shows no pages: the newest thousand, or the newest before an instant. */
export const callsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
  before: instant.optional(),
});

export const callJson = z.strictObject({
  id: z.number().int(),
  businessId: z.number().int(),
  caller: z.string().nullable(),
  phone: z.string().nullable(),
  type: z.string().nullable(),
  startTime: isoText,
  endTime: isoText.nullable(),
  status: z.enum(STATUSES),
  duration: z.string(),
  recording: z.string().nullable(),
  transcript: z.string().nullable(),
});
export const callsJson = z.array(callJson);

interface ShownCall {
  business: Business;
  call: CallRecord;
  /** How long a call that goes on has taken is told as of now. */
  now: Date;
}

export async function listShownCalls(
  ctx: Context,
  { limit, before }: z.output<typeof callsQuery>,
): Promise<ShownCall[]> {
  const business = await getBusiness(ctx);
  const page = await listCallRecords(ctx, { page: 1, limit, to: before });
  const now = ctx.clock.now();
  return page.items.map((call) => ({ business, call, now }));
}

async function shown(ctx: Context, wanted: { id: string } | { number: number }): Promise<ShownCall> {
  const call = await getCallRecord(ctx, wanted);
  return { business: await getBusiness(ctx), call, now: ctx.clock.now() };
}

export const findCall = (ctx: Context, { id }: z.output<typeof callParams>): Promise<ShownCall> =>
  shown(ctx, { number: id });

const OUTBOUND = /^out(bound|going)?$/i;
const DIRECTIONS = ["inbound", "outbound"];

/** Keeps a call that was held elsewhere. Words for its type that are no direction are kept beside it. */
export async function makeCall(ctx: Context, body: z.output<typeof callBody>): Promise<ShownCall> {
  const { type } = body;
  const id = await logCall(ctx, {
    direction: OUTBOUND.test(type ?? "") ? "outbound" : "inbound",
    kind: type && !DIRECTIONS.includes(type) ? type : null,
    status: STATUS_OF[body.status],
    durationSeconds: body.duration,
    callerName: body.caller,
    phone: body.phone,
    recordingLink: body.recording,
    transcript: body.transcript,
  });
  return shown(ctx, { id });
}

const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));

/** From the answer to the end, or to now; of a logged call from its start. */
function secondsTaken(call: CallRecord, now: Date): number {
  if (call.status === "in_progress") return secondsBetween(call.answeredAt ?? call.startedAt, now);
  if (call.isLogged) return secondsBetween(call.startedAt, call.endedAt ?? now);
  return call.durationSeconds ?? 0;
}

export const callView = ({ business, call, now }: ShownCall): z.input<typeof callJson> => ({
  id: call.number,
  businessId: business.number,
  caller: call.callerName,
  phone: call.direction === "inbound" ? call.fromNumber : call.toNumber,
  type: call.kind ?? call.direction,
  startTime: iso(call.startedAt),
  endTime: isoNullable(call.endedAt),
  status: STATUS_WORDS[call.status],
  duration: durationText(secondsTaken(call, now)),
  recording: call.recordingUrl,
  transcript: call.transcript,
});
export const callsView = (calls: ShownCall[]): z.input<typeof callsJson> => calls.map(callView);
