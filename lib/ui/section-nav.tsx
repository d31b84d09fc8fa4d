"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import classes from "./section-nav.module.css";

export interface Section {
  href: string;
  label: string;
}

/** The sections of a place, each with its own address. On a phone the row scrolls to the current one. */
export function SectionNav({ label, sections }: { label: string; sections: readonly Section[] }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>(`[href="${pathname}"]`);
    if (!list.current || !current) return;
    const { offsetLeft, offsetWidth } = current;
    list.current.scrollLeft = offsetLeft - (list.current.clientWidth - offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav aria-label={label} className={classes.nav}>
      <ul ref={list} className={classes.list}>
        {sections.map(({ href, label: name }) => (
          <li key={href}>
            <Link href={href} className={classes.link} aria-current={pathname === href ? "page" : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
