import { getBusiness } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { attentionDueAt, openingRules } from "./opening-times";
import type { TaskKind, Urgency } from "./schema";

const ESCALATED_KINDS: ReadonlySet<TaskKind> = new Set(["callback", "failed_call"]);
const ESCALATED_URGENCIES: ReadonlySet<Urgency> = new Set(["high", "critical"]);

/** Sees to it that a pressing task which nobody takes on in time is told to owner and admins, where they want it. */
export async function watchTask(
  ctx: TenantContext,
  task: { id: string; kind: TaskKind; urgency: Urgency },
): Promise<void> {
  if (!ESCALATED_KINDS.has(task.kind) || !ESCALATED_URGENCIES.has(task.urgency)) return;
  const reader = { ...ctx, actor: { kind: "system" as const, reason: "escalation of a task" } };
  const { escalateAfterMinutes } = (await getBusiness(reader)).notificationSettings;
  if (escalateAfterMinutes === null) return;
  const isAroundTheClock = task.urgency === "critical";
  const rules = await openingRules(ctx);
  await enqueue(ctx, {
    kind: "task.escalate",
    payload: { taskId: task.id },
    dedupeKey: `task.escalate:${task.id}`,
    runAt: attentionDueAt(ctx.clock.now(), escalateAfterMinutes, isAroundTheClock ? null : rules),
  });
}
