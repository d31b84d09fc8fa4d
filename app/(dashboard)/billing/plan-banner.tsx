import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type PlanUsage, wayOut } from "@/lib/domain/limits";
import { formatDay } from "@/lib/ui/format";
import { TextLink } from "@/lib/ui/links";
import { THING_LABELS } from "./plan-words";

const asList = (words: string[]): string => new Intl.ListFormat("en-US").format(words);

/** Says that a month's amount is used up or nearly so, and what that means. Nothing below 80 %. */
export function PlanBanner({ usage, hasLink = true }: { usage: PlanUsage; hasLink?: boolean }) {
  if (!usage.doLimitsBind) return null;
  const out = usage.rows.filter(({ mark }) => mark === 100);
  const low = usage.rows.filter(({ mark }) => mark === 80);
  if (out.length === 0 && low.length === 0) return null;
  const named = (rows: typeof out) =>
    asList(
      rows.map(({ thing }, index) => (index > 0 ? THING_LABELS[thing].toLowerCase() : THING_LABELS[thing])),
    );
  const until = formatDay(usage.resetsAt, usage.timeZone);
  const isCalling = out.some(({ thing }) => thing !== "messages");
  const isWriting = out.some(({ thing }) => thing === "messages");
  return (
    <Alert
      mb="md"
      color={out.length > 0 ? "red" : "orange"}
      variant="light"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={out.length > 0 ? `${named(out)}: all used this month` : `${named(low)}: 80% or more used`}
    >
      {isCalling
        ? `Calls are still answered, but until ${until} your receptionist takes messages and books nothing. `
        : null}
      {isWriting ? `No more texts and e-mails can be written until ${until}. ` : null}
      {out.length > 0 && low.length > 0 ? `${named(low)}: 80% or more used. ` : null}
      {out.length === 0 ? `The count begins anew on ${until}. ` : null}
      {hasLink ? (
        <TextLink href="/billing" underline="always" inherit c="inherit">
          See your plan
        </TextLink>
      ) : (
        `${wayOut(usage.plan)} to have more at once.`
      )}
    </Alert>
  );
}
