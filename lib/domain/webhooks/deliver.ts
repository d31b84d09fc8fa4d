import type { Selectable } from "kysely";
import type { WebhookDeliveries } from "@/lib/db/types";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import {
  connectedAccount,
  noteAccountTrouble,
  postToWorkflow,
  type WorkflowAnswer,
} from "@/lib/domain/integrations";
import type { Attempt } from "@/lib/domain/jobs";
import { VendorError } from "@/lib/domain/ports";
import { eventMessage } from "./event-message";
import { excerptOf } from "./excerpt";
import { type AttemptRecord, type DeliveryStatus, deliveryOf } from "./schema";

const KEPT_ATTEMPTS = 10;
const VENDOR = "n8n";

type Row = Selectable<WebhookDeliveries>;

interface Letter {
  account: NonNullable<Awaited<ReturnType<typeof connectedAccount<"n8n">>>>;
  message: { id: string; body: string };
}

const loadWaiting = ({ trx, business }: TenantContext, id: string): Promise<Row | undefined> =>
  trx
    .selectFrom("webhook_deliveries")
    .selectAll()
    .where("business_id", "=", business.id)
    .where("id", "=", id)
    .where("status", "=", "waiting")
    .forUpdate()
    .executeTakeFirst();

/** Ends a delivery, or leaves it waiting with the problem. */
async function write(
  ctx: TenantContext,
  row: Row,
  outcome: { status: DeliveryStatus; problem: string | null },
  attempt: AttemptRecord | null = null,
): Promise<void> {
  const { attempts } = deliveryOf(row);
  await ctx.trx
    .updateTable("webhook_deliveries")
    .set({
      ...outcome,
      settled_at: outcome.status === "waiting" ? null : ctx.clock.now(),
      ...(attempt
        ? {
            attempts: JSON.stringify([...attempts, attempt].slice(-KEPT_ATTEMPTS)),
            attempt_count: row.attempt_count + 1,
          }
        : {}),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", row.id)
    .execute();
  announce(ctx, "delivery");
}

/** What is to be posted where; null where the delivery is settled, or is dropped here because nobody is to be told. */
async function prepare(ctx: TenantContext, id: string): Promise<Letter | null> {
  const row = await loadWaiting(ctx, id);
  if (!row) return null;
  const drop = async (problem: string) => {
    await write(ctx, row, { status: "dropped", problem });
    return null;
  };
  const account = await connectedAccount(ctx, "n8n");
  if (!account) return drop("n8n is not connected, is switched off, or needs attention.");
  if (account.integrationId !== row.integration_id)
    return drop("The connection that this was for has been removed.");
  const message = await eventMessage(ctx, row.event_id);
  if (!message) return drop("What it tells of is no longer there.");
  return { account, message };
}

async function post(
  ctx: Context,
  { account, message }: Letter,
): Promise<Pick<WorkflowAnswer, "mends"> & { attempt: AttemptRecord }> {
  const startedAt = ctx.clock.now();
  const { statusCode, text, problem, mends } = await postToWorkflow(ctx, account, message);
  const attempt = {
    at: startedAt.toISOString(),
    durationMilliseconds: ctx.clock.now().getTime() - startedAt.getTime(),
    statusCode,
    answer: excerptOf(text),
    problem,
  };
  return { attempt, mends };
}

async function deliver(
  ctx: Context,
  { deliveryId }: { deliveryId: string },
  { isLast }: Attempt,
): Promise<void> {
  const letter = await inTenant(ctx, (ctx) => prepare(ctx, deliveryId));
  if (!letter) return;
  const { attempt, mends } = await post(ctx, letter);
  const { problem } = attempt;
  const isTriedAgain = problem !== null && mends !== "never" && !isLast;
  await inTenant(ctx, async (ctx) => {
    const row = await loadWaiting(ctx, deliveryId);
    if (!row) return;
    const status = problem === null ? "delivered" : isTriedAgain ? "waiting" : "failed";
    await write(ctx, row, { status, problem }, attempt);
    if (problem && !isTriedAgain && mends !== "later") await noteAccountTrouble(ctx, letter.account, problem);
  });
  if (problem && isTriedAgain) throw new VendorError(VENDOR, problem, { isRetryable: true });
}

const FAILED_HERE = "It could not be delivered: something went wrong on our side. Send it again.";

/**
 * Job `webhook.deliver`: posts an event to the program that is told of it, signed, and records the attempt. What is
 * settled is left; what nobody is to be told any more is dropped with the reason. One whose worker was cut off is posted
 * again under the same id. An address that can never take it is told no more until its owner has mended it: at once where
 * it is gone for good (410) or none that we post to, and where we are not let in or nobody listens there after the last try.
 * One that nobody will try again has failed, whatever the reason.
 * @throws VendorError, retryable, where it has to be tried again.
 */
export async function deliverWebhook(
  ctx: Context,
  job: { deliveryId: string },
  attempt: Attempt = { isLast: false },
): Promise<void> {
  try {
    await deliver(ctx, job, attempt);
  } catch (error) {
    const isRefused = error instanceof VendorError && !error.isRetryable;
    if (attempt.isLast || isRefused || error instanceof DomainError)
      await inTenant(ctx, async (ctx) => {
        const row = await loadWaiting(ctx, job.deliveryId);
        if (row) await write(ctx, row, { status: "failed", problem: FAILED_HERE });
      });
    throw error;
  }
}
