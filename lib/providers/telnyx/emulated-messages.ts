import { randomUUID } from "node:crypto";
import type { Telnyx } from "telnyx";
import { z } from "zod";
import type { Reply } from "../emulation/server";
import { refuse } from "./emulated-errors";

const PROFILE_ID = "740572b6-0b1c-4d7e-9f54-2a6d1e0c9b11";
const number = z.string().regex(/^\+\d{3,15}$/);

const outgoing = z.object({
  to: number,
  from: z.string().min(1).optional(),
  messaging_profile_id: z.string().optional(),
  text: z.string().min(1).max(1600).optional(),
  media_urls: z.array(z.string()).optional(),
  webhook_url: z.string().optional(),
});

export interface MessageWorld {
  now(): Date;
  emit(url: string, eventType: string, payload: object): void;
  isReachable(number: string): boolean;
}

type Status = "queued" | "sent" | "delivered" | "delivery_failed";

/** `POST /v2/messages`: queued, then `message.sent` and `message.finalized`. */
export function sendEmulatedMessage(world: MessageWorld, body: unknown): Reply {
  const parsed = outgoing.safeParse(body);
  if (!parsed.success)
    return refuse(z.object({ to: number }).safeParse(body).success ? "badRequest" : "badNumber");
  const { data } = parsed;
  if (!data.from && !data.messaging_profile_id)
    return refuse("missing", "from or messaging_profile_id is required.");
  if (!data.text && !data.media_urls) return refuse("missing", "text or media_urls is required.");
  const id = randomUUID();
  const payload = (status: Status, completedAt: Date | null) =>
    ({
      id,
      record_type: "message",
      direction: "outbound",
      type: data.media_urls ? "MMS" : "SMS",
      messaging_profile_id: data.messaging_profile_id ?? PROFILE_ID,
      from: { phone_number: data.from ?? "+12025550131", carrier: "Telnyx", line_type: "VoIP" },
      to: [{ phone_number: data.to, status, carrier: "", line_type: "Wireless" }],
      cc: [],
      text: data.text ?? "",
      media: (data.media_urls ?? []).map((url) => ({ url })),
      encoding: "GSM-7",
      parts: Math.max(1, Math.ceil((data.text ?? "").length / 160)),
      tags: [],
      errors:
        status === "delivery_failed"
          ? [{ code: "40008", title: "Undeliverable", detail: "The recipient cannot be reached." }]
          : [],
      received_at: world.now().toISOString(),
      sent_at: status === "queued" ? null : world.now().toISOString(),
      completed_at: completedAt?.toISOString() ?? null,
      webhook_url: data.webhook_url ?? null,
    }) satisfies Telnyx.OutboundMessagePayload;
  if (data.webhook_url) {
    world.emit(data.webhook_url, "message.sent", payload("sent", null));
    const last = world.isReachable(data.to) ? "delivered" : "delivery_failed";
    world.emit(data.webhook_url, "message.finalized", payload(last, world.now()));
  }
  return { status: 200, json: { data: payload("queued", null) } };
}

/** The payload of `message.received`: a text that someone sends to one of our numbers. */
export const receivedMessage = (message: { from: string; to: string; text: string; now: Date }) =>
  ({
    id: randomUUID(),
    record_type: "message",
    direction: "inbound",
    type: "SMS",
    messaging_profile_id: PROFILE_ID,
    from: { phone_number: message.from, carrier: "T-Mobile USA", line_type: "Wireless" },
    to: [{ phone_number: message.to, carrier: "Telnyx", line_type: "Wireless", status: "webhook_delivered" }],
    cc: [],
    text: message.text,
    media: [],
    encoding: "GSM-7",
    parts: 1,
    tags: [],
    errors: [],
    received_at: message.now.toISOString(),
  }) satisfies Telnyx.Webhooks.MessagingInboundMessage["payload"];
