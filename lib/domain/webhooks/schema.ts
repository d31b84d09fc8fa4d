import type { Selectable } from "kysely";
import { z } from "zod";
import type { WebhookDeliveries } from "@/lib/db/types";
import { EVENT_TYPES, type EventType } from "@/lib/domain/events";
import { wordOf } from "@/lib/domain/parse";

/** `dropped`: whoever was to be told is disconnected, so nobody tries any more. */
export const DELIVERY_STATUSES = ["waiting", "delivered", "failed", "dropped"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One try: what the receiver answered, or why nobody did. */
export const attemptRecord = z.object({
  at: z.string(),
  durationMilliseconds: z.number(),
  statusCode: z.number().nullable(),
  /** The beginning of the answer. */
  answer: z.string(),
  /** What went wrong, in words for the owner; null where it was taken. */
  problem: z.string().nullable(),
});
export type AttemptRecord = z.infer<typeof attemptRecord>;

/** An event on its way to a program of the business. */
export interface WebhookDelivery {
  id: string;
  eventId: string;
  eventType: EventType;
  occurredAt: Date;
  status: DeliveryStatus;
  problem: string | null;
  /** The newest ten, oldest first. */
  attempts: AttemptRecord[];
  attemptCount: number;
  createdAt: Date;
  settledAt: Date | null;
}

const attempts = z.array(attemptRecord);

/** A delivery as its row holds it. */
export const deliveryOf = (row: Selectable<WebhookDeliveries>): WebhookDelivery => ({
  id: row.id,
  eventId: row.event_id,
  eventType: wordOf(EVENT_TYPES, row.event_type),
  occurredAt: row.occurred_at,
  status: wordOf(DELIVERY_STATUSES, row.status),
  problem: row.problem,
  attempts: attempts.parse(row.attempts),
  attemptCount: row.attempt_count,
  createdAt: row.created_at,
  settledAt: row.settled_at,
});

export const deliveryIdInput = z.object({ id: z.uuid() });

export const listDeliveriesInput = z.object({
  limit: z.number().int().min(1).max(100),
  /** Older than this one. */
  before: z.uuid().optional(),
  status: z.array(z.enum(DELIVERY_STATUSES)).optional(),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;
