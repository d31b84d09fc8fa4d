"use client";

import { Alert, Loader } from "@mantine/core";
import { IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const ASK_AGAIN_MILLISECONDS = 2_000;
const MOST_TIMES = 30;

/** Asks the server again and again, until the payment is there or it takes too long. @returns whether it does. */
function useWaiting(isWaiting: boolean): boolean {
  const router = useRouter();
  const [times, setTimes] = useState(0);
  const isLong = times >= MOST_TIMES;
  useEffect(() => {
    if (!isWaiting || isLong) return;
    const timer = setInterval(() => {
      setTimes((count) => count + 1);
      router.refresh();
    }, ASK_AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isWaiting, isLong, router]);
  return isLong;
}

/** What came of the payment page that somebody comes back from. */
export function ReturnNote({
  outcome,
  planName,
}: {
  outcome: "done" | "cancelled";
  /** The plan that is paid; null as long as the payment service has not said so. */
  planName: string | null;
}) {
  const isLong = useWaiting(outcome === "done" && planName === null);
  if (outcome === "cancelled")
    return (
      <Alert role="status" mb="md" color="gray" variant="light" icon={<IconInfoCircle aria-hidden="true" />}>
        Nothing was paid and nothing has changed.
      </Alert>
    );
  if (planName)
    return (
      <Alert role="status" mb="md" variant="light" icon={<IconCircleCheck aria-hidden="true" />}>
        {planName} is paid and active. Thank you.
      </Alert>
    );
  return (
    <Alert role="status" mb="md" color="gray" variant="light" icon={<Loader size={18} aria-hidden="true" />}>
      {isLong
        ? "The payment is not confirmed yet, which takes longer than usual. Your plan appears here by itself once it is."
        : "Thank you. Your payment is being confirmed, which takes a moment."}
    </Alert>
  );
}
