import { sql } from "kysely";
import type { TelephonyEvent, VoiceEvent, VoiceTurn } from "@/lib/domain/calls";
import { getCall, recordTelephonyFact, recordVoiceFact } from "@/lib/domain/calls";
import { type Context, forBusiness, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { addNumber } from "@/lib/domain/numbers";
import { makeTenant, NOW, type Tenant } from "../../support/context";

export const CALLER = "+12025550133";
let lastNumber = 12_025_560_000;
let lastCall = 0;

/** The context of webhooks: it knows no business. */
export const systemOf = (tenant: Tenant): Context => ({
  ...tenant.ctx,
  actor: { kind: "system", reason: "test" },
  business: null,
});

/** The context of jobs of the tenant. */
export const jobsOf = (tenant: Tenant): Context => forBusiness(systemOf(tenant), tenant.businessId);

/** A tenant with a number of its own. */
export async function makeCallTenant(): Promise<Tenant & { number: string }> {
  const tenant = await makeTenant();
  lastNumber += 1;
  const number = `+${lastNumber}`;
  await addNumber(tenant.ctx, { e164: number });
  return { ...tenant, number };
}

/** An instant so many seconds after NOW. */
export const at = (seconds: number): Date => new Date(Date.parse(NOW) + seconds * 1000);

export const TURNS: VoiceTurn[] = [
  { sender: "agent", content: "Harbor Dental, how can I help?", offsetSeconds: 0.7 },
  { sender: "customer", content: "Do you take new patients?", offsetSeconds: 4 },
  { sender: "agent", content: "We do.", offsetSeconds: 7.5 },
];

/** The caller's turn while it is still being spoken. */
const HALF_ASKED: VoiceTurn = { sender: "customer", content: "Do you take", offsetSeconds: 4 };

/** The reports of one call: what each vendor says, to be told in any order. */
export function callStory(number: string, from: string = CALLER) {
  lastCall += 1;
  const tag = `${lastCall}-${newId(new Date())}`;
  const voiceCallId = `call_${tag}`;
  const caller = {
    provider: "telnyx" as const,
    callControlId: `v3:a-${tag}`,
    legId: `leg-a-${tag}`,
    sessionId: `session-${tag}`,
    direction: null,
    from,
    to: number,
  };
  const dialled = {
    ...caller,
    callControlId: `v3:b-${tag}`,
    legId: `leg-b-${tag}`,
    from: number,
    to: `sip:${voiceCallId}@sip.retellai.com`,
  };
  const voice = { voiceCallId, fromNumber: from, toNumber: number, startedAt: at(3) };
  return {
    tag,
    voiceCallId,
    initiated: { ...caller, type: "initiated", direction: "incoming", occurredAt: at(0) } as TelephonyEvent,
    answered: { ...caller, type: "answered", occurredAt: at(1) } as TelephonyEvent,
    bridged: { ...caller, type: "bridged", occurredAt: at(3) } as TelephonyEvent,
    hangup: { ...caller, type: "hangup", occurredAt: at(61), cause: "normal_clearing" } as TelephonyEvent,
    dialled: { ...dialled, type: "initiated", direction: "outgoing", occurredAt: at(2) } as TelephonyEvent,
    dialledAnswered: { ...dialled, type: "answered", occurredAt: at(3) } as TelephonyEvent,
    dialledHangup: {
      ...dialled,
      type: "hangup",
      occurredAt: at(60),
      cause: "normal_clearing",
    } as TelephonyEvent,
    started: { ...voice, type: "started" } as VoiceEvent,
    greeted: { ...voice, type: "updated", transcript: TURNS.slice(0, 1) } as VoiceEvent,
    asking: { ...voice, type: "updated", transcript: [...TURNS.slice(0, 1), HALF_ASKED] } as VoiceEvent,
    asked: { ...voice, type: "updated", transcript: TURNS.slice(0, 2) } as VoiceEvent,
    lastUpdate: { ...voice, type: "updated", endedAt: at(60), transcript: TURNS } as VoiceEvent,
    ended: {
      ...voice,
      type: "ended",
      endedAt: at(60),
      transcript: TURNS.slice(0, 2),
      disconnectionReason: "user_hangup",
      recordingUrl: "https://voice.example/recording.wav",
    } as VoiceEvent,
    analyzed: {
      ...voice,
      type: "analyzed",
      endedAt: at(60),
      transcript: TURNS,
      disconnectionReason: "user_hangup",
      recordingUrl: "https://voice.example/recording.wav",
      summary: "Asked whether new patients are taken.",
      sentiment: "Positive",
      successful: true,
    } as VoiceEvent,
  };
}

export type StoryEvent = TelephonyEvent | VoiceEvent;

/** Reports an event as the webhook door does. */
export const tell = (ctx: Context, event: StoryEvent) =>
  "voiceCallId" in event ? recordVoiceFact(ctx, event) : recordTelephonyFact(ctx, event);

/** A call that was answered and is being spoken. */
export async function spokenCall({ from = CALLER }: { from?: string } = {}) {
  const tenant = await makeCallTenant();
  const story = callStory(tenant.number, from);
  const result = await tell(systemOf(tenant), story.initiated);
  if (!result.matched) throw new Error("The call was not matched");
  await tell(systemOf(tenant), story.answered);
  await tell(systemOf(tenant), story.started);
  const { conversationId } = await getCall(tenant.ctx, result.callId);
  return { tenant, story, callId: result.callId, conversationId };
}

export interface StoredCall {
  call: Record<string, unknown>;
  conversation: Record<string, unknown>;
  turns: unknown[];
  events: string[];
  jobs: string[];
  contactPhone: string | null | undefined;
}

/** Everything that is stored of a call and means something: ids and times of writing left out. */
export const storedCall = (tenant: Tenant, sessionId: string): Promise<StoredCall[]> =>
  inTenant(tenant.ctx, async ({ trx }) => {
    const calls = await trx
      .selectFrom("calls")
      .selectAll()
      .where("provider_session_id", "=", sessionId)
      .execute();
    return Promise.all(
      calls.map(async (call): Promise<StoredCall> => {
        const conversation = await trx
          .selectFrom("conversations")
          .leftJoin("contacts", "contacts.id", "conversations.contact_id")
          .select(["channel", "status", "closed_at", "summary", "sentiment", "outcome", "contacts.phone"])
          .where("conversations.id", "=", call.conversation_id)
          .executeTakeFirstOrThrow();
        const turns = await trx
          .selectFrom("messages")
          .select(["position", "sender", "content", "sent_at", "offset_seconds"])
          .where("conversation_id", "=", call.conversation_id)
          .orderBy("position")
          .execute();
        const events = await trx
          .selectFrom("events")
          .select("type")
          .where("subject_id", "=", call.id)
          .orderBy("type")
          .execute();
        const jobs = await trx
          .selectFrom("jobs")
          .select("kind")
          .where(sql<boolean>`payload ->> 'callId' = ${call.id}`)
          .orderBy("kind")
          .execute();
        const { id, number, conversation_id, created_at, updated_at, ...columns } = call;
        const { phone, ...thread } = conversation;
        return {
          call: columns,
          conversation: thread,
          turns,
          events: events.map((event) => event.type),
          jobs: jobs.map((job) => job.kind),
          contactPhone: phone,
        };
      }),
    );
  });
