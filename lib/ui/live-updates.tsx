"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const DEBOUNCE_MILLISECONDS = 200;
const HIDDEN_GRACE_MILLISECONDS = 30_000;

/**
 * Keeps the open page current: listens for changes of the business and asks for the page's data again.
 * A tab that stays hidden lets go of its connection and catches up when it is looked at.
 */
export function LiveUpdates() {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | null = null;
    let refreshTimer: ReturnType<typeof setTimeout> | undefined;
    let hideTimer: ReturnType<typeof setTimeout> | undefined;
    let hasMissed = false;

    const refresh = () => {
      clearTimeout(refreshTimer);
      refreshTimer = setTimeout(() => router.refresh(), DEBOUNCE_MILLISECONDS);
    };
    const connect = () => {
      if (source) return;
      source = new EventSource("/api/live");
      source.addEventListener("change", refresh);
      source.addEventListener("open", () => {
        if (hasMissed) refresh();
        hasMissed = false;
      });
      source.addEventListener("error", () => {
        hasMissed = true;
      });
    };
    const disconnect = () => {
      source?.close();
      source = null;
      hasMissed = true;
    };
    const onVisibility = () => {
      clearTimeout(hideTimer);
      if (document.visibilityState === "visible") connect();
      else hideTimer = setTimeout(disconnect, HIDDEN_GRACE_MILLISECONDS);
    };

    connect();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(refreshTimer);
      clearTimeout(hideTimer);
      source?.close();
    };
  }, [router]);
  return null;
}
