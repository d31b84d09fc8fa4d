import { createHash } from "node:crypto";
import { z } from "zod";
import { WebhookRefused } from "../webhook-refused";

const businessId = z.union([z.number().int().positive(), z.string().min(1).max(100)]);

/** Seconds or milliseconds since 1970, or ISO 8601. */
const timestamp = z.union([
  z
    .number()
    .int()
    .min(1)
    .transform((given) => new Date(given < 100_000_000_000 ? given * 1000 : given)),
  z.iso.datetime({ offset: true }).transform((given) => new Date(given)),
]);

const request = z.object({
  id: z.union([z.string().trim().min(1).max(200), z.number()]).nullish(),
  businessId,
  timestamp: timestamp.nullish(),
  action: z.string().min(1).max(100),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** What a workflow asks for. */
export interface N8nRequest {
  /** Its own id where it sends one, else made of the body: the same body is the same request. */
  eventId: string;
  businessId: string | number;
  timestamp: Date | null;
  action: string;
  data: Record<string, unknown>;
  /** The same for the same action and data. */
  fingerprint: string;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The business that a body names, before anything in it is believed; null where it names none. */
export const claimedBusiness = (body: unknown): string | number | null =>
  z.object({ businessId }).safeParse(body).data?.businessId ?? null;

/** A body as a request. @throws WebhookRefused `malformed`, saying which part is wrong. */
export function parseN8nRequest(rawBody: string, body: unknown): N8nRequest {
  const parsed = request.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join(".") || "The body";
    throw new WebhookRefused("n8n", "malformed", `${where}: ${issue?.message ?? "is no request"}`);
  }
  const { id, timestamp: sentAt, action, data } = parsed.data;
  return {
    eventId: id === null || id === undefined ? `sha256:${hashOf(rawBody)}` : `id:${id}`,
    businessId: parsed.data.businessId,
    timestamp: sentAt ?? null,
    action,
    data,
    fingerprint: hashOf(JSON.stringify([action, data])),
  };
}
