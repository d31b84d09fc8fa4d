import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { getBusiness, listClosures } from "@/lib/domain/businesses";
import { listCalendars } from "@/lib/domain/calendars";
import { can } from "@/lib/domain/context";
import { hoursText } from "@/lib/domain/knowledge";
import { Panel } from "@/lib/ui/panel";
import { dayOf } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";
import { ReadOnlyNote } from "../read-only-note";
import classes from "../receptionist.module.css";
import { closureView } from "./closure-view";
import { Closures } from "./closures";
import { HoursForm } from "./hours-form";
import { HoursTable } from "./hours-table";
import { TimeZoneForm } from "./time-zone-form";
import { daysOf } from "./week";
import { zoneChoices, zoneText } from "./zones";

export const metadata: Metadata = { title: "Hours" };

export default async function HoursPage() {
  const ctx = await pageContext();
  const [business, closures, calendars] = await Promise.all([
    getBusiness(ctx),
    listClosures(ctx),
    listCalendars(ctx),
  ]);
  const { hours, timeZone } = business;
  const canWrite = can(ctx, "calendar:write");
  const now = ctx.clock.now();
  const days = daysOf(hours);

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
            {canWrite ? <HoursForm saved={days} /> : <HoursTable days={days} />}
          </Panel>
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
