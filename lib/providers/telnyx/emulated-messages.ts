import { createHash, randomUUID } from "node:crypto";
import type { Telnyx } from "telnyx";
import { z } from "zod";
import type { Reply } from "../emulation/server";
import { refuse } from "./emulated-errors";

const PROFILE_ID = "740572b6-0b1c-4d7e-9f54-2a6d1e0c9b11";
const MOST_PARTS = 10;
/** The basic characters of GSM 03.38 and, counted once more, those of its extension. */
const GSM = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ^{}\\[\]~|€]*$/;
const number = z.string().regex(/^\+\d{3,15}$/);

const outgoing = z.object({
  to: number,
  from: z.string().min(1).optional(),
  messaging_profile_id: z.string().optional(),
  text: z.string().min(1).optional(),
  media_urls: z.array(z.string()).optional(),
  webhook_url: z.string().optional(),
});

export interface MessageWorld {
  now(): Date;
  emit(url: string, eventType: string, payload: object): void;
  isReachable(number: string): boolean;
  /** They texted STOP to the messaging profile. */
  isStopped(number: string): boolean;
}

type Status = "queued" | "sent" | "delivered" | "delivery_failed";

function encodingOf(text: string): { encoding: "GSM-7" | "UCS-2"; parts: number } {
  const isGsm = GSM.test(text);
  const length = isGsm ? text.length + (text.match(/[\^{}\\[\]~|€]/g)?.length ?? 0) : text.length;
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  return {
    encoding: isGsm ? "GSM-7" : "UCS-2",
    parts: length <= alone ? 1 : Math.ceil(length / joined),
  };
}

/** `POST /v2/messages`: queued, then `message.sent` and `message.finalized`. */
export function sendEmulatedMessage(world: MessageWorld, body: unknown): Reply {
  const parsed = outgoing.safeParse(body);
  if (!parsed.success)
    return refuse(z.object({ to: number }).safeParse(body).success ? "badRequest" : "badReceiver");
  const { data } = parsed;
  if (!data.from && !data.messaging_profile_id)
    return refuse("missing", "from or messaging_profile_id is required.");
  if (!data.text && !data.media_urls) return refuse("missing", "text or media_urls is required.");
  if (world.isStopped(data.to)) return refuse("stopped");
  const { encoding, parts } = encodingOf(data.text ?? "");
  if (parts > MOST_PARTS) return refuse("tooLong");
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
      encoding,
      parts,
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

/** A file that comes along with a text, and where it can be fetched. */
export interface EmulatedMedia {
  url: string;
  contentType: string;
  content: Uint8Array;
}

/** The payload of `message.received`: a text that someone sends to one of our numbers. */
export const receivedMessage = (message: {
  from: string;
  to: string;
  text: string;
  media: EmulatedMedia[];
  now: Date;
}) =>
  ({
    id: randomUUID(),
    record_type: "message",
    direction: "inbound",
    type: message.media.length > 0 ? "MMS" : "SMS",
    messaging_profile_id: PROFILE_ID,
    from: { phone_number: message.from, carrier: "T-Mobile USA", line_type: "Wireless" },
    to: [{ phone_number: message.to, carrier: "Telnyx", line_type: "Wireless", status: "webhook_delivered" }],
    cc: [],
    text: message.text,
    media: message.media.map(({ url, contentType, content }) => ({
      url,
      content_type: contentType,
      size: content.byteLength,
      // As deliveries have it; the SDK's type says `hash_sha256`.
      sha256: createHash("sha256").update(content).digest("hex"),
    })),
    ...encodingOf(message.text),
    tags: [],
    errors: [],
    received_at: message.now.toISOString(),
  }) satisfies Omit<Telnyx.Webhooks.MessagingInboundMessage["payload"], "media">;
