import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { announce } from "@/lib/domain/events";
import { VendorError } from "@/lib/domain/ports";
import { connectTwilioNumber } from "./connect-twilio-number";
import { pingWorkflow } from "./ping-workflow";
import { configOf, type IntegrationRow, typeOf } from "./row";
import type { IntegrationType } from "./schema";
import { type IntegrationSettings, readSettings } from "./settings";
import { stillAsAsked } from "./still-as-asked";
import { tellOfTrouble } from "./trouble";

const DEADLINE_MILLISECONDS = 10_000;

/** How each is asked whether it takes the account. */
const QUESTIONS: {
  [T in IntegrationType]: (ctx: Context, settings: IntegrationSettings[T]) => Promise<void>;
} = {
  twilio: ({ ports }, settings) => ports.accounts.twilio(settings).verify(),
  eleven_labs: ({ ports }, settings) => ports.accounts.elevenLabs(settings).verify(),
  n8n: pingWorkflow,
  stripe: ({ ports }, settings) => ports.accounts.stripe(settings).verify(),
  email: ({ ports }, settings) => ports.accounts.smtp(settings).verify(),
};

/** What is set up at each vendor once it knows the account. @returns what hinders it, in words for the owner. */
const PREPARATIONS: {
  [T in IntegrationType]: (
    ctx: Context,
    settings: IntegrationSettings[T],
    isStillMeant: (ctx: TenantContext) => Promise<boolean>,
  ) => Promise<string | null>;
} = {
  twilio: connectTwilioNumber,
  eleven_labs: async () => null,
  n8n: async () => null,
  stripe: async () => null,
  email: async () => null,
};

const load = (ctx: Context, id: string): Promise<IntegrationRow | undefined> =>
  inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("integrations")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "=", id)
      .executeTakeFirst(),
  );

interface Question {
  row: IntegrationRow;
  /** Whether whoever asked has the answer before their eyes; asked once it is there. */
  isAwaited: () => boolean;
}

/**
 * Stores what the vendor said, unless the account was changed while it was asked.
 * @param isKnown whether it knows the account.
 */
const store = (ctx: Context, { row, isAwaited }: Question, isKnown: boolean, problem: string | null) =>
  inTenant(ctx, async (ctx) => {
    const { numUpdatedRows } = await ctx.trx
      .updateTable("integrations")
      .set({ problem, verified_at: isKnown ? ctx.clock.now() : null })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", row.id)
      .where("config_sealed", "=", row.config_sealed)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const isNews = problem !== null && row.problem === null;
    if (isNews && !isAwaited()) await tellOfTrouble(ctx, { ...row, problem });
    announce(ctx, "integration");
  });

async function ask<T extends IntegrationType>(ctx: Context, type: T, question: Question): Promise<void> {
  const read = readSettings(type, configOf(question.row));
  if ("problem" in read) return store(ctx, question, false, read.problem);
  let isKnown = false;
  try {
    await withDeadline(type, QUESTIONS[type](ctx, read.settings), DEADLINE_MILLISECONDS);
    isKnown = true;
    const problem = await PREPARATIONS[type](ctx, read.settings, stillAsAsked(question.row));
    await store(ctx, question, true, problem);
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    await store(ctx, question, isKnown, error.message);
  }
}

/**
 * Asks the vendor whether it knows the account, and stores what it says. What is switched off or gone is left.
 * @param isAwaited whether somebody still waits for the answer; where nobody does, the owner is told of a refusal.
 * @throws VendorError, retryable, where the vendor is out of reach: until it was asked, what is complete counts as good.
 */
export async function askVendor(
  ctx: Context,
  integrationId: string,
  isAwaited: () => boolean,
): Promise<void> {
  const row = await load(ctx, integrationId);
  if (row?.is_enabled) await ask(ctx, typeOf(row), { row, isAwaited });
}

/**
 * Job `integration.check`: asks the vendor whether it knows the account, stores what it says, and has the owner told of a
 * refusal. A workflow that has said yes is not run again for it. Harmless when repeated.
 * @throws VendorError, retryable, where the vendor is out of reach.
 */
export async function checkIntegration(
  ctx: Context,
  { integrationId }: { integrationId: string },
): Promise<void> {
  const row = await load(ctx, integrationId);
  if (!row?.is_enabled || (row.type === "n8n" && row.verified_at !== null)) return;
  await ask(ctx, typeOf(row), { row, isAwaited: () => false });
}
