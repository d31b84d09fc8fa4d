import { Text } from "@mantine/core";
import { IconGauge } from "@tabler/icons-react";
import type { Lead } from "@/lib/domain/leads";
import { EmptyNote } from "@/lib/ui/empty-note";
import { Panel } from "@/lib/ui/panel";
import classes from "../leads.module.css";

/** The score of a lead and every reason for it, with the words that it was read from. */
export function ScorePanel({ lead }: { lead: Lead }) {
  return (
    <Panel
      id="score"
      title="Why this score"
      aside={
        <Text component="p" className={classes.score}>
          <Text component="span" fw={700} fz={26} lh={1} className="fd-numbers">
            {lead.score}
          </Text>
          <Text component="span" size="sm" c="dimmed">
            of 100
          </Text>
        </Text>
      }
    >
      {lead.scoreReasons.length === 0 ? (
        <EmptyNote icon={<IconGauge size={34} stroke={1.4} />} title="Nothing is known yet">
          As soon as they say what they want, the reasons appear here.
        </EmptyNote>
      ) : (
        <ul className={classes.reasons}>
          {lead.scoreReasons.map(({ signal, points, detail, quote }) => (
            <li key={signal} className={classes.reason}>
              <span className={classes.points}>{points < 0 ? `−${-points}` : `+${points}`}</span>
              <div>
                <Text>{detail}</Text>
                {quote ? <blockquote className={classes.quote}>“{quote}”</blockquote> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
