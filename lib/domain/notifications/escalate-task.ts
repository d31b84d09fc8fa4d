import { getBusiness } from "@/lib/domain/businesses";
import { audit, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { getTask } from "@/lib/domain/tasks";
import { appUrl } from "@/lib/env";
import { composeMail } from "./compose";
import { queueMail } from "./queue-mail";
import { reasonFooter } from "./recipient";
import { whenText } from "./wording";

interface Recipient {
  userId: string;
  to: string;
}

/** Owner and admins, each at their own address; the owner where the business has its mail sent. */
async function recipients(ctx: TenantContext, ownerEmail: string | null): Promise<Recipient[]> {
  const rows = await ctx.trx
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select(["users.id", "users.email", "members.role"])
    .where("members.business_id", "=", ctx.business.id)
    .where("members.role", "in", ["owner", "admin"])
    .where("users.status", "=", "active")
    .orderBy("members.role", "desc")
    .limit(50)
    .execute();
  const all = rows.map(({ id, email, role }) => ({
    userId: id,
    to: role === "owner" ? (ownerEmail ?? email) : email,
  }));
  return all.filter(({ to }, index) => all.findIndex((other) => other.to === to) === index);
}

/** Marks a task that still waits for somebody. @returns whether it did. */
async function markEscalated(ctx: TenantContext, taskId: string): Promise<boolean> {
  const row = await ctx.trx
    .updateTable("tasks")
    .set({ escalated_at: ctx.clock.now() })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", taskId)
    .where("status", "=", "open")
    .where("acknowledged_at", "is", null)
    .where("escalated_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Job `task.escalate`: a pressing task that nobody took on is told to owner and admins by mail, once. What was taken
 * on or done meanwhile is left alone. Harmless when repeated.
 */
export async function escalateTask(ctx: Context, { taskId }: { taskId: string }): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    if (!(await markEscalated(ctx, taskId))) return;
    const task = await getTask(ctx, taskId);
    const business = await getBusiness(ctx);
    const since = whenText(task.createdAt, business.timeZone, ctx.clock.now());
    const heading = `Nobody has taken this on: ${task.title}`;
    for (const { userId, to } of await recipients(ctx, business.notificationSettings.ownerEmail)) {
      await queueMail(ctx, {
        dedupeKey: `escalated:${taskId}:${userId}`,
        kind: "task_escalation",
        to,
        subject: heading,
        ...composeMail({
          heading,
          facts: [["Waiting since", since]],
          paragraphs: [task.body, "Choose “I'll do it” in the dashboard, so that everybody knows."],
          link: { label: "Open the dashboard", url: `${appUrl()}/home` },
          footer: reasonFooter(business),
        }),
      });
    }
    await audit(ctx, "task.escalate", taskId);
    announce(ctx, "task");
  });
}
