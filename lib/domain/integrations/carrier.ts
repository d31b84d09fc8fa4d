import { CARRIERS, type Carrier } from "@/lib/domain/carriers";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { type TelephonyPort, TWILIO_REFUSED, VendorError } from "@/lib/domain/ports";
import { type AccountInUse, connectedAccount } from "./connected";
import { noteAccountTrouble } from "./trouble";

/** Notes that an account in use is refused, so that its owner is told and nothing more is tried with it. */
async function watched<R>(ctx: Context, account: AccountInUse, work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof VendorError && error.isAccountRefused)
      await inTenant(ctx, (ctx) => noteAccountTrouble(ctx, account, TWILIO_REFUSED));
    throw error;
  }
}

/** A port whose refusals for the sake of the account are noted. */
const watchedPort = (ctx: Context, account: AccountInUse, port: TelephonyPort): TelephonyPort => ({
  isConfigured: port.isConfigured,
  isEmulated: port.isEmulated,
  answer: (...order) => watched(ctx, account, port.answer(...order)),
  transfer: (...order) => watched(ctx, account, port.transfer(...order)),
  speak: (...order) => watched(ctx, account, port.speak(...order)),
  dial: (...order) => watched(ctx, account, port.dial(...order)),
  ask: (...order) => watched(ctx, account, port.ask(...order)),
  bridge: (...order) => watched(ctx, account, port.bridge(...order)),
  hangUp: (...order) => watched(ctx, account, port.hangUp(...order)),
  offeredNumbers: (...question) => watched(ctx, account, port.offeredNumbers(...question)),
  sendText: (message) => watched(ctx, account, port.sendText(message)),
});

/**
 * Who takes orders for a call or number of the business at hand.
 * @param provider as its row names it; a call that the voice vendor told us of first is at the installation's carrier.
 * @returns null where that carrier is not set up, or its account is not connected.
 */
export async function carrierOf(ctx: Context, provider: string): Promise<TelephonyPort | null> {
  if (provider !== "twilio") return ctx.ports.telephony.isConfigured ? ctx.ports.telephony : null;
  const account = await inTenant(ctx, (ctx) => connectedAccount(ctx, "twilio"));
  if (!account) return null;
  const port = ctx.ports.accounts.twilio(account);
  return port.isConfigured ? watchedPort(ctx, account, port) : null;
}

/** The carriers that take orders for the business at all. */
export async function carriersOf(ctx: TenantContext): Promise<Carrier[]> {
  const ports = await Promise.all(CARRIERS.map((carrier) => carrierOf(ctx, carrier)));
  return CARRIERS.filter((_, index) => ports[index] !== null);
}

/** Whether calls of the business can be steered, and texts sent. */
export const hasCarrier = (ctx: Context): Promise<boolean> =>
  inTenant(ctx, async (ctx) => (await carriersOf(ctx)).length > 0);
