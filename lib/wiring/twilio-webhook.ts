import { createHash } from "node:crypto";
import { z } from "zod";
import {
  answerCarrier,
  findReportedCall,
  recordTelephonyFact,
  type TelephonyEvent,
} from "@/lib/domain/calls";
import { asSystem, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError } from "@/lib/domain/errors";
import { type Handled, once } from "@/lib/domain/inbox";
import { accountsAt } from "@/lib/domain/integrations";
import { receiveText, recordDelivery } from "@/lib/domain/texts";
import { appUrl } from "@/lib/env";
import { parseTwilioEvent, type TwilioEvent } from "@/lib/providers/twilio/events";
import { askAgain, excuse, NOTHING_TO_SAY } from "@/lib/providers/twilio/twiml";
import { accountNamedIn, receiveTwilio as openTwilio } from "@/lib/providers/twilio/verify";
import { opened } from "./opened";

const VENDOR = "twilio" as const;
/**
 * What our own work may take besides the voice vendor's. Twilio waits for fifteen seconds; then it plays that an application
 * error has occurred.
 */
const OWN_MILLISECONDS = 8_000;
const PATHS = ["/api/webhooks/twilio", "/api/micro8gents/webhooks/twilio"];
const SORRY = "I am sorry, we cannot take your call right now. Please try again in a little while. Goodbye.";

type Holder = { businessId: string; authToken: string; accountSid: string };
type CallEvent = Extract<TwilioEvent, { type: "call" }>;

interface TwilioRequest {
  rawBody: string;
  url: URL;
  headers: Headers;
}

/**
 * The addresses that Twilio may have been told for this one: the public one of this installation, as it is or with the
 * edition in the name of the host, and each of the paths that lead here.
 */
function publicUrls({ url, headers }: TwilioRequest): string[] {
  const base = new URL(appUrl());
  const host = headers.get("host") ?? "";
  const hosts = host.endsWith(`.${base.host}`) ? [base.host, host] : [base.host];
  const paths = new Set([url.pathname, ...PATHS]);
  return hosts.flatMap((name) => [...paths].map((path) => `${base.protocol}//${name}${path}${url.search}`));
}

/** Longer than Twilio goes on trying to tell us. Whoever has the account could write any time, and undo what was used. */
const LATEST_REPORT_MILLISECONDS = 60_000;

function toEvents(ctx: Context, event: CallEvent, { isReplay = false } = {}): TelephonyEvent[] {
  const now = ctx.clock.now().getTime();
  const near = (at: number) =>
    isReplay ? at : Math.min(now, Math.max(now - LATEST_REPORT_MILLISECONDS, at));
  return event.reports.map(({ occurredAt, secondsBefore, ...report }) => ({
    ...report,
    provider: VENDOR,
    occurredAt: new Date(near(occurredAt?.getTime() ?? now) - secondsBefore * 1000),
    isAsked: event.question !== null,
  }));
}

const LONGEST_ID = 200;

/** An event is one for those whose token signed it: whoever only names the account claims nothing of theirs. */
function claimId(eventId: string, within: readonly string[]): string {
  const id = `${within.toSorted().join("+")}:${eventId}`;
  return id.length <= LONGEST_ID ? id : `derived:${createHash("sha256").update(id).digest("hex")}`;
}

/** @param within the businesses whose account it is: a report concerns no other, whatever it says. */
async function handleTwilio(
  ctx: SystemContext,
  event: TwilioEvent,
  within: readonly string[],
  options: { isReplay?: boolean } = {},
): Promise<Handled> {
  if (event.type === "unknown") return { status: "ignored" };
  if (event.type === "message.received") {
    const { messageId, fromNumber, toNumber, text, media, isAnsweredByVendor } = event;
    const toNumbers = toNumber === null ? [] : [toNumber];
    return receiveText(
      ctx,
      {
        provider: VENDOR,
        providerMessageId: messageId,
        fromNumber,
        toNumbers,
        text,
        media,
        sentAt: ctx.clock.now(),
        isAnsweredByVendor,
      },
      within,
    );
  }
  if (event.type === "message.status") {
    const { messageId, toNumber, status, error } = event;
    return recordDelivery(ctx, { providerMessageId: messageId, phone: toNumber, status, error }, within);
  }
  let handled: Handled = { status: "unmatched" };
  for (const report of toEvents(ctx, event, options)) {
    const result = await recordTelephonyFact(ctx, report, within);
    if (result.matched) handled = { status: "handled", businessId: result.businessId };
  }
  return handled;
}

