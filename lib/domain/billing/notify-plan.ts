import { z } from "zod";
import { getBusiness, getOwner, PLANS } from "@/lib/domain/businesses";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import {
  amountText,
  dayText,
  loadPlanUsage,
  MARKS,
  MONTHLY,
  type PlanUsage,
  THING_WORDS,
  type UsageRow,
  wayOut,
} from "@/lib/domain/limits";
import { composeMail, type NewMail, queueMail } from "@/lib/domain/notifications";
import { appUrl } from "@/lib/env";

/** Payload of the job that tells the owner something about their plan. */
export const planNotice = z.discriminatedUnion("about", [
  z.object({
    about: z.literal("usage"),
    thing: z.enum(MONTHLY),
    mark: z.union(MARKS.map((mark) => z.literal(mark))),
    plan: z.enum(PLANS),
    month: z.string(),
  }),
  z.object({ about: z.literal("plan_changed") }),
  z.object({ about: z.literal("paid_twice"), subscriptionIds: z.array(z.string()) }),
]);
export type PlanNotice = z.infer<typeof planNotice>;

type Words = Pick<NewMail, "dedupeKey" | "kind" | "subject"> & { paragraphs: string[]; label: string };

const MINUTES_OUT =
  "Calls are still answered, and none is cut off: your receptionist takes messages, answers questions and puts callers through to people, but looks up no times and books nothing";
const WHEN_OUT: Record<(typeof MONTHLY)[number], string> = {
  callMinutes: MINUTES_OUT,
  aiMinutes: MINUTES_OUT,
  messages:
    "No more texts and e-mails can be written to customers. What customers send you is kept, and confirmations of appointments and mails to you still go out",
};

/** @returns null where the plan has become larger meanwhile, and there is nothing to tell. */
function usageWords(usage: PlanUsage, row: UsageRow, key: string): Words | null {
  const { thing, mark } = row;
  if (mark === null || thing === "numbers" || thing === "seats" || thing === "agents") return null;
  const things = THING_WORDS[thing].many;
  const until = dayText(usage.resetsAt, usage.timeZone);
  const subject =
    mark === 100
      ? `All ${things} of your plan are used for this month`
      : `${mark}% of your plan's ${things} are used`;
  return {
    dedupeKey: `plan:${key}`,
    kind: "plan_usage",
    subject,
    label: "See your plan",
    paragraphs: [
      `${row.used.toLocaleString("en-US")} of ${amountText(thing, row.limit)} are used this month. The count begins anew on ${until}.`,
      mark === 100
        ? `${WHEN_OUT[thing]}, until then. ${wayOut(usage.plan)} to have more at once.`
        : `When all are used: ${WHEN_OUT[thing].replace(/^./, (first) => first.toLowerCase())}.`,
    ],
  };
}

function beyondWords(usage: PlanUsage, key: string): Words | null {
  const beyond = usage.rows.filter(({ isBeyond }) => isBeyond);
  if (beyond.length === 0) return null;
  return {
    dedupeKey: `plan_beyond:${key}`,
    kind: "plan_beyond",
    subject: "You have more than your plan includes",
    label: "See your plan",
    paragraphs: [
      ...beyond.map(
        ({ thing, used, limit }) =>
          `${THING_WORDS[thing].many.replace(/^./, (first) => first.toUpperCase())}: ${used.toLocaleString("en-US")}, and the ${usage.plan} plan has ${limit.toLocaleString("en-US")}.`,
      ),
      `Nothing is switched off: what you have goes on as it is. Nothing can be added until there is room. ${wayOut(usage.plan)} if you need more.`,
    ],
  };
}

const paidTwiceWords = (subscriptionIds: readonly string[]): Words => ({
  dedupeKey: `paid_twice:${subscriptionIds.join(":")}`,
  kind: "paid_twice",
  subject: "Two plans are being paid for: please end one",
  label: "Open your plan",
  paragraphs: [
    `Your business pays for ${subscriptionIds.length} subscriptions at once (${subscriptionIds.join(", ")}), although one is enough. This can happen where a plan was paid for on two pages.`,
    "Open “Plan”, choose “Manage payment and invoices”, and cancel the one that you do not want. For money back for it, answer the invoice's e-mail or ask whoever runs this installation.",
  ],
});

async function tell(ctx: TenantContext, words: Words): Promise<void> {
  const business = await getBusiness(ctx);
  const to = business.notificationSettings.ownerEmail ?? (await getOwner(ctx)).email;
  const { dedupeKey, kind, subject, paragraphs, label } = words;
  // Told whatever news they want and when: it is about what they pay for, and comes once.
  await queueMail(ctx, {
    dedupeKey: `${dedupeKey}:${business.id}`,
    kind,
    to,
    subject,
    ...composeMail({
      heading: subject,
      paragraphs,
      link: { label, url: `${appUrl()}/billing` },
      footer: `Sent by Frontdesk for ${business.name}.`,
    }),
  });
}

/**
 * Job `notify.plan`: tells the owner by mail that a month's amount comes to its end, that they have more than a new plan
 * includes, or that two plans are paid for. Each once; what no longer holds is not told. Harmless when repeated.
 */
export async function notifyPlan(ctx: Context, notice: PlanNotice): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    if (notice.about === "paid_twice") return tell(ctx, paidTwiceWords(notice.subscriptionIds));
    const usage = await loadPlanUsage(ctx);
    if (!usage.doLimitsBind || (notice.about === "usage" && notice.month !== usage.month)) return;
    const month = `${usage.plan}:${usage.month}`;
    for (const row of usage.rows) {
      if (notice.about === "usage" && row.thing !== notice.thing) continue;
      const words = usageWords(usage, row, `${month}:${row.thing}:${row.mark}`);
      if (words) await tell(ctx, words);
    }
    const words = notice.about === "plan_changed" ? beyondWords(usage, month) : null;
    if (words) await tell(ctx, words);
  });
}
