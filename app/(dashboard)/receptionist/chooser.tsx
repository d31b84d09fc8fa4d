"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import classes from "./chooser.module.css";
import type { ReceptionistView } from "./receptionist-header";
import { SECTIONS } from "./sections";

const stateOf = ({ isAnswering, isAtWork }: ReceptionistView): "on" | "off-hours" | "off" =>
  isAnswering ? (isAtWork ? "on" : "off-hours") : "off";
const WORDS = { on: "Answering calls", "off-hours": "Outside its hours", off: "Not answering" };

/** Whom the pages are about, as links that stay in the section. */
export function Chooser({ views, chosenId }: { views: ReceptionistView[]; chosenId: string }) {
  const pathname = usePathname();
  const section = SECTIONS.map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), "/receptionist");
  return (
    <nav aria-label="Your receptionists">
      <ul className={classes.list}>
        {views.map((view) => {
          const state = stateOf(view);
          return (
            <li key={view.id} className={classes.item}>
              <Link
                href={`${section}?agent=${view.id}`}
                className={classes.choice}
                aria-current={view.id === chosenId ? "true" : undefined}
              >
                <span className={classes.name}>{view.name}</span>{" "}
                <span className={classes.state} data-state={state}>
                  {WORDS[state]}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
