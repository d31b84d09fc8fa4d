import type { Plan } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { doLimitsBind } from "./limits";
import { AT_ONCE, type LimitedThing, limitOf, MONTHLY } from "./plans";
import { type Mark, standingOf } from "./standing";
import { countOfNow, monthlyUse } from "./usage";

/** One row of what a plan has. */
export interface UsageRow {
  thing: LimitedThing;
  isMonthly: boolean;
  used: number;
  limit: number;
  /** Of a month's amount, the highest mark that is reached. */
  mark: Mark | null;
  /** Of what there is at once: there are more than the plan has. */
  isBeyond: boolean;
}

/** How a business stands with its plan. */
export interface PlanUsage {
  plan: Plan;
  /** False where no payments are set up: then nothing is refused. */
  doLimitsBind: boolean;
  timeZone: string;
  /** The first day of the month that is counted, "YYYY-MM-DD". */
  month: string;
  /** When the monthly amounts begin anew. */
  resetsAt: Date;
  rows: UsageRow[];
}

/** The same without asking for a permission, for work of the product itself. */
export async function loadPlanUsage(ctx: TenantContext): Promise<PlanUsage> {
  const use = await monthlyUse(ctx);
  const { plan, timeZone, month, endsAt } = use;
  const monthly = MONTHLY.map((thing) => ({
    ...standingOf(use, thing),
    isMonthly: true,
    isBeyond: false,
  }));
  const counted: UsageRow[] = [];
  for (const thing of AT_ONCE) {
    const used = await countOfNow(ctx, thing);
    const limit = limitOf(plan, thing);
    counted.push({ thing, isMonthly: false, used, limit, mark: null, isBeyond: used > limit });
  }
  const rows = [...monthly, ...counted];
  return { plan, doLimitsBind: doLimitsBind(ctx), timeZone, month, resetsAt: endsAt, rows };
}

/** What the caller's business has used of its plan, this month and at once. @throws DomainError forbidden. */
export async function planUsage(ctx: Context): Promise<PlanUsage> {
  authorize(ctx, "billing:read");
  return inTenant(ctx, loadPlanUsage);
}
