"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import classes from "./section-nav.module.css";
import { isWithin } from "./shell/navigation";

export interface Section {
  href: string;
  label: string;
}

/**
 * The sections of a place, each with its own address. On a phone the row scrolls to the current one.
 * @param query what every address ends in, such as "?agent=…".
 */
export function SectionNav({
  label,
  sections,
  query = "",
}: {
  label: string;
  sections: readonly Section[];
  query?: string;
}) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  const current = sections
    .map(({ href }) => href)
    .filter((href) => isWithin(pathname, href))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), "");
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (!current || !list.current || !link) return;
    list.current.scrollLeft = link.offsetLeft - (list.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);
  return (
    <nav aria-label={label} className={classes.nav}>
      <ul ref={list} className={classes.list}>
        {sections.map(({ href, label: name }) => (
          <li key={href}>
            <Link
              href={`${href}${query}`}
              className={classes.link}
              aria-current={href === current ? "page" : undefined}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
