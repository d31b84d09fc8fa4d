import { type Context, inTenant } from "@/lib/domain/context";
import { messageOf } from "@/lib/domain/conversations";
import { announce } from "@/lib/domain/events";
import { carrierOf } from "@/lib/domain/integrations";
import { dialCountries, dialRefusal } from "@/lib/domain/numbers";
import { VendorError } from "@/lib/domain/ports";
import { appUrl } from "@/lib/env";
import { isOptedOut, optOut } from "./opt-outs";
import { HINDRANCE_WORDS } from "./standing";

interface ReadyText {
  provider: string;
  from: string;
  to: string;
  text: string;
}

type Outcome = {
  provider_message_id?: string;
  delivery_status?: "failed";
  delivery_error?: string;
  delivery_started_at?: null;
};

/** What is written stands only as long as no receipt of the vendor says more. */
const settle = (ctx: Context, id: string, outcome: Outcome): Promise<void> =>
  inTenant(ctx, async (ctx) => {
    await ctx.trx
      .updateTable("messages")
      .set(outcome)
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .where("delivery_status", "=", "queued")
      .execute();
    announce(ctx, "message");
  });

/** A text that comes hours late helps nobody: whoever wrote it is told instead. */
const LATEST_MILLISECONDS = 2 * 3_600_000;

const isTooLate = (ctx: Context, id: string): Promise<boolean> =>
  inTenant(ctx, async ({ trx, business, clock }) => {
    const message = await trx
      .selectFrom("messages")
      .select("sent_at")
      .where("business_id", "=", business.id)
      .where("id", "=", id)
      .executeTakeFirst();
    return message !== undefined && clock.now().getTime() - message.sent_at.getTime() > LATEST_MILLISECONDS;
  });

/** By now the number may be another business's. */
const GIVEN_UP = "The number that this was written from is not in use any more. Write it again.";

/** Takes a queued text to be sent; a reason where it must not be; null where it is settled. */
const take = (ctx: Context, id: string): Promise<ReadyText | string | null> =>
  inTenant(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom("messages")
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom("numbers")
          .select("numbers.provider")
          .whereRef("numbers.e164", "=", "messages.own_number")
          .where("numbers.business_id", "=", ctx.business.id)
          .where("numbers.status", "=", "active")
          .as("provider"),
      )
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .where("delivery_status", "=", "queued")
      .where("provider_message_id", "is", null)
      .forUpdate()
      .executeTakeFirst();
    if (!row?.phone || !row.own_number) return null;
    if (row.delivery_started_at) return "Sending was cut off. It may have arrived, so it was not sent again.";
    const isKeywordReply = "keywordReply" in messageOf(row).metadata;
    if (!isKeywordReply && (await isOptedOut(ctx, row.phone))) return HINDRANCE_WORDS.opted_out;
    if (row.provider === null) return GIVEN_UP;
    if (dialRefusal(row.phone, await dialCountries(ctx)) !== null) return HINDRANCE_WORDS.not_reachable;
    await ctx.trx
      .updateTable("messages")
      .set({ delivery_started_at: ctx.clock.now() })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    return { provider: row.provider, from: row.own_number, to: row.phone, text: row.content };
  });

/**
 * Job `text.send`: hands a queued text to the carrier, which knows no repeats: one that may have gone out is never
 * sent again. What is refused is recorded as failed, with the reason; so is what the carrier could not take for two
 * hours. Whom the carrier knows to have opted out is opted out here, too.
 * @throws VendorError, retryable, where the carrier took nothing and may later.
 */
export async function sendQueuedText(ctx: Context, { messageId }: { messageId: string }): Promise<void> {
  const ready = await take(ctx, messageId);
  if (ready === null) return;
  if (typeof ready === "string") {
    await settle(ctx, messageId, { delivery_status: "failed", delivery_error: ready });
    return;
  }
  const { provider, ...text } = ready;
  const carrier = await carrierOf(ctx, provider);
  if (!carrier) {
    const why = provider === "twilio" ? "unused_account" : "no_carrier";
    await settle(ctx, messageId, { delivery_status: "failed", delivery_error: HINDRANCE_WORDS[why] });
    return;
  }
  try {
    const id = await carrier.sendText({ ...text, webhookUrl: `${appUrl()}/api/webhooks/${provider}` });
    await settle(ctx, messageId, { provider_message_id: id });
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    if (error.isOptedOut) await inTenant(ctx, (ctx) => optOut(ctx, ready.to, "CARRIER"));
    if (error.isRetryable && !(await isTooLate(ctx, messageId))) {
      await settle(ctx, messageId, { delivery_started_at: null });
      throw error;
    }
    await settle(ctx, messageId, { delivery_status: "failed", delivery_error: error.message });
  }
}
