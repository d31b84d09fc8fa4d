import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { getAgentDraft } from "@/lib/domain/agents";
import { DEFAULT_HOURS, getBusiness, listClosures } from "@/lib/domain/businesses";
import { listCalendars } from "@/lib/domain/calendars";
import { can } from "@/lib/domain/context";
import { hoursText } from "@/lib/domain/knowledge";
import { Panel } from "@/lib/ui/panel";
import { dayOf } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "../chosen";
import { ReadOnlyNote } from "../read-only-note";
import classes from "../receptionist.module.css";
import { saveHoursAction } from "./actions";
import { closureView } from "./closure-view";
import { Closures } from "./closures";
import { HoursForm } from "./hours-form";
import { HoursTable } from "./hours-table";
import { TimeZoneForm } from "./time-zone-form";
import { daysOf } from "./week";
import { WorkingHours } from "./working-hours";
import { zoneChoices, zoneText } from "./zones";

export const metadata: Metadata = { title: "Hours" };

const WORDS = { opens: "opens", closes: "closes", closed: "Closed" };

export default async function HoursPage({ searchParams }: PageProps<"/receptionist/hours">) {
  const ctx = await pageContext();
  const [{ agent, agents }, business, closures, calendars] = await Promise.all([
    chosenReceptionist(ctx, searchParams),
    getBusiness(ctx),
    listClosures(ctx),
    listCalendars(ctx),
  ]);
  const { hours, timeZone } = business;
  const canWrite = can(ctx, "calendar:write");
  const now = ctx.clock.now();
  const days = daysOf(hours);
  const draft = agent && (await getAgentDraft(ctx, agent.id));
  const workingHours = (draft?.settings ?? agent)?.workingHours ?? null;
  const isOpenAtAll = hours.some(({ isOpen }) => isOpen);

  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Panel id="hours" title="Opening hours" flush>
            <Text className={classes.lead}>
              {hoursText(hours)
                ? `Callers hear: “${hoursText(hours)}”`
                : "No hours are set: nothing can be booked."}
            </Text>
            {canWrite ? (
              <HoursForm
                saved={days}
                words={WORDS}
                label="Save hours"
                done="The opening hours are saved."
                save={saveHoursAction}
              />
            ) : (
              <HoursTable days={days} />
            )}
          </Panel>
          {agent ? (
            <Panel
              id="working-hours"
              title={agents.length > 1 ? `When ${agent.name} answers` : "When it answers"}
              flush
            >
              <Text className={classes.lead}>
                At other times another receptionist who is at work answers, else your fallback numbers ring.
              </Text>
              <WorkingHours
                key={agent.id}
                agentId={agent.id}
                saved={
                  workingHours && daysOf(workingHours.map((interval) => ({ ...interval, isOpen: true })))
                }
                suggested={daysOf(isOpenAtAll ? hours : DEFAULT_HOURS)}
                canWrite={can(ctx, "agent:write")}
              />
            </Panel>
          ) : null}
        </div>
        <div className={classes.side}>
          <Closures
            closures={closures.map((closure) => closureView(closure, calendars))}
            calendars={calendars.map(({ id, name }) => ({ value: id, label: name }))}
            today={dayOf(now, timeZone)}
            canWrite={canWrite}
          />
          <Panel id="time-zone" title="Time zone">
            {can(ctx, "business:write") ? (
              <TimeZoneForm saved={timeZone} zones={zoneChoices(timeZone, now)} />
            ) : (
              <Text>{zoneText(timeZone, now)}</Text>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
