"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { askFirst } from "./ask-first";

const askToLeave = (leave: () => void): void =>
  askFirst({
    title: "Leave without saving?",
    text: "What you changed on this page is not saved yet.",
    confirm: "Leave without saving",
    keep: "Keep editing",
    run: leave,
  });

/** The address inside this site that a plain click leads to; null for every other click. */
function insideTarget(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download")) {
    return null;
  }
  const url = new URL(link.href);
  const { origin, pathname, search } = window.location;
  if (url.origin !== origin || (url.pathname === pathname && url.search === search)) return null;
  return `${url.pathname}${url.search}${url.hash}`;
}

/**
 * While a page holds changes that are not saved, asks before they would be lost: by a link, by Back or
 * Forward, by closing the tab.
 */
export function useUnsavedChanges(isDirty: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isDirty) return;
    const guard = new AbortController();
    const { signal } = guard;

    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    const onClick = (event: MouseEvent) => {
      const target = insideTarget(event);
      if (target === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      askToLeave(() => {
        guard.abort();
        router.push(target);
      });
    };
    document.addEventListener("click", onClick, { capture: true, signal });

    if ("navigation" in window) {
      const { navigation } = window;
      const onNavigate = (event: NavigateEvent) => {
        const { key } = event.destination;
        if (event.navigationType !== "traverse" || !event.cancelable) return;
        event.preventDefault();
        askToLeave(() => {
          guard.abort();
          navigation.traverseTo(key);
        });
      };
      navigation.addEventListener("navigate", onNavigate, { signal });
    }
    return () => guard.abort();
  }, [isDirty, router]);
}
