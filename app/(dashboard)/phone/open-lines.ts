import { randomUUID } from "node:crypto";
import { listCalls } from "@/lib/domain/calls";
import { authorize } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import type { emulators, PageContext } from "@/lib/wiring";

type Vendors = NonNullable<Awaited<ReturnType<typeof emulators>>>;
type PhoneCall = ReturnType<Vendors["telnyx"]["placeCall"]>;

const MOST_LINES = 64;
const KEPT_MILLISECONDS = 30 * 60_000;
const LAST_CALLS = 20;

/** A call that somebody makes to their own receptionist from the browser. */
export interface Line {
  id: string;
  businessId: string;
  userId: string | null;
  call: PhoneCall;
  startedAt: Date;
  isConnected: boolean;
  /** Sentences that wait for an answer. */
  unanswered: number;
  /** The call as the product knows it, once it does. */
  callId: string | null;
}

declare global {
  var frontdeskLines: Map<string, Line> | undefined;
}

function lines(): Map<string, Line> {
  globalThis.frontdeskLines ??= new Map();
  return globalThis.frontdeskLines;
}

const userOf = (ctx: PageContext): string | null => (ctx.actor.kind === "user" ? ctx.actor.userId : null);

/** Makes room: lines that are over or forgotten go, the oldest first. */
function tidy(now: Date): void {
  for (const line of [...lines().values()]) {
    const isOld = now.getTime() - line.startedAt.getTime() > KEPT_MILLISECONDS;
    if (!isOld && lines().size < MOST_LINES) continue;
    if (!line.call.hasEnded) void line.call.hangUp().catch(() => {});
    lines().delete(line.id);
  }
}

/**
 * Dials, and keeps the receiver under a new id. A call that the same person left open is hung up.
 * @throws DomainError `forbidden` for a role that may not make calls.
 */
export function openLine(
  ctx: PageContext,
  carrier: Pick<Vendors["telnyx"], "placeCall">,
  input: { from: string | null; to: string },
): Line {
  authorize(ctx, "call:write");
  const now = ctx.clock.now();
  tidy(now);
  const before = currentLine(ctx);
  if (before) void before.call.hangUp().catch(() => {});
  const call = carrier.placeCall(input);
  const line: Line = {
    id: randomUUID(),
    businessId: ctx.business.id,
    userId: userOf(ctx),
    call,
    startedAt: now,
    isConnected: false,
    unanswered: 0,
    callId: null,
  };
  call.connected.then(
    () => {
      line.isConnected = true;
    },
    () => {},
  );
  lines().set(line.id, line);
  return line;
}

/** A line of this person in this business; undefined for every other. */
export function findLine(ctx: PageContext, id: string): Line | undefined {
  const line = lines().get(id);
  return line && line.businessId === ctx.business.id && line.userId === userOf(ctx) ? line : undefined;
}

/** The call that this person has going on. */
export const currentLine = (ctx: PageContext): Line | undefined =>
  [...lines().values()].find(({ id, call }) => !call.hasEnded && findLine(ctx, id) !== undefined);

/**
 * Says a sentence on a line of this person; the answer comes with the line's next view.
 * @throws DomainError `forbidden` for a role that may not make calls, `conflict` where the call has ended.
 */
export function sayOn(ctx: PageContext, id: string, text: string): void {
  authorize(ctx, "call:write");
  const line = findLine(ctx, id);
  if (!line || line.call.hasEnded) throw new DomainError("conflict", "The call has ended.");
  line.unanswered += 1;
  void line.call
    .say(text)
    .catch((error: unknown) => ctx.log.warn({ err: error }, "a sentence on a browser call was not heard"))
    .finally(() => {
      line.unanswered -= 1;
    });
}

/** The id of the line's call in the product; null until the carrier's news has arrived. */
export async function callIdOf(ctx: PageContext, line: Line): Promise<string | null> {
  if (line.callId) return line.callId;
  const { items } = await listCalls(ctx, { page: 1, limit: LAST_CALLS });
  line.callId = items.find(({ providerCallId }) => providerCallId === line.call.callControlId)?.id ?? null;
  return line.callId;
}
