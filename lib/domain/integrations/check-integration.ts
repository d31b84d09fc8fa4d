import type { AccountPorts, Verifiable } from "@/lib/domain/account-ports";
import { type Context, inTenant } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { announce } from "@/lib/domain/events";
import { VendorError } from "@/lib/domain/ports";
import { connectTwilioNumber } from "./connect-twilio-number";
import { configOf, type IntegrationRow, typeOf } from "./row";
import type { IntegrationType } from "./schema";
import { type IntegrationSettings, readSettings } from "./settings";

const DEADLINE_MILLISECONDS = 10_000;

/** Whom each type asks; n8n is no vendor with accounts, and tells by its answers to events. */
const ACCOUNTS: {
  [T in IntegrationType]: (ports: AccountPorts, settings: IntegrationSettings[T]) => Verifiable | null;
} = {
  twilio: (ports, settings) => ports.twilio(settings),
  eleven_labs: (ports, settings) => ports.elevenLabs(settings),
  n8n: () => null,
  stripe: (ports, settings) => ports.stripe(settings),
  email: (ports, settings) => ports.smtp(settings),
};

/** What is set up at each vendor once it knows the account. @returns what hinders it, in words for the owner. */
const PREPARATIONS: {
  [T in IntegrationType]: (ctx: Context, settings: IntegrationSettings[T]) => Promise<string | null>;
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

/** Stores what the vendor said, unless the account was changed while it was asked. */
const store = (ctx: Context, row: IntegrationRow, problem: string | null) =>
  inTenant(ctx, async (ctx) => {
    await ctx.trx
      .updateTable("integrations")
      .set({ problem, verified_at: problem === null ? ctx.clock.now() : null })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", row.id)
      .where("config_sealed", "=", row.config_sealed)
      .execute();
    announce(ctx, "integration");
  });

async function verify<T extends IntegrationType>(ctx: Context, type: T, row: IntegrationRow): Promise<void> {
  const read = readSettings(type, configOf(row));
  if ("problem" in read) return store(ctx, row, read.problem);
  try {
    const account = ACCOUNTS[type](ctx.ports.accounts, read.settings);
    if (account) await withDeadline(type, account.verify(), DEADLINE_MILLISECONDS);
    await store(ctx, row, await PREPARATIONS[type](ctx, read.settings));
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    await store(ctx, row, error.message);
  }
}

/**
 * Job `integration.check`: asks the vendor whether it knows the account, and stores what it says. What is switched off or
 * gone is left. Harmless when repeated.
 * @throws VendorError, retryable, where the vendor is out of reach: until it was asked, what is complete counts as good.
 */
export async function checkIntegration(
  ctx: Context,
  { integrationId }: { integrationId: string },
): Promise<void> {
  const row = await load(ctx, integrationId);
  if (row?.is_enabled) await verify(ctx, typeOf(row), row);
}
