"use client";

import { useState, useTransition } from "react";
import useSWR from "swr";
import { reached } from "@/lib/ui/action-result";
import { tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { hangUpAction, ringAction, sayAction } from "./actions";
import { CallScreen } from "./call-screen";
import { type Choice, DialForm } from "./dial-form";
import type { LineView } from "./line-view";
import classes from "./phone.module.css";

const POLL_MILLISECONDS = 500;
const HINTS = [
  "Ask for opening hours, prices, or anything from your questions and answers.",
  "Book: say the service and when it suits you, such as tomorrow after three.",
  "Move or cancel what you have booked.",
  "Leave a message, or ask to be called back.",
  "Ask something it cannot know, and see that it says so.",
];

async function fetchLine(url: string): Promise<LineView> {
  const response = await fetch(url);
  if (!response.ok) throw new Error("The line is gone.");
  return response.json();
}

/** The phone: who rings, then the call itself, then what came of it. */
export function PhoneBooth({
  numbers,
  callers,
  initial,
}: {
  numbers: Choice[];
  callers: Choice[];
  initial: LineView | null;
}) {
  const [lineId, setLineId] = useState(initial?.id ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRinging, startRinging] = useTransition();
  const [, startTransition] = useTransition();
  const {
    data: line,
    error,
    mutate,
  } = useSWR(lineId ? `/phone/lines/${lineId}` : null, fetchLine, {
    ...(initial ? { fallbackData: initial } : {}),
    refreshInterval: (latest) => (latest?.state === "ended" ? 0 : POLL_MILLISECONDS),
    revalidateOnFocus: false,
    shouldRetryOnError: false,
    dedupingInterval: 100,
  });

  const ring = (numberId: string, from: string | null) =>
    startRinging(async () => {
      setProblem(null);
      const result = await reached(ringAction({ numberId, from }));
      if (result.ok) setLineId(result.value.id);
      else setProblem(result.fields.from?.[0] ?? result.error);
    });
  const say = (text: string) =>
    startTransition(async () => {
      if (!lineId) return;
      const result = await reached(sayAction({ lineId, text }));
      if (!result.ok) tellTrouble(result.error);
      await mutate();
    });
  const hangUp = () =>
    startTransition(async () => {
      if (!lineId) return;
      const result = await reached(hangUpAction(lineId));
      if (!result.ok) tellTrouble(result.error);
      await mutate();
    });

  return (
    <div className={classes.booth}>
      {lineId && !error ? (
        <CallScreen
          line={line?.id === lineId ? line : null}
          onSay={say}
          onHangUp={hangUp}
          onAgain={() => setLineId(null)}
        />
      ) : (
        <DialForm numbers={numbers} callers={callers} isRinging={isRinging} problem={problem} onRing={ring} />
      )}
      <Panel id="hints" title="What to try">
        <ul className={classes.hints}>
          {HINTS.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
