import type { LiveCallDetail } from "@/lib/domain/calls";
import { CallStatusBadge } from "@/lib/ui/call-status-badge";
import { callerNumber, callerText } from "@/lib/ui/call-words";
import { formatNearDay, formatTime } from "@/lib/ui/format";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { Panel } from "@/lib/ui/panel";
import { doingText } from "@/lib/ui/tool-words";
import { transcriptOf } from "../calls/call-view";
import { ActivityLine, type MomentView } from "./activity-line";
import { CallActions } from "./call-actions";
import classes from "./live.module.css";
import { RunningTranscript } from "./running-transcript";

const LISTENING = "Listening";

const PLAIN = {
  ringing: "Ringing",
  answering: "Answering",
  thinking: "Thinking about it",
  listening: LISTENING,
  with_person: "With a person of yours",
} as const;

function momentOf({ activity, startedAt }: LiveCallDetail, now: Date): MomentView {
  const moment = { startedAt: startedAt.toISOString(), now: now.toISOString(), later: null };
  if (activity.kind === "using_tool") return { ...moment, text: doingText(activity.tool) };
  if (activity.kind === "speaking")
    return { ...moment, text: "Speaking", later: { at: activity.until.toISOString(), text: LISTENING } };
  return { ...moment, text: PLAIN[activity.kind] };
}

/** One call in progress: who calls, what happens now, what was said, and what can be done about it. */
export function LiveCall({
  call,
  timeZone,
  now,
  canSteer,
}: {
  call: LiveCallDetail;
  timeZone: string;
  now: Date;
  canSteer: boolean;
}) {
  const caller = callerText(call);
  const number = callerNumber(call);
  const { nextAppointment: next } = call;
  return (
    <Panel id={`call-${call.id}`} title={caller} aside={<CallStatusBadge status={call.status} />}>
      <div className={classes.who}>
        {number !== caller ? <span className="fd-numbers">{number ?? "Number withheld"}</span> : null}
        <span>{call.contactId ? "In your contacts" : "Not in your contacts yet"}</span>
        {next ? (
          <span>
            Next:{" "}
            <TextLink href={`/calendar?appointment=${next.id}`} inherit underline="always" prefetch={false}>
              {next.title || "appointment"}, {formatNearDay(next.startsAt, now, timeZone)},{" "}
              {formatTime(next.startsAt, timeZone)}
            </TextLink>
          </span>
        ) : null}
      </div>
      <ActivityLine moment={momentOf(call, now)} />
      <RunningTranscript items={transcriptOf(call, timeZone)} caller={caller} />
      <div className={classes.actions}>
        <LinkButton href={`/calls/${call.id}`} variant="default" size="sm" prefetch={false}>
          Open the call
        </LinkButton>
        {canSteer ? (
          <CallActions callId={call.id} caller={caller} canTakeOver={call.status === "in_progress"} />
        ) : null}
      </div>
    </Panel>
  );
}
