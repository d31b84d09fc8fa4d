import { z } from "zod";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";

/** Payload of the jobs that follow from an event. */
export const eventJob = z.object({
  eventId: z.uuid(),
  subjectId: z.uuid(),
  /** The mail was put off once, and goes out now whatever is missing. */
  isDeferred: z.boolean().optional(),
});
export type EventJob = z.infer<typeof eventJob>;

/** Payload of the jobs that tell a customer about an appointment; without an event, that its time changed. */
export const customerJob = z.object({
  eventId: z.uuid().optional(),
  subjectId: z.uuid(),
  /** What waited is certain now. */
  isConfirmed: z.literal(true).optional(),
});
export type CustomerJob = z.infer<typeof customerJob>;

/** Payload of the job that tells the owner of a move by the customer's own hand. */
export const movedJob = z.object({ subjectId: z.uuid(), sequence: z.number().int() });
export type MovedJob = z.infer<typeof movedJob>;

/** The business and where its owner's mail goes. */
export interface OwnerAddress {
  business: Business;
  to: string;
}

export interface OwnerNotice extends OwnerAddress {
  eventType: string;
  /** The owner did it with their own hands, and knows. */
  isOwnAct: boolean;
}

/** Where the owner's mail goes, and who they are; null where there is nobody to tell. */
export async function ownerAddress(
  ctx: TenantContext,
): Promise<(OwnerAddress & { ownerId: string | undefined }) | null> {
  const owner = await ctx.trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select(["users.id", "users.email"])
    .where("members.business_id", "=", ctx.business.id)
    .where("members.role", "=", "owner")
    .executeTakeFirst();
  const business = await getBusiness(ctx);
  const to = business.notificationSettings.ownerEmail ?? owner?.email;
  return to ? { business, to, ownerId: owner?.id } : null;
}

/** What is to be told and to whom; null where there is no such event or nobody to tell. */
export async function ownerNotice(ctx: TenantContext, eventId: string): Promise<OwnerNotice | null> {
  const event = await ctx.trx
    .selectFrom("events")
    .select(["type", "actor"])
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", eventId)
    .executeTakeFirst();
  if (!event) return null;
  const address = await ownerAddress(ctx);
  if (!address) return null;
  const { business, to, ownerId } = address;
  const { actor } = event;
  const isOwnAct =
    typeof actor === "object" &&
    actor !== null &&
    !Array.isArray(actor) &&
    actor.kind === "user" &&
    actor.userId === ownerId;
  return { business, to, eventType: event.type, isOwnAct };
}

/** Why a mail came. */
export const reasonFooter = (business: Business): string => `Sent by Frontdesk for ${business.name}.`;
