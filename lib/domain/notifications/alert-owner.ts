import type { TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { URGENCIES, type Urgency } from "@/lib/domain/leads";
import { insertMail, type NewMail, queueMail } from "./queue-mail";
import { quietUntil } from "./quiet-hours";
import type { OwnerAddress } from "./recipient";

const isLess = (one: Urgency, other: Urgency): boolean => URGENCIES.indexOf(one) < URGENCIES.indexOf(other);

/**
 * Tells the owner some news by mail, in the caller's transaction: not what is less urgent than they want to know,
 * and what comes in their quiet hours when these end, all of it in one mail. What is critical goes out at once.
 */
export async function alertOwner(
  ctx: TenantContext,
  notice: OwnerAddress,
  urgency: Urgency,
  mail: Omit<NewMail, "to">,
): Promise<void> {
  const { notificationSettings: settings, timeZone } = notice.business;
  if (isLess(urgency, settings.leastUrgency)) return;
  const addressed = { ...mail, to: notice.to };
  const releaseAt =
    urgency === "critical" || settings.quietHours === null
      ? null
      : quietUntil(ctx.clock.now(), settings.quietHours, timeZone);
  if (releaseAt === null) {
    await queueMail(ctx, addressed);
    return;
  }
  const id = await insertMail(ctx, addressed, releaseAt);
  if (id === null) return;
  // One job a mail, the first of which takes all along: none is left behind by a digest that was faster.
  await enqueue(ctx, {
    kind: "notify.digest",
    payload: { mailId: id },
    dedupeKey: `notify.digest:${id}`,
    runAt: releaseAt,
  });
}
