import type { Selectable } from "kysely";
import { z } from "zod";
import type { Conversations, Messages } from "@/lib/db/types";

export const CHANNELS = ["voice", "sms", "widget", "whatsapp", "messenger", "email", "test"] as const;
export type Channel = (typeof CHANNELS)[number];
export const SENDERS = ["customer", "agent", "human", "system"] as const;
export type Sender = (typeof SENDERS)[number];
/** How far a message of ours has got. */
export const DELIVERY_STATUSES = ["queued", "sent", "delivered", "failed", "read"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
const STATUSES = ["active", "waiting", "closed"] as const;
const SENTIMENTS = ["positive", "neutral", "negative"] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const startConversationInput = z.object({
  channel: z.enum(CHANNELS),
  contactId: z.uuid().nullable().default(null),
  agentId: z.uuid().nullable().default(null),
  /** The plan's minutes are used up: messages are taken in it, and no time is looked up or booked. */
  isMessageOnly: z.boolean().default(false),
});
export type StartConversationInput = z.input<typeof startConversationInput>;

export const appendMessageInput = z.object({
  conversationId: z.uuid(),
  sender: z.enum(SENDERS),
  content: z.string().min(1).max(100_000),
  /** Default: now. */
  sentAt: z.date().optional(),
  /** The channel's own id: a message with an id that is known is not added again. */
  providerMessageId: z.string().min(1).max(300).optional(),
  metadata: z.record(z.string(), z.json()).default({}),
  /** On the sms channel: whose phone it is with, and through which number of ours. */
  text: z
    .object({ phone: z.string(), ownNumber: z.string(), deliveryStatus: z.enum(["queued", "delivered"]) })
    .optional(),
  /** On the e-mail channel: the mail that carries it. */
  mailId: z.uuid().optional(),
});
export type AppendMessageInput = z.input<typeof appendMessageInput>;

export const closeConversationInput = z.object({
  id: z.uuid(),
  summary: z.string().max(20_000).optional(),
  outcome: z.string().max(100).optional(),
});
export type CloseConversationInput = z.infer<typeof closeConversationInput>;

/** One thread with one customer on one channel. */
export interface Conversation {
  id: string;
  channel: Channel;
  status: (typeof STATUSES)[number];
  handledBy: "ai" | "human";
  contactId: string | null;
  agentId: string | null;
  /** The version of the receptionist that took it; null where none has. */
  agentVersion: number | null;
  summary: string | null;
  sentiment: Sentiment | null;
  outcome: string | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
}

export interface Message {
  id: string;
  conversationId: string;
  /** Counts from 0 within the conversation. */
  position: number;
  sender: Sender;
  content: string;
  sentAt: Date;
  /** Seconds from the start of the audio, on calls. */
  offsetSeconds: number | null;
  metadata: Record<string, unknown>;
}

export type ConversationDetail = Conversation & { messages: Message[] };

/** A conversation as its row holds it. */
export const conversationOf = (row: Selectable<Conversations>): Conversation => ({
  id: row.id,
  channel: CHANNELS.find((channel) => channel === row.channel) ?? "test",
  status: STATUSES.find((status) => status === row.status) ?? "active",
  handledBy: row.handled_by === "human" ? "human" : "ai",
  contactId: row.contact_id,
  agentId: row.agent_id,
  agentVersion: row.agent_version,
  summary: row.summary,
  sentiment: sentimentOf(row.sentiment),
  outcome: row.outcome,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  closedAt: row.closed_at,
});

/** A sentiment in any spelling as one of ours; null for what we do not know. */
export const sentimentOf = (text: string | null | undefined): Sentiment | null =>
  SENTIMENTS.find((sentiment) => sentiment === text?.toLowerCase()) ?? null;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A message as its row holds it. */
export const messageOf = (row: Selectable<Messages>): Message => ({
  id: row.id,
  conversationId: row.conversation_id,
  position: row.position,
  sender: SENDERS.find((sender) => sender === row.sender) ?? "system",
  content: row.content,
  sentAt: row.sent_at,
  offsetSeconds: row.offset_seconds,
  metadata: isRecord(row.metadata) ? row.metadata : {},
});
