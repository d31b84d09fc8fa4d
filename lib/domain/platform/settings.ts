import type { Trx } from "@/lib/db/tenant";
import { asSystem, audit, type Context, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { type PlatformPatch, type PlatformSettings, platformPatch } from "./schema";

async function isOpen(trx: Trx): Promise<boolean> {
  const row = await trx.selectFrom("platform_settings").select("is_registration_enabled").executeTakeFirst();
  return row?.is_registration_enabled ?? true;
}

const settingsOf = async ({ trx, ports }: SystemContext): Promise<PlatformSettings> => ({
  isMailConfigured: ports.mail.transport === "smtp",
  isVoiceConfigured: ports.voice.isConfigured,
  isRegistrationEnabled: await isOpen(trx),
});

/** What holds for the whole installation, as it is now. */
export const readPlatformSettings = (ctx: Context): Promise<PlatformSettings> =>
  asSystem(ctx, "the platform's settings", settingsOf);

/** Whether anybody may make an account, as it is now. */
export const isRegistrationOpen = (ctx: Context): Promise<boolean> =>
  asSystem(ctx, "whether registration is open", ({ trx }) => isOpen(trx));

/** For a sign-up without an invitation, in its transaction. @throws DomainError forbidden while registration is closed. */
export async function requireOpenRegistration({ trx }: SystemContext): Promise<void> {
  if (await isOpen(trx)) return;
  throw new DomainError(
    "forbidden",
    "New accounts are by invitation only here. Ask somebody who works with it already to invite you.",
  );
}

/**
 * Changes what holds for the whole installation.
 * @throws DomainError forbidden for everybody but the platform's admin, validation_failed.
 */
export async function updatePlatformSettings(ctx: Context, input: PlatformPatch): Promise<PlatformSettings> {
  const { actor, clock } = ctx;
  if (actor.kind !== "user" || !actor.isPlatformAdmin)
    throw new DomainError("forbidden", "Only the platform's admin can change this.");
  const { isRegistrationEnabled } = parseInput(platformPatch, input);
  return asSystem(ctx, "the platform's settings change", async (system) => {
    if (isRegistrationEnabled !== undefined) {
      const change = { is_registration_enabled: isRegistrationEnabled, updated_at: clock.now() };
      await system.trx
        .insertInto("platform_settings")
        .values(change)
        .onConflict((conflict) => conflict.column("id").doUpdateSet(change))
        .execute();
      const scoped = { ...system, actor, business: null };
      await audit(scoped, "platform.update", actor.userId, { isRegistrationEnabled });
    }
    return settingsOf(system);
  });
}
