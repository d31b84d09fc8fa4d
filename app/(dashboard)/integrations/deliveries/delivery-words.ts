import type { EventType } from "@/lib/domain/events";
import type { AttemptRecord, WebhookDelivery } from "@/lib/domain/webhooks";

/** What happened, in plain words. */
export const EVENT_WORDS: Record<EventType, string> = {
  "lead.captured": "A new lead",
  "call.started": "A call was answered",
  "call.completed": "A call ended",
  "call.transferred": "A call was put through to a person",
  "appointment.created": "An appointment was booked",
  "appointment.cancelled": "An appointment was cancelled",
  "conversation.created": "A conversation began",
  "conversation.updated": "A conversation changed",
  "conversation.closed": "A conversation was closed",
  "message.received": "A message came in",
  "message.sent": "A message went out",
  "agent.trained": "A receptionist has learned something",
  "channel.connected": "A channel was connected",
  "channel.disconnected": "A channel was disconnected",
};

const STATES = {
  delivered: { label: "Delivered", color: "lagoon" },
  failed: { label: "Not delivered", color: "red" },
  dropped: { label: "Not sent", color: "gray" },
} as const;

/** How far a delivery has got. */
export const stateOf = ({
  status,
  attemptCount,
}: Pick<WebhookDelivery, "status" | "attemptCount">): { label: string; color: string } =>
  status === "waiting"
    ? attemptCount === 0
      ? { label: "On its way", color: "gray" }
      : { label: "Will be tried again", color: "orange" }
    : STATES[status];

/** "Taken after 0.3 s", or why it was not. */
export function attemptWords({ problem, durationMilliseconds }: AttemptRecord): string {
  const seconds = `${(durationMilliseconds / 1000).toFixed(1)} s`;
  return problem ?? `Taken after ${seconds}`;
}
