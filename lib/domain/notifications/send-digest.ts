import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant } from "@/lib/domain/context";
import { appUrl } from "@/lib/env";
import { composeMail } from "./compose";
import { queueMail } from "./queue-mail";
import { reasonFooter } from "./recipient";

const MOST_NEWS = 100;
const FOOTER = "\n--\n";

/** A mail's text without its footer. What somebody wrote above may look like one: the last is the footer's. */
function bodyOf(text: string): string {
  const end = text.lastIndexOf(FOOTER);
  return (end === -1 ? text : text.slice(0, end)).trim();
}

export const digestJob = z.object({ mailId: z.uuid() });

/**
 * Job `notify.digest`: tells what was held in the quiet hours that are over, oldest first, in one mail to each
 * address: the first hundred in full, and how many more there are. Whoever comes second finds nothing held. Harmless when repeated.
 */
export async function sendDigest(ctx: Context, _job: z.infer<typeof digestJob>): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const held = await ctx.trx
      .updateTable("mails")
      .set({ status: "digested" })
      .where("business_id", "=", ctx.business.id)
      .where("status", "=", "held")
      .where("release_at", "<=", ctx.clock.now())
      .returning(["id", "to_address", "subject", "text_body"])
      .execute();
    const business = await getBusiness(ctx);
    const inOrder = held.sort((one, other) => one.id.localeCompare(other.id));
    for (const to of new Set(inOrder.map((mail) => mail.to_address))) {
      const news = inOrder.filter((mail) => mail.to_address === to);
      const heading =
        news.length === 1
          ? "One thing happened in your quiet hours"
          : `${news.length} things happened in your quiet hours`;
      const more = news.length - MOST_NEWS;
      await queueMail(ctx, {
        dedupeKey: `digest:${news[0]?.id}`,
        kind: "digest",
        to,
        subject: heading,
        ...composeMail({
          heading,
          turns: news
            .slice(0, MOST_NEWS)
            .map(({ subject, text_body }) => ({ speaker: subject, text: bodyOf(text_body) })),
          paragraphs: more > 0 ? [`${more} more are in the dashboard.`] : [],
          link: { label: "Open the dashboard", url: `${appUrl()}/home` },
          footer: reasonFooter(business),
        }),
      });
    }
  });
}
