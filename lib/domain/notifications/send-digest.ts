import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant } from "@/lib/domain/context";
import { appUrl } from "@/lib/env";
import { composeMail } from "./compose";
import { queueMail } from "./queue-mail";
import { reasonFooter } from "./recipient";

export const digestJob = z.object({ mailId: z.uuid() });

/**
 * Job `notify.digest`: tells what was held in the quiet hours that are over, oldest first, in one mail to each
 * address. Whoever comes second finds nothing held. Harmless when repeated.
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
      await queueMail(ctx, {
        dedupeKey: `digest:${news[0]?.id}`,
        kind: "digest",
        to,
        subject: heading,
        ...composeMail({
          heading,
          turns: news.map(({ subject, text_body }) => ({
            speaker: subject,
            text: text_body.split("\n--\n")[0]?.trim() ?? "",
          })),
          link: { label: "Open the dashboard", url: `${appUrl()}/home` },
          footer: reasonFooter(business),
        }),
      });
    }
  });
}
