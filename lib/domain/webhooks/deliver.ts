import type { Selectable } from "kysely";
import type { WebhookDeliveries } from "@/lib/db/types";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { connectedAccount, noteAccountTrouble } from "@/lib/domain/integrations";
import type { Attempt } from "@/lib/domain/jobs";
import { VendorError } from "@/lib/domain/ports";
import { eventMessage } from "./event-message";
import { type AttemptRecord, type DeliveryStatus, deliveryOf } from "./schema";
import { n8nHeaders, standardHeaders } from "./sign";

const TIMEOUT_SECONDS = 10;
const KEPT_ATTEMPTS = 10;
const SHOWN_CHARACTERS = 500;
const VENDOR = "n8n";

type Row = Selectable<WebhookDeliveries>;

interface Letter {
  url: string;
  headers: Record<string, string>;
  body: string;
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
  if (!account) return drop("n8n is not connected, or switched off.");
  if (account.integrationId !== row.integration_id)
    return drop("The connection that this was for has been removed.");
  const message = await eventMessage(ctx, row.event_id);
  if (!message) return drop("What it tells of is no longer there.");
  const { id: messageId, body } = message;
  const headers = {
    "content-type": "application/json",
    "user-agent": "Frontdesk-Webhooks/1",
    ...standardHeaders({ id: messageId, body, sentAt: ctx.clock.now() }, account.secret),
    ...n8nHeaders(body, account.secret),
  };
  return { url: account.webhookUrl, headers, body };
}

/** What the owner is told of an answer that is none of success; null for one of success. */
function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `n8n sent us on to another address (${status}), which is not followed. Enter the final address.`;
  if (status === 401 || status === 403) return `n8n did not let us in (${status}).`;
  if (status === 404) return "n8n knows no active workflow at this address (404).";
  if (status === 410) return "n8n says that this address is gone for good (410).";
  if (status === 429) return "n8n has too much to do (429).";
  return `n8n answered with an error (${status}).`;
}

interface Posted {
  attempt: AttemptRecord;
  /** Another try may help. */
  isRetryable: boolean;
  isGone: boolean;
}

async function post(ctx: Context, { url, headers, body }: Letter): Promise<Posted> {
  const startedAt = ctx.clock.now();
  const record = (rest: Pick<AttemptRecord, "statusCode" | "answer" | "problem">): AttemptRecord => ({
    at: startedAt.toISOString(),
    durationMilliseconds: ctx.clock.now().getTime() - startedAt.getTime(),
    ...rest,
  });
  try {
    const answer = await ctx.ports.webhookSender.post(url, {
      headers,
      body,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    const { status: statusCode } = answer;
    const isGone = statusCode === 410;
    const problem = problemOf(statusCode);
    const text = answer.text.slice(0, SHOWN_CHARACTERS);
    return { attempt: record({ statusCode, answer: text, problem }), isRetryable: !isGone, isGone };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const problem = error.message;
    const attempt = record({ statusCode: null, answer: "", problem });
    return { attempt, isRetryable: error.isRetryable, isGone: false };
  }
}

/**
 * Job `webhook.deliver`: posts an event to the program that is told of it, signed, and records the attempt. What is
 * settled is left; what nobody is to be told any more is dropped with the reason. One whose worker was cut off is posted
 * again under the same id. An address that is gone for good (410) is told no more until its owner has mended it.
 * @throws VendorError, retryable, where it has to be tried again.
 */
export async function deliverWebhook(
  ctx: Context,
  { deliveryId }: { deliveryId: string },
  { isLast }: Attempt = { isLast: false },
): Promise<void> {
  const letter = await inTenant(ctx, (ctx) => prepare(ctx, deliveryId));
  if (!letter) return;
  const { attempt, isRetryable, isGone } = await post(ctx, letter);
  const { problem } = attempt;
  const isTriedAgain = problem !== null && isRetryable && !isLast;
  await inTenant(ctx, async (ctx) => {
    const row = await loadWaiting(ctx, deliveryId);
    if (!row) return;
    const status = problem === null ? "delivered" : isTriedAgain ? "waiting" : "failed";
    await write(ctx, row, { status, problem }, attempt);
    const account = isGone ? await connectedAccount(ctx, "n8n") : null;
    // Unless its owner has entered another address meanwhile.
    if (problem && account?.webhookUrl === letter.url) await noteAccountTrouble(ctx, "n8n", problem);
  });
  if (problem && isTriedAgain) throw new VendorError(VENDOR, problem, { isRetryable: true });
}