/** What becomes of the leg that Twilio holds, as a document: its orders are those that a job would give elsewhere. */
async function answered(ctx: Context, event: CallEvent, holders: readonly Holder[]): Promise<string> {
  const { question } = event;
  const [first] = event.reports;
  if (!question || !first) return NOTHING_TO_SAY;
  const events = toEvents(ctx, event);
  const within = holders.map(({ businessId }) => businessId);
  const key = events[0] ? await findReportedCall(ctx, events[0], within) : null;
  const holder = holders.find(({ businessId }) => businessId === key?.businessId) ?? holders[0];
  if (!holder) return NOTHING_TO_SAY;
  const answer = ctx.ports.accounts.twilio(holder).answering(question.callId, question);
  if (!key) {
    await answer.telephony.hangUp(question.callId, { commandId: question.callId });
    return answer.document();
  }
  const accounts = { ...ctx.ports.accounts, twilio: () => answer.telephony };
  const actor = { kind: "system", reason: "a carrier waits for an answer" } as const;
  const answering = forBusiness({ ...ctx, actor, ports: { ...ctx.ports, accounts } }, key.businessId);
  await answerCarrier(answering, { callId: key.id, events, hasAnswer: answer.hasOrders });
  return answer.document();
}

async function receive(ctx: Context, request: TwilioRequest): Promise<string> {
  const { rawBody, url, headers } = request;
  const accountSid = accountNamedIn(rawBody);
  const holders = accountSid
    ? await asSystem(ctx, "whose account at Twilio it is", (system) =>
        accountsAt(system, "twilio", accountSid),
      )
    : [];
  const { event, signers } = await opened(() =>
    openTwilio({
      rawBody,
      search: url.search,
      headers,
      urls: publicUrls(request),
      holders: holders.map(({ businessId, settings }): Holder => ({ businessId, ...settings })),
    }),
  );
  const within = signers.map(({ businessId }) => businessId);
  const body = JSON.stringify({ search: url.search, rawBody, within });
  const delivery = { vendor: VENDOR, eventId: claimId(event.eventId, within), type: event.name, body };
  await once(ctx, delivery, (system) => handleTwilio(system, event, within));
  return event.type === "call" ? answered(ctx, event, signers) : NOTHING_TO_SAY;
}

/** Whether Twilio holds a line for the answer, whoever it is that asks; and whether it asks for the first time. */
function questionIn({ rawBody, url }: TwilioRequest): { isFirst: boolean } | null {
  const event = parseTwilioEvent({ rawBody, search: url.search });
  if (event.type !== "call" || !event.question) return null;
  return { isFirst: event.name === "ringing" && !url.searchParams.has("step") };
}

/**
 * A request of Twilio's for an account that a business has connected. A line is never left without an answer: where
 * we fail, Twilio is told to ask once more, and then to say sorry.
 * @returns a TwiML document.
 * @throws DomainError token_invalid, malformed; any failure of ours where nobody waits on a line, so that it is told again.
 */
export async function receiveTwilio(ctx: Context, request: TwilioRequest): Promise<string> {
  try {
    const patience = OWN_MILLISECONDS + ctx.ports.voice.deadlineMilliseconds;
    return await withDeadline(VENDOR, receive(ctx, request), patience);
  } catch (error) {
    const isRefused =
      error instanceof DomainError && (error.code === "token_invalid" || error.code === "malformed");
    const question = isRefused ? null : questionIn(request);
    if (!question) throw error;
    ctx.log.error({ requestId: ctx.requestId, err: error }, "a caller at Twilio could not be answered");
    return question.isFirst ? askAgain(`${appUrl()}${PATHS[0]}`) : excuse(SORRY);
  }
}

const kept = z.object({ search: z.string(), rawBody: z.string(), within: z.array(z.string()) });

/** Handles a kept delivery again; nobody waits for an answer any more. @throws WebhookRefused malformed. */
export function replayTwilio(ctx: SystemContext, body: unknown): Promise<Handled> {
  const { within, ...request } = kept.parse(body);
  return handleTwilio(ctx, parseTwilioEvent(request), within, { isReplay: true });
}
