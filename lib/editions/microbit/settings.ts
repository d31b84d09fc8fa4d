import { z } from "zod";
import type { Context } from "@/lib/domain/context";
import { type ConnectionTest, type PlatformSettings, testMail } from "@/lib/domain/platform";
import { line } from "@/lib/http/wire";

export const settingsBody = z.object({ registration_enabled: z.boolean().optional() });
export const mailTestBody = z.object({ to_email: line(320).pipe(z.email()).nullish() });

export const settingsJson = z.strictObject({
  settings: z.strictObject({
    smtp_configured: z.boolean(),
    callerai_configured: z.boolean(),
    registration_enabled: z.boolean(),
  }),
});
export const testJson = z.strictObject({ success: z.boolean(), message: z.string() });

export const settingsView = (settings: PlatformSettings): z.input<typeof settingsJson> => ({
  settings: {
    smtp_configured: settings.isMailConfigured,
    callerai_configured: settings.isVoiceConfigured,
    registration_enabled: settings.isRegistrationEnabled,
  },
});

/** Has the mail settings tried out, with the caller's own address where none is named. @throws DomainError as the verb. */
export const tryMail = (ctx: Context, { to_email: to }: z.output<typeof mailTestBody>) =>
  testMail(ctx, to ? { to } : {});

/** @param words what is said where nothing else has to be. */
export const testView =
  (words: string) =>
  ({ isWorking, note }: ConnectionTest): z.input<typeof testJson> => ({
    success: isWorking,
    message: note ?? words,
  });
