import { Group, VisuallyHidden } from "@mantine/core";
import { IconMailQuestion, IconPhoneIncoming } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getUser } from "@/lib/domain/access";
import { homeFigures } from "@/lib/domain/analytics";
import { listAppointments } from "@/lib/domain/appointments";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { listCalls } from "@/lib/domain/calls";
import { can } from "@/lib/domain/context";
import { planUsage } from "@/lib/domain/limits";
import { listTasks, type Task } from "@/lib/domain/tasks";
import { CallRow } from "@/lib/ui/call-row";
import { isWithReceptionist } from "@/lib/ui/call-words";
import { EmptyNote } from "@/lib/ui/empty-note";
import { FigureTiles } from "@/lib/ui/figure-tile";
import { formatLongDay, formatNearDay, formatPhone, formatTime } from "@/lib/ui/format";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { dayOf, dayRange } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";
import { PlanBanner } from "../billing/plan-banner";
import classes from "./home.module.css";
import { TaskList, type TaskView } from "./task-list";
import { TodayList } from "./today-list";

export const metadata: Metadata = { title: "Home" };

const LAST_CALLS = 6;
const MOST_TASKS = 25;
const MOST_APPOINTMENTS = 100;

function viewOf(task: Task, now: Date, timeZone: string): TaskView {
  const cameIn = `${formatNearDay(task.createdAt, now, timeZone)}, ${formatTime(task.createdAt, timeZone)}`;
  return {
    id: task.id,
    title: task.title,
    body: task.body,
    note:
      task.contactName && !task.title.includes(task.contactName) ? `${task.contactName} · ${cameIn}` : cameIn,
    phone: task.contactPhone
      ? { text: formatPhone(task.contactPhone), href: `tel:${task.contactPhone}` }
      : null,
    callHref: task.callId ? `/calls/${task.callId}` : null,
    answerHref: task.kind === "answer" && task.contactId ? `/contacts/${task.contactId}?write=text` : null,
    leadHref: task.leadId ? `/leads/${task.leadId}` : null,
    due: task.dueAt
      ? {
          text: `${formatNearDay(task.dueAt, now, timeZone)}, ${formatTime(task.dueAt, timeZone)}`,
          isOver: task.dueAt <= now,
        }
      : null,
    takenOnBy: task.acknowledgedAt ? (task.acknowledgedByName ?? "somebody") : null,
    isEscalated: task.escalatedAt !== null && task.acknowledgedAt === null,
    isUrgent: task.urgency === "high" || task.urgency === "critical",
  };
}

export default async function HomePage() {
  const ctx = await pageContext();
  const business = await getBusiness(ctx);
  const { timeZone } = business;
  const now = ctx.clock.now();
  const today = dayRange(dayOf(now, timeZone), 1, timeZone);
  const [user, tasks, appointments, services, calls, figures, plan] = await Promise.all([
    getUser(ctx),
    listTasks(ctx, { status: "open", limit: MOST_TASKS }),
    listAppointments(ctx, { page: 1, limit: MOST_APPOINTMENTS, ...today }),
    listServices(ctx),
    listCalls(ctx, { page: 1, limit: LAST_CALLS }),
    homeFigures(ctx),
    can(ctx, "billing:read") ? planUsage(ctx) : null,
  ]);
  const todays = appointments.items
    .filter(({ status }) => status !== "cancelled")
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());

  return (
    <>
      <PageHeader title="Home" lead={formatLongDay(now, timeZone)} />
      {user.emailVerifiedAt ? null : (
        <p className={classes.confirm}>
          <IconMailQuestion size={20} stroke={1.7} aria-hidden="true" />
          <span>
            Your e-mail address is not confirmed yet.{" "}
            <TextLink href="/verify-email" underline="always" inherit>
              Confirm it
            </TextLink>
          </span>
        </p>
      )}
      {plan ? <PlanBanner usage={plan} /> : null}
      <section aria-labelledby="figures-title" className={classes.figures}>
        <VisuallyHidden>
          <h2 id="figures-title">The last seven days</h2>
        </VisuallyHidden>
        <FigureTiles
          figures={[
            { label: "Calls", ...figures.calls },
            { label: "Bookings", ...figures.appointments },
            { label: "New leads", ...figures.leads },
            { label: "Minutes answered", ...figures.minutesAnswered },
          ]}
        />
        <p className={classes.span} aria-hidden="true">
          Last 7 days, compared with the 7 days before
        </p>
      </section>
      <div className={classes.columns}>
        <Panel id="tasks" title="What needs you" flush>
          <TaskList tasks={tasks.map((task) => viewOf(task, now, timeZone))} />
        </Panel>
        <Panel
          id="today"
          title="Today"
          flush
          aside={
            <TextLink href="/calendar" size="sm">
              Open the calendar
            </TextLink>
          }
        >
          <TodayList
            appointments={todays}
            serviceNames={new Map(services.map(({ id, name }) => [id, name]))}
            timeZone={timeZone}
            now={now}
          />
        </Panel>
      </div>
      <Panel
        id="last-calls"
        title="Last calls"
        flush
        aside={
          calls.items.length > 0 ? (
            <Group gap="md">
              {calls.items.some(isWithReceptionist) ? (
                <TextLink href="/live" size="sm">
                  Watch live
                </TextLink>
              ) : null}
              <TextLink href="/calls" size="sm">
                See all calls
              </TextLink>
            </Group>
          ) : null
        }
      >
        {calls.items.length === 0 ? (
          <EmptyNote
            icon={<IconPhoneIncoming size={34} stroke={1.4} />}
            title="No calls yet"
            action={
              <LinkButton href="/phone" variant="default" size="sm">
                Try it yourself
              </LinkButton>
            }
          >
            Every call that your receptionist answers appears here, with what was said and done.
          </EmptyNote>
        ) : (
          <ul className={rows.rows}>
            {calls.items.map((call) => (
              <li key={call.id}>
                <CallRow call={call} timeZone={timeZone} now={now} />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  );
}
